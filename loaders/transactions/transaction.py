"""One transaction of PostgreSQL around one job, ended whatever happens."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from loaders.transactions.postgresql_work import PostgreSQLWork, explained
from loaders.transactions.work import Job, Result, Undone

BEGIN = "BEGIN ISOLATION LEVEL SERIALIZABLE"
"""As on SQLite, jobs come to what they would come to one after the other."""
ENDING = 60
"""Seconds that the server may take to commit or to roll back."""


async def performed(connection: Any, job: Job[Result], *, sure: bool) -> Result:
    """What the job gives; raises Overtaken when another job came first."""
    end = "ROLLBACK"
    try:
        await connection.execute(BEGIN)
        result = await PostgreSQLWork(connection, sure=sure).perform(job)
        end = "COMMIT"
    except Undone as undone:
        result = undone.result
    finally:
        await _to_its_end(_ended(connection, end))
    return result


async def _ended(connection: Any, how: str) -> None:
    """Commit or roll back; a connection that does not is cut, whereupon the server rolls back."""
    if how == "ROLLBACK" and connection.is_closed():
        return
    try:
        await connection.execute(how, timeout=ENDING)
    except BaseException as error:
        told = explained(error)
        if told is error:
            connection.terminate()
            raise
        raise told from error


async def _to_its_end(ending: Coroutine[Any, Any, None]) -> None:
    """Wait for what must not be broken off: a cancellation takes effect when it is over."""
    task = asyncio.create_task(ending)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled from task.exception()
    task.result()

"""One transaction of PostgreSQL around one job, ended whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from loaders.errors import DeadlineError, OutcomeUnknownError, ReadOnlyError, UnreachableError
from loaders.unit_of_work.interface import Result, Rollback, TransactionFunction
from loaders.unit_of_work.postgresql_unit_of_work import (
    PostgreSQLUnitOfWork,
    SerializationConflict,
    StaleStatement,
    translate_error,
)

BEGIN = "BEGIN ISOLATION LEVEL SERIALIZABLE"
"""Serialisable, as on SQLite: the jobs have the same result as one after the other."""
ENDING = 10
"""Seconds that the server may take to commit or to roll back."""


async def run_in_transaction(
    connection: Any, job: TransactionFunction[Result], *, sure: bool, seconds: float
) -> Result:
    """Run the job and return its result; raises Overtaken if another job came first, DeadlineError after `seconds`."""
    end = "ROLLBACK"
    try:
        async with _within(seconds):
            await _begin(connection)
            result = await PostgreSQLUnitOfWork(connection, sure=sure).perform(job)
        end = "COMMIT"  # which takes its own time: nobody could tell whether one that was given up took effect
    except Rollback as undone:
        result = undone.result
    except StaleStatement:
        connection.terminate()  # with all that it has prepared
        raise
    finally:
        await _to_its_end(_ended(connection, end))
    return result


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds) as limit:
            yield
    except TimeoutError as error:
        if limit.expired():
            raise DeadlineError from error
        raise


async def _begin(connection: Any) -> None:
    """Begin the transaction; a connection that was lost while nobody used it is no loss: the job has another one."""
    try:
        await connection.execute(BEGIN)
    except asyncpg.InvalidCachedStatementError as error:
        raise translate_error(error) from error
    except asyncpg.FeatureNotSupportedError as error:  # a standby that answers queries
        raise ReadOnlyError from error
    except Exception as error:
        told = translate_error(error)
        if isinstance(told, UnreachableError):
            connection.terminate()
            raise SerializationConflict(str(error)) from error
        raise told from error


async def _ended(connection: Any, how: str) -> None:
    """Commit or roll back; a connection that does not is cut, whereupon the server rolls back."""
    if how == "ROLLBACK":
        await _rolled_back(connection)
        return
    try:
        await connection.execute(how, timeout=ENDING)
    except BaseException as error:
        told = translate_error(error)
        if isinstance(told, UnreachableError):
            told = OutcomeUnknownError()
        if told is error or isinstance(told, UnreachableError):
            connection.terminate()
        if told is error:
            raise
        raise told from error


async def _rolled_back(connection: Any) -> None:
    """Roll back; what ended the job is what tells why, not that the connection is lost with it."""
    if connection.is_closed():
        return
    try:
        await connection.execute("ROLLBACK", timeout=ENDING)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
        connection.terminate()


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

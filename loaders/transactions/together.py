"""Jobs that share a transaction of SQLite: one wait for the disk for all, and each undone alone."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextvars import Context
from dataclasses import dataclass
from typing import Any

from loaders.transactions.sqlite_work import SQLiteWork, explained
from loaders.transactions.work import Job, Result, Undone


@dataclass(frozen=True, slots=True)
class Asked:
    """A job, who waits for it, and the context that it was asked for in."""

    job: Job[Any]
    future: asyncio.Future[Any]
    context: Context


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job gave, or what it raised."""

    result: Any = None
    error: BaseException | None = None


def commit(connection: sqlite3.Connection, batch: Sequence[Asked]) -> list[Outcome]:
    """Run jobs one after the other in one transaction; what each came to, once that is stored.

    When the transaction itself fails, nothing is changed and that is what all came to.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        outcomes = [_outcome(connection, asked) for asked in batch]
        connection.execute("COMMIT")
    except BaseException as error:  # noqa: BLE001 - whatever it is, those who wait are told
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return [Outcome(error=explained(error))] * len(batch)
    return outcomes


def tell(batch: Sequence[Asked], outcomes: Sequence[Outcome]) -> None:
    """Let those who wait know, in the loop's thread; some may have gone."""
    for asked, outcome in zip(batch, outcomes, strict=True):
        if asked.future.done():
            continue
        if outcome.error is None:
            asked.future.set_result(outcome.result)
        else:
            asked.future.set_exception(outcome.error)


def _outcome(connection: sqlite3.Connection, asked: Asked) -> Outcome:
    connection.execute("SAVEPOINT job")
    try:
        result = asked.context.run(_driven, SQLiteWork(connection), asked.job)
    except Undone as undone:
        outcome = Outcome(undone.result)
    except BaseException as error:
        if not connection.in_transaction:  # with a full disk, SQLite gives the whole transaction up by itself
            raise
        outcome = Outcome(error=error)
    else:
        connection.execute("RELEASE SAVEPOINT job")
        return Outcome(result)
    connection.execute("ROLLBACK TO SAVEPOINT job")
    connection.execute("RELEASE SAVEPOINT job")
    return outcome


def _driven(work: SQLiteWork, job: Job[Result]) -> Result:
    """Run a job from its beginning to its end; on SQLite nothing that it may await ever waits."""
    running = work.perform(job)
    try:
        running.send(None)
    except StopIteration as end:
        result: Result = end.value
        return result
    running.close()
    raise RuntimeError("a job awaits its work and nothing else")

"""Reading SQLite through aiosqlite: a level of an operation costs one hop to the connection's thread."""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from loaders.drivers.read_connection import Answers, BoundStatement, LostConnectionError, ReadConnection
from loaders.drivers.read_limits import ReadLimits
from loaders.drivers.sqlite_errors import unavailable_error
from loaders.errors import DeadlineError, UnavailableError, UnreachableError

READERS = max(2, min(4, os.cpu_count() or 2))
"""Connections; each has a thread, and SQLite lets go of Python's lock while it searches. More threads than cores take
turns at that lock instead: on two cores, 2 answer half as many operations again as 4."""
PREPARED = 128
"""Number of prepared statements of a connection, enough for all frequent ones."""
CLOSED = "Cannot operate on a closed database."
"""Python's message for a connection that is already closed."""
INTERRUPTING = 0.02
"""Seconds between two interrupts: one that comes just before a statement begins does nothing."""

PRAGMAS = (
    "PRAGMA query_only = ON",
    "PRAGMA cache_size = -24576",  # KiB
    "PRAGMA mmap_size = 33554432",  # bytes
)

Result = TypeVar("Result")


class SQLiteReadConnection(ReadConnection):
    """A connection with a thread of its own."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        """Take a connection that is open."""
        self.connection = connection
        self._raw: sqlite3.Connection = connection._conn  # noqa: SLF001 - what its public methods wrap one by one
        self._given_up = False

    async def fetch(self, asked: Sequence[BoundStatement], *, begin: bool, end: bool = False) -> Answers:
        """One hop for all statements."""
        found = await self._in_thread(self._fetch, asked, begin, end)
        # Rows are made here rather than in the thread, so that the two do not take turns at Python's lock.
        return [
            each if isinstance(each, Exception) else statement.rows(each)
            for each, (statement, _) in zip(found, asked, strict=True)
        ]

    async def end(self) -> None:
        """One hop, unless it ended with its last statement."""
        if self._raw.in_transaction:
            await self._in_thread(self._end)

    async def recover(self) -> None:
        """Interrupt until the thread is idle, so that no interrupt comes when somebody else has the connection."""
        self._given_up = True
        idle = asyncio.ensure_future(self._in_thread(_nothing))
        try:
            while not idle.done():
                self._raw.interrupt()
                await asyncio.wait([idle], timeout=INTERRUPTING)
            idle.result()
        finally:
            idle.cancel()
        self._given_up = False
        await self.end()

    async def close(self) -> None:
        """Once the thread is idle."""
        await self.connection.close()

    def drop(self) -> None:
        """Tell the thread to stop when it can."""
        self._given_up = True
        if self.connection._connection is not None:  # noqa: SLF001 - as above
            with suppress(Exception):  # of any driver: where it is closed by now, there is nothing to interrupt
                self._raw.interrupt()
            self.connection.stop()

    @property
    def lost(self) -> bool:
        """True if the thread has ended."""
        return not self.connection._thread.is_alive()  # noqa: SLF001 - as above

    async def _in_thread(self, work: Callable[..., Result], *given: Any) -> Result:
        """Aiosqlite's public methods run one statement each; `_execute` is what all of them are made of."""
        try:
            result: Result = await self.connection._execute(work, *given)  # type: ignore[no-untyped-call]  # noqa: SLF001
        except (LostConnectionError, UnavailableError):
            raise
        except Exception as error:  # of what no statement asked for: the thread is gone, or no transaction can begin
            raise _lost(error) from error
        return result

    def _fetch(self, asked: Sequence[BoundStatement], begin: bool, end: bool) -> list[list[Any] | Exception]:  # noqa: FBT001
        raw = self._raw
        answers: list[list[Any] | Exception] = []
        if begin and not raw.in_transaction:
            raw.execute("BEGIN")
        for statement, arguments in asked:
            if self._given_up:
                raise DeadlineError
            try:
                answers.append(raw.execute(statement.text, arguments).fetchall())
            except Exception as error:  # noqa: BLE001 - belongs to this statement, unless the connection is lost
                answers.append(_told(error))
        if end:
            self._end()
        return answers

    def _end(self) -> None:
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")


def _told(error: Exception) -> Exception:
    """Convert a statement's error for the caller; raises LostError, or DeadlineError if it was interrupted."""
    named = unavailable_error(error)
    if isinstance(named, UnreachableError) or str(error) == CLOSED:
        raise _lost(error)
    if named is None:
        return error
    named.__cause__ = error
    if isinstance(named, DeadlineError):
        raise named
    return named


def _lost(error: Exception) -> LostConnectionError:
    reason = unavailable_error(error) or UnreachableError()
    reason.__cause__ = error
    return LostConnectionError(reason)


def file_uri(path: Path) -> str:
    """A file as it is opened where it need not be made, for reading and writing: its log is written by readers too."""
    return f"{path.absolute().as_uri()}?mode=rw"


async def connect(address: str, limits: ReadLimits) -> SQLiteReadConnection:
    """A reader of a file; raises sqlite3.OperationalError when there is no such file."""
    wait = limits.lock_seconds
    opening = aiosqlite.connect(address, timeout=wait, uri=True, isolation_level=None, cached_statements=PREPARED)
    opening._thread.daemon = True  # noqa: SLF001 - one that hangs must not keep the process from its end
    connection = await opening
    try:
        for pragma in PRAGMAS:
            await connection.execute(pragma)
    except BaseException:
        connection.stop()
        raise
    connection.text_factory = bytes  # answers are JSON, for which bytes are read soonest
    return SQLiteReadConnection(connection)


def _nothing() -> None:
    """Do nothing; completes once all earlier calls of the thread have."""

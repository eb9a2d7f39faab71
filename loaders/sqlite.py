"""Reading SQLite through aiosqlite: a level of an operation costs one hop to the connection's thread."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import aiosqlite

from loaders.snapshot import Asked, Snapshot
from loaders.sqlite_dialect import SQLITE
from loaders.statement import Row

READERS = 4
"""Connections; each has a thread, and SQLite lets go of Python's lock while it searches."""

PRAGMAS = (
    "PRAGMA query_only = ON",
    "PRAGMA busy_timeout = 5000",  # milliseconds
    "PRAGMA cache_size = -32768",  # KiB
    "PRAGMA mmap_size = 268435456",  # bytes
)

Result = TypeVar("Result")


class SQLiteDatabase:
    """A pool of reading connections to one file."""

    dialect = SQLITE

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self._path = path
        self._free: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()

    async def open(self) -> None:
        """Connect; raises sqlite3.OperationalError when there is no such file."""
        address = f"{self._path.absolute().as_uri()}?mode=rw"
        for _ in range(READERS):
            connection = await aiosqlite.connect(address, uri=True, isolation_level=None, cached_statements=512)
            for pragma in PRAGMAS:
                await connection.execute(pragma)
            connection.text_factory = bytes  # answers are JSON, for which bytes are read soonest
            self._free.put_nowait(connection)

    async def close(self) -> None:
        """Close every connection, waiting for those in use."""
        for _ in range(READERS):
            await (await self._free.get()).close()

    def snapshot(self) -> "SQLiteSnapshot":
        """A new view of the database."""
        return SQLiteSnapshot(self._free)


class SQLiteSnapshot(Snapshot):
    """One read transaction on one connection of the pool."""

    dialect = SQLITE

    def __init__(self, free: asyncio.LifoQueue[aiosqlite.Connection]) -> None:
        """Remember where connections are taken from."""
        super().__init__()
        self._free = free
        self._connection: aiosqlite.Connection | None = None

    async def _run(self, asked: Sequence[Asked]) -> Sequence[list[Row] | Exception]:
        if self._connection is None:
            self._connection = await self._free.get()
        found = await _in_thread(self._connection, lambda raw: _fetch(raw, asked))
        # Rows are made here rather than in the thread, so that the two do not take turns at Python's lock.
        return [
            each if isinstance(each, Exception) else statement.rows(each)
            for each, (statement, _) in zip(found, asked, strict=True)
        ]

    async def _release(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                await _in_thread(connection, _end)
            finally:
                self._free.put_nowait(connection)


async def _in_thread(connection: aiosqlite.Connection, work: Callable[[sqlite3.Connection], Result]) -> Result:
    """Run `work` on the connection's own thread, in one hop.

    aiosqlite's public methods run one statement each; `_execute` is what all of them are made of.
    """
    result: Result = await connection._execute(work, connection._conn)  # type: ignore[no-untyped-call]  # noqa: SLF001
    return result


def _fetch(raw: sqlite3.Connection, asked: Sequence[Asked]) -> list[list[Row] | Exception]:
    if not raw.in_transaction:
        raw.execute("BEGIN")
    answers: list[list[Row] | Exception] = []
    for statement, arguments in asked:
        try:
            answers.append(raw.execute(statement.text, arguments).fetchall())
        except Exception as error:  # noqa: BLE001 - belongs to this statement alone
            answers.append(error)
    return answers


def _end(raw: sqlite3.Connection) -> None:
    if raw.in_transaction:
        raw.execute("ROLLBACK")

"""Reading SQLite through aiosqlite: a level of an operation costs one hop to the connection's thread."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from loaders.sharing import Sharing
from loaders.snapshot import Asked, Snapshot, read
from loaders.sqlite_dialect import SQLITE
from loaders.statement import Row
from loaders.turns import Turns

READERS = max(2, min(4, os.cpu_count() or 2))
"""Connections; each has a thread, and SQLite lets go of Python's lock while it searches. More threads than cores take
turns at that lock instead: on two cores, 2 answer half as many operations again as 4."""

PRAGMAS = (
    "PRAGMA query_only = ON",
    "PRAGMA busy_timeout = 5000",  # milliseconds
    "PRAGMA cache_size = -24576",  # KiB
    "PRAGMA mmap_size = 33554432",  # bytes
)

Result = TypeVar("Result")


class SQLiteDatabase:
    """A pool of reading connections to one file."""

    dialect = SQLITE

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self._path = path
        self._free: Turns[aiosqlite.Connection] = Turns()
        self._sharing = Sharing(lambda statement, values: read(self.snapshot(), statement, values))

    async def open(self) -> None:
        """Connect; raises sqlite3.OperationalError when there is no such file."""
        address = f"{self._path.absolute().as_uri()}?mode=rw"
        for _ in range(READERS):
            connection = await aiosqlite.connect(address, uri=True, isolation_level=None, cached_statements=512)
            for pragma in PRAGMAS:
                await connection.execute(pragma)
            connection.text_factory = bytes  # answers are JSON, for which bytes are read soonest
            self._free.give(connection)

    async def close(self) -> None:
        """Close every connection, waiting for those in use."""
        for _ in range(READERS):
            await (await self._free.take()).close()

    def snapshot(self) -> "SQLiteSnapshot":
        """A new view of the database."""
        return SQLiteSnapshot(self._free, self._sharing)


class SQLiteSnapshot(Snapshot):
    """One read transaction on one connection of the pool, where statements have to agree."""

    dialect = SQLITE

    def __init__(self, free: Turns[aiosqlite.Connection], sharing: Sharing) -> None:
        """Remember where connections are taken from."""
        super().__init__(sharing)
        self._free = free
        self._connection: aiosqlite.Connection | None = None
        self._begun = False

    async def _run(self, asked: Sequence[Asked]) -> Sequence[list[Row] | Exception]:
        if self._connection is None:
            self._connection = await self._free.take()
        self._begun |= not self.alone
        found = await _in_thread(self._connection, _fetch, asked, self._begun)
        # Rows are made here rather than in the thread, so that the two do not take turns at Python's lock.
        return [
            each if isinstance(each, Exception) else statement.rows(each)
            for each, (statement, _) in zip(found, asked, strict=True)
        ]

    async def _release(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            begun, self._begun = self._begun, False
            try:
                if begun:
                    await _in_thread(connection, _end)
            finally:
                self._free.give(connection)


async def _in_thread(connection: aiosqlite.Connection, work: Callable[..., Result], *given: Any) -> Result:
    """Run `work` on the connection's own thread, in one hop.

    aiosqlite's public methods run one statement each; `_execute` is what all of them are made of.
    """
    result: Result = await connection._execute(work, connection._conn, *given)  # type: ignore[no-untyped-call]  # noqa: SLF001
    return result


def _fetch(raw: sqlite3.Connection, asked: Sequence[Asked], in_transaction: bool) -> list[list[Row] | Exception]:  # noqa: FBT001
    if in_transaction and not raw.in_transaction:
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

"""Two INSERTs and one commit for each request, on either engine."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import aiosqlite
import asyncpg

from benchmarks.peers.by_hand.rows import POSITION, WRITER, Values, actor, change, moment_text, statements
from loaders.unit_of_work.writer_thread import PRAGMAS

CONNECTIONS = 8


class Database(Protocol):
    """What the server needs of an engine."""

    async def open(self, url: str) -> None:
        """Connect, and find out for whom everything is stored: the one token that there is."""

    async def store(self, given: dict[str, Any]) -> str:
        """An actor and its entry in the journal; the actor's id, once both are stored for good."""

    async def close(self) -> None:
        """Close every connection."""


class PostgreSQL:
    """A pool of connections, with what the server itself sets for durability."""

    statements = statements("${}")

    async def open(self, url: str) -> None:
        """Connect."""
        self._pool = await asyncpg.create_pool(url, min_size=CONNECTIONS, max_size=CONNECTIONS, reset=_nothing)
        self._writer = tuple(await self._pool.fetchrow(WRITER))

    async def store(self, given: dict[str, Any]) -> str:
        """Four trips: BEGIN, two statements, COMMIT."""
        now = datetime.now(UTC)
        row = actor(given, self._writer[0], now)
        async with self._pool.acquire() as connection, connection.transaction():
            territory = await connection.fetchval(self.statements.actor, *row)
            await connection.execute(self.statements.change, *change(row, territory, self._writer, now))
        return str(row[0])

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()


class SQLite:
    """One connection with its thread, set as ours is; a request costs one hop to it."""

    statements = statements("?{}", position=POSITION)

    async def open(self, url: str) -> None:
        """Connect."""
        address = f"{Path(url.removeprefix('sqlite:///')).as_uri()}?mode=rw"
        self._connection = await aiosqlite.connect(address, uri=True, isolation_level=None)
        for pragma in PRAGMAS:
            await self._connection.execute(pragma)
        async with self._connection.execute(WRITER) as found:
            self._writer = tuple(await found.fetchone() or ())

    async def store(self, given: dict[str, Any]) -> str:
        """All in the connection's thread: aiosqlite's public methods take a hop for each statement."""
        now = moment_text(datetime.now(UTC))
        row = actor(given, self._writer[0], now)
        await self._connection._execute(self._stored, self._connection._conn, row, now)  # noqa: SLF001
        return str(row[0])

    def _stored(self, raw: sqlite3.Connection, row: Values, now: str) -> None:
        raw.execute("BEGIN IMMEDIATE")
        try:
            (territory,) = raw.execute(self.statements.actor, row).fetchone()
            raw.execute(self.statements.change, change(row, territory, self._writer, now))
        except BaseException:
            raw.execute("ROLLBACK")
            raise
        raw.execute("COMMIT")

    async def close(self) -> None:
        """Close the connection, which ends its thread."""
        await self._connection.close()


async def _nothing(_connection: Any) -> None:
    """What there is to reset between two requests."""

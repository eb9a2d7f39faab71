"""One statement in, one JSON text out, on either engine; texts stay bytes from the driver to the socket."""

import asyncio
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import aiosqlite
import asyncpg
from asyncpg.prepared_stmt import PreparedStatement

POSTGRESQL_CONNECTIONS = 8
SQLITE_CONNECTIONS = 4
SETTINGS = {
    "jit": "off",  # statements of a millisecond do not earn back what compiling them costs
    "plan_cache_mode": "force_generic_plan",  # planned once: else the first five requests decide
}
PRAGMAS = (
    "PRAGMA query_only = ON",
    "PRAGMA busy_timeout = 5000",  # milliseconds
    "PRAGMA cache_size = -32768",  # KiB
    "PRAGMA mmap_size = 268435456",  # bytes
)


class Database(Protocol):
    """What the server needs of an engine."""

    async def open(self, url: str, statements: Sequence[str]) -> None:
        """Connect, and make ready for these statements."""

    async def answer(self, statement: str, arguments: Sequence[Any]) -> bytes:
        """The one value of the statement's one row."""

    async def close(self) -> None:
        """Close every connection."""


class PostgreSQL:
    """Connections that keep every statement prepared; nothing is reset between two requests, as nothing is changed."""

    def __init__(self) -> None:
        """Begin without connections."""
        self._connections: list[asyncpg.Connection] = []
        self._free: asyncio.LifoQueue[dict[str, PreparedStatement]] = asyncio.LifoQueue()

    async def open(self, url: str, statements: Sequence[str]) -> None:
        """Connect, and prepare the statements on each connection."""
        for _ in range(POSTGRESQL_CONNECTIONS):
            connection = await asyncpg.connect(url, server_settings=SETTINGS)
            await connection.set_type_codec(
                "text", schema="pg_catalog", encoder=str.encode, decoder=bytes, format="binary"
            )
            self._connections.append(connection)
            self._free.put_nowait({statement: await connection.prepare(statement) for statement in statements})

    async def answer(self, statement: str, arguments: Sequence[Any]) -> bytes:
        """Run it on the connection that was used last."""
        prepared = await self._free.get()
        try:
            result: bytes = await prepared[statement].fetchval(*arguments)
        finally:
            self._free.put_nowait(prepared)
        return result

    async def close(self) -> None:
        """Close every connection."""
        for connection in self._connections:
            await connection.close()


class SQLite:
    """Reading connections, each with its thread; a request costs one hop to it."""

    def __init__(self) -> None:
        """Begin without connections."""
        self._connections: list[aiosqlite.Connection] = []
        self._free: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()

    async def open(self, url: str, statements: Sequence[str]) -> None:
        """Connect; sqlite3 prepares a statement when it is first run, and keeps as many as there are."""
        address = f"{Path(url.removeprefix('sqlite:///')).as_uri()}?mode=rw"
        for _ in range(SQLITE_CONNECTIONS):
            connection = await aiosqlite.connect(
                address, uri=True, isolation_level=None, cached_statements=len(statements) + len(PRAGMAS)
            )
            for pragma in PRAGMAS:
                await connection.execute(pragma)
            connection.text_factory = bytes
            self._connections.append(connection)
            self._free.put_nowait(connection)

    async def answer(self, statement: str, arguments: Sequence[Any]) -> bytes:
        """Run it on the thread of the connection that was used last."""
        connection = await self._free.get()
        try:
            # aiosqlite's public methods take a hop for each of execute, fetch and close.
            result: bytes = await connection._execute(_value, connection._conn, statement, arguments)  # noqa: SLF001
        finally:
            self._free.put_nowait(connection)
        return result

    async def close(self) -> None:
        """Close every connection, which ends its thread."""
        for connection in self._connections:
            await connection.close()


def _value(raw: sqlite3.Connection, statement: str, arguments: Sequence[Any]) -> bytes:
    result: bytes = raw.execute(statement, arguments).fetchone()[0]
    return result

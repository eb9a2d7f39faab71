"""Reading PostgreSQL through asyncpg: statements are prepared once for each connection."""

from collections.abc import Sequence
from typing import Any

import asyncpg
import orjson

from loaders.dialect import POSTGRESQL
from loaders.snapshot import Asked, Snapshot
from loaders.statement import Row

READERS = 8
"""Connections at most."""
PREPARED = 1_000
"""Statements that a connection keeps prepared."""
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class PostgreSQLDatabase:
    """A pool of connections to one database."""

    dialect = POSTGRESQL

    def __init__(self, url: str) -> None:
        """Name the database; nothing is opened yet."""
        self._url = url
        self._pool: Any = None

    async def open(self) -> None:
        """Connect; raises OSError or asyncpg.PostgresError when that fails."""
        self._pool = await asyncpg.create_pool(
            self._url, min_size=1, max_size=READERS, init=_prepare, reset=_nothing, statement_cache_size=PREPARED
        )

    async def close(self) -> None:
        """Close every connection, waiting for those in use."""
        await self._pool.close()

    def snapshot(self) -> "PostgreSQLSnapshot":
        """A new view of the database."""
        return PostgreSQLSnapshot(self._pool)


class PostgreSQLSnapshot(Snapshot):
    """One repeatable-read transaction on one connection of the pool."""

    dialect = POSTGRESQL

    def __init__(self, pool: Any) -> None:
        """Remember where connections are taken from."""
        super().__init__()
        self._pool = pool
        self._connection: Any = None

    async def _run(self, asked: Sequence[Asked]) -> Sequence[list[Row] | Exception]:
        if self._connection is None:
            connection = await self._pool.acquire()
            self._connection = connection
            await connection.execute(BEGIN)
        answers: list[list[Row] | Exception] = []
        for statement, arguments in asked:
            found = await self._connection.fetch(statement.text, *arguments, record_class=statement.row_class)
            answers.append(statement.rows(found))
        return answers

    async def _release(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                await connection.execute("ROLLBACK")
            finally:
                await self._pool.release(connection)


async def _prepare(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=orjson.dumps, decoder=orjson.loads)


async def _nothing(_connection: Any) -> None:
    """Readers leave nothing behind that would need a reset before the next one."""

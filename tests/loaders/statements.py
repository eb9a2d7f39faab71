"""Statements made by hand, for connections to any database: they need no table of the commons."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from loaders.drivers.database import Database, open_database
from loaders.drivers.read_limits import ReadLimits
from loaders.drivers.snapshot import Snapshot
from loaders.sql.statement import Statement

SLOW = {
    "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000000000) "
    "SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


def statement(text: str, *parameters: str) -> Statement:
    """A statement that gives what the driver finds."""
    return Statement(text, parameters, {}, {}, asyncpg.Record, list)


def slow(database: Database) -> Statement:
    """One that takes longer than any test."""
    return statement(SLOW[database.dialect.name])


ONE = statement("SELECT 1")


async def asked(snapshot: Snapshot, wanted: Statement = ONE) -> list[tuple[Any, ...]]:
    """The rows of a statement as tuples."""
    return [tuple(row) for row in await snapshot.fetch(wanted, {})]


@asynccontextmanager
async def opened(url: str, **limits: Any) -> AsyncIterator[Database]:
    """The database at an address, closed at the end within the time that it may take."""
    database = await open_database(url, ReadLimits(**limits))
    try:
        yield database
    finally:
        async with asyncio.timeout(6):
            await database.close()


@asynccontextmanager
async def snapshot_of(database: Database) -> AsyncIterator[Snapshot]:
    """A snapshot that is closed at the end."""
    snapshot = database.snapshot()
    try:
        yield snapshot
    finally:
        await snapshot.close()


async def freed(database: Database, seconds: float = 3) -> bool:
    """True if all connections are free again, soon."""
    pool = database.readers.pool
    for _ in range(int(seconds * 100)):
        if pool.free == pool.size:
            return True
        await asyncio.sleep(0.01)
    return False

"""The SQLAlchemy engine of what writes: migrations, seeding, and later every mutation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}

CONNECT_SECONDS = 10
"""Seconds to wait for a server that does not answer, or for SQLite's lock."""

PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers go on while one writes; a killed writer leaves the last commit
    "PRAGMA synchronous = NORMAL",  # with WAL, a power cut may lose the last commits but never the file
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what a migration moves or takes out is overwritten
)


def create_engine(url: str) -> AsyncEngine:
    """Engine for a URL that `encommun.settings` accepts; on SQLite each transaction takes the write lock at once.

    `engine.execution_options(reading=True)` is the same engine for a transaction that only reads.
    """
    address = make_url(url)
    engine = create_async_engine(
        address.set(drivername=DRIVERS[address.drivername]), connect_args={"timeout": CONNECT_SECONDS}
    )
    if address.drivername == "sqlite":
        event.listen(engine.sync_engine, "connect", prepare_connection)
        event.listen(engine.sync_engine, "begin", begin)
    return engine


def prepare_connection(connection: Any, _record: object) -> None:
    """Leave transactions to SQLAlchemy rather than to the driver, and set what SQLite forgets between connections."""
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        for pragma in PRAGMAS:
            cursor.execute(pragma)
    except Exception:
        connection.close()  # the pool forgets a connection that fails here, and its thread would outlive the loop
        raise
    cursor.close()


def begin(connection: Connection) -> None:
    """Wait for the write lock now: a reader that starts to write later would fail at once instead of waiting."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@asynccontextmanager
async def engine_scope(url: str) -> AsyncIterator[AsyncEngine]:
    """The engine for `url`, with its connections closed at the end."""
    engine = create_engine(url)
    try:
        yield engine
    finally:
        await engine.dispose()

"""The writer of the commons' database: SQLite or PostgreSQL, by its address."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from loaders.drivers.database import SQLITE_PREFIX
from loaders.unit_of_work.interface import Writer, open_until_exit
from loaders.unit_of_work.postgresql_writer import PostgreSQLWriter
from loaders.unit_of_work.sqlite_writer import SQLiteWriter
from loaders.unit_of_work.write_limits import DEFAULT_WRITE_LIMITS, WriterLimits


def create_writer(url: str, limits: WriterLimits = DEFAULT_WRITE_LIMITS) -> Writer:
    """The writer for `sqlite:///path` or `postgresql://…`, not yet open."""
    if url.startswith(SQLITE_PREFIX):
        return SQLiteWriter(Path(url.removeprefix(SQLITE_PREFIX)), limits)
    return PostgreSQLWriter(url, limits)


def open_writer(url: str, limits: WriterLimits = DEFAULT_WRITE_LIMITS) -> AbstractAsyncContextManager[Writer]:
    """The same, open within the block; raises sqlite3.OperationalError, OSError or asyncpg.PostgresError."""
    return open_until_exit(create_writer(url, limits))

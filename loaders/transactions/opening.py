"""The writer of the commons' database: SQLite or PostgreSQL, by its address."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from loaders.database import SQLITE_PREFIX
from loaders.transactions.limits import USUAL, WriterLimits
from loaders.transactions.postgresql import PostgreSQLWriter
from loaders.transactions.sqlite import SQLiteWriter
from loaders.transactions.work import Writer, opened


def create_writer(url: str, limits: WriterLimits = USUAL) -> Writer:
    """The writer for `sqlite:///path` or `postgresql://…`, not yet open."""
    if url.startswith(SQLITE_PREFIX):
        return SQLiteWriter(Path(url.removeprefix(SQLITE_PREFIX)), limits)
    return PostgreSQLWriter(url, limits)


def opened_writer(url: str, limits: WriterLimits = USUAL) -> AbstractAsyncContextManager[Writer]:
    """The same, open within the block; raises sqlite3.OperationalError, OSError or asyncpg.PostgresError."""
    return opened(create_writer(url, limits))

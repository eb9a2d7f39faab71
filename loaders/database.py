"""The database that the commons is read from: SQLite or PostgreSQL, by its address."""

from pathlib import Path

from loaders.postgresql import PostgreSQLDatabase
from loaders.sqlite import SQLiteDatabase

Database = SQLiteDatabase | PostgreSQLDatabase
SQLITE_PREFIX = "sqlite:///"


async def open_database(url: str) -> Database:
    """Open the database at `sqlite:///path` or `postgresql://…`; its `close` must be awaited in the end.

    Raises sqlite3.OperationalError, OSError or asyncpg.PostgresError when it cannot be reached.
    """
    database: Database
    if url.startswith(SQLITE_PREFIX):
        database = SQLiteDatabase(Path(url.removeprefix(SQLITE_PREFIX)))
    else:
        database = PostgreSQLDatabase(url)
    await database.open()
    return database

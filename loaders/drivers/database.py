"""The database that the commons is read from: SQLite or PostgreSQL, by its address."""

from functools import partial
from pathlib import Path

from loaders.drivers import postgresql, postgresql_errors, sqlite, sqlite_errors
from loaders.drivers.coalescing import Coalescer
from loaders.drivers.code_cache import CodeCache
from loaders.drivers.read_limits import DEFAULT_READ_LIMITS, ReadLimits
from loaders.drivers.read_pool import ReadPool
from loaders.drivers.snapshot import Snapshot
from loaders.sql.dialect import Dialect
from loaders.sql.postgresql_dialect import POSTGRESQL
from loaders.sql.sqlite_dialect import SQLITE

SQLITE_PREFIX = "sqlite:///"


class Database:
    """The read side of one database, for any number of concurrent operations."""

    def __init__(self, dialect: Dialect, readers: ReadPool, limits: ReadLimits) -> None:
        """Read through `readers`; none is connected yet."""
        self._lasting = CodeCache(limits.lasting_seconds) if limits.lasting_seconds else None
        self.dialect = dialect
        self.readers = readers
        self._coalescing = Coalescer(self.readers.fetch)

    async def open(self) -> None:
        """Connect; raises sqlite3.OperationalError, OSError or asyncpg.PostgresError when that fails."""
        await self.readers.open()

    async def close(self) -> None:
        """Close every connection, waiting a while for those in use."""
        await self.readers.close()

    async def check(self) -> None:
        """Raise UnavailableError unless the database answers, within seconds."""
        await self.readers.check()

    def snapshot(self) -> Snapshot:
        """A view of the database, for one operation; it must be closed in the end."""
        return Snapshot(self.dialect, self.readers, self._coalescing, self._lasting)

    def single(self) -> Snapshot:
        """A view of the database for one statement, which is free of everything once that is answered."""
        snapshot = self.snapshot()
        snapshot.single = True
        snapshot.only()
        return snapshot


async def open_database(url: str, limits: ReadLimits = DEFAULT_READ_LIMITS) -> Database:
    """Open the database at `sqlite:///path` or `postgresql://…`; its `close` must be awaited in the end.

    Raises sqlite3.OperationalError, OSError or asyncpg.PostgresError when it cannot be reached.
    """
    database = create_database(url, limits)
    await database.open()
    return database


def create_database(url: str, limits: ReadLimits = DEFAULT_READ_LIMITS) -> Database:
    """Return the database at an address, which is connected to when it is first read."""
    return (_sqlite if url.startswith(SQLITE_PREFIX) else _postgresql)(url, limits)


def _sqlite(url: str, limits: ReadLimits) -> Database:
    connect = partial(sqlite.connect, sqlite.file_uri(Path(url.removeprefix(SQLITE_PREFIX))), limits)
    size = limits.readers or sqlite.READERS
    return Database(SQLITE, ReadPool(connect, size, limits, sqlite_errors.unavailable_error), limits)


def _postgresql(url: str, limits: ReadLimits) -> Database:
    connect, size = partial(postgresql.connect, url, limits), limits.readers or postgresql.READERS
    return Database(POSTGRESQL, ReadPool(connect, size, limits, postgresql_errors.unavailable_error), limits)

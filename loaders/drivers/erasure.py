"""Erased data leaves the disk as well: the log of SQLite, the dead rows of PostgreSQL, and the index of words of both.

Neither is done by the unit of work that erases. Both are done again and again by whoever keeps the commons, so that
nothing need be remembered: a process that falls in between has only put it off.
"""

import asyncio
import sqlite3
from abc import ABC, abstractmethod
from contextlib import closing
from pathlib import Path
from time import monotonic

import asyncpg

from loaders.drivers import postgresql_errors, sqlite_errors
from loaders.drivers.database import SQLITE_PREFIX
from loaders.drivers.read_pool import Named
from loaders.drivers.sqlite_files import LOG, sidecar_file
from loaders.drivers.word_index_erasure import merge_fts5, rebuild_gin
from models.personal import personal_columns

PATIENCE = 250
"""Milliseconds to wait for those who read an older state; meanwhile nobody writes."""
VACUUM_PAUSE = 3_600.0
"""Seconds between two rounds of VACUUM, which reads all indexes of a table."""
VACUUM_SECONDS = 600.0
"""Seconds that one round may take."""
LOCK = 7266
"""Key of PostgreSQL's advisory lock: one process at a time does it."""
OPTIONS = "INDEX_CLEANUP ON, SKIP_LOCKED, TRUNCATE OFF"
"""Indexes hold values too, and are passed over by default where few rows have died."""


class Eraser(ABC):
    """Takes what was erased off the disk of one database."""

    def __init__(self, unavailable: Named) -> None:
        """Name what keeps the database from being reached by `unavailable`."""
        self._unavailable = unavailable

    async def finish(self) -> bool:
        """Do it if it is time; False if others keep it from being done, so that it must be called again.

        Raises UnavailableError when the database does not serve now, and what the driver raises otherwise.
        """
        try:
            return await self._finish()
        except Exception as error:
            if (named := self._unavailable(error)) is None:
                raise
            raise named from error

    @abstractmethod
    async def _finish(self) -> bool:
        """Do it; raises what the driver does."""


class SQLiteEraser(Eraser):
    """Empties the write-ahead log, which has every page as it was since the log was last emptied.

    In the file itself nothing is left: connections that write have `secure_delete` on.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        super().__init__(sqlite_errors.unavailable_error)
        self._path = path

    async def _finish(self) -> bool:
        """Empty the log by a connection of its own, unless somebody still reads an older state."""
        return await asyncio.to_thread(self._empty_log)

    def _empty_log(self) -> bool:
        try:
            if not sidecar_file(self._path, LOG).stat().st_size:
                return True
        except FileNotFoundError:  # whoever closes the database last removes it
            return True
        address = f"{self._path.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, isolation_level=None, uri=True)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            connection.execute("PRAGMA secure_delete = ON")
            merge_fts5(connection)
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # most of the work, while others write
            ((busy, *_),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not busy


class PostgreSQLEraser(Eraser):
    """Vacuums the tables that say something of people, with their indexes."""

    def __init__(self, url: str, pause: float = VACUUM_PAUSE) -> None:
        """Name the database; `pause` seconds pass between two rounds."""
        super().__init__(postgresql_errors.unavailable_error)
        self._url = url
        self._pause = pause
        self._next = 0.0

    async def _finish(self) -> bool:
        """Vacuum once in a pause, unless another process is about it; tables that are locked have their turn later."""
        if monotonic() < self._next:
            return True
        async with asyncio.timeout(VACUUM_SECONDS):
            connection = await asyncpg.connect(self._url)
            try:
                if await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
                    tables = ", ".join(f'"{name}"' for name in sorted(personal_columns()))
                    await connection.execute(f"VACUUM ({OPTIONS}) {tables}")
                    await rebuild_gin(connection)
            finally:
                await connection.close(timeout=1)
        self._next = monotonic() + self._pause
        return True


def create_eraser(url: str) -> Eraser:
    """The eraser for `sqlite:///path` or `postgresql://…`."""
    if url.startswith(SQLITE_PREFIX):
        return SQLiteEraser(Path(url.removeprefix(SQLITE_PREFIX)))
    return PostgreSQLEraser(url)

"""The write-ahead log of SQLite, kept small.

SQLite copies the log into the database by itself, each time that 1,000 pages have come, but starts it anew only when no
reader needs it; until then it grows, and the file stays as large as it ever was.
"""

import sqlite3
from pathlib import Path
from time import monotonic

from loaders.drivers.sqlite_files import LOG, sidecar_file

MOST_BYTES = 32 * 2**20
"""Size in bytes from which the log is truncated, as soon as readers allow it."""
PATIENCE = 200
"""Milliseconds to wait for readers meanwhile; no job is done in that time."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds from a write to a look at the log, and between two tries in vain: twice as many each time, up to the
longest."""


class Checkpoints:
    """Looks after the log of one file, between the transactions of the connection that writes to it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, busy_timeout: int) -> None:
        """Watch the log of `path`; the connection waits `busy_timeout` milliseconds for locks at other times."""
        self._connection = connection
        self._log = sidecar_file(path, LOG)
        self._busy_timeout = busy_timeout
        self._pause = FIRST_PAUSE
        self._next: float | None = 0.0
        """When to look, by the monotonic clock: at once at first, for what was left."""
        connection.execute(f"PRAGMA journal_size_limit = {MOST_BYTES}")  # once it starts anew, the file is no larger

    @property
    def wait(self) -> float | None:
        """Seconds until the log is to be looked at, though nobody writes; None if it was small since the last write."""
        return None if self._next is None else max(0.0, self._next - monotonic())

    def written(self) -> None:
        """Remember that the log has grown; to look at it each time would take as long as to write."""
        if self._next is None:
            self._next = monotonic() + FIRST_PAUSE

    def checkpoint_if_due(self) -> None:
        """Cut the log back if it is large and the last look was long enough ago."""
        if self._next is None or monotonic() < self._next:
            return
        if not self._is_large() or self._cut():
            self._pause, self._next = FIRST_PAUSE, None
        else:
            self._next = monotonic() + self._pause
            self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _is_large(self) -> bool:
        try:
            return self._log.stat().st_size > MOST_BYTES
        except FileNotFoundError:
            return False

    def _cut(self) -> bool:
        """True if all of the log is in the database, and its file empty."""
        self._connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            [(busy, *_)] = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {self._busy_timeout}")
        return not busy

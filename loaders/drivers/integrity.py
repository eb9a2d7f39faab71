"""A check of a SQLite file after a process that had it open was killed, or the machine lost power."""

import fcntl
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic

from loaders.drivers.sqlite_files import INDEX, LOG, sidecar_file

STEPS = 100_000
"""Steps of SQLite's machine between two looks at the clock."""
IN_USE = 128
"""Place of the byte that SQLite locks (`UNIX_SHM_DMS`)."""
FAULTS = 3
"""Maximum number of reported faults."""


def was_left_open(file: Path) -> bool:
    """True if the database was not closed: the last process to close it removes its log.

    Call it before this process opens the database: to close a file lets go of the locks that a process has on it.
    """
    return sidecar_file(file, LOG).exists() and not _is_in_use(file)


def _is_in_use(file: Path) -> bool:
    """True if another process has the database open: each of them shares a lock on one byte beside it."""
    try:
        index = sidecar_file(file, INDEX).open("r+b")
    except OSError:
        return False
    with index:
        try:
            fcntl.lockf(index, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, IN_USE)
        except OSError:
            return True
        return False


def integrity_faults(file: Path, seconds: float) -> list[str] | None:
    """Return the faults of a database, empty if there are none; None if the check takes longer than `seconds`.

    Raises sqlite3.Error when it cannot be opened, or is locked.
    """
    gives_up = monotonic() + seconds
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        connection.set_progress_handler(lambda: monotonic() > gives_up, STEPS)
        try:
            answers = [answer for (answer,) in connection.execute(f"PRAGMA quick_check({FAULTS})")]
        except sqlite3.DatabaseError as error:
            match error.sqlite_errorcode & 0xFF:
                case sqlite3.SQLITE_INTERRUPT:
                    return None
                case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
                    return [str(error)]
            raise
    lines = [line for answer in answers for line in answer.splitlines() if not line.startswith("***")]  # a heading
    return [] if lines == ["ok"] else lines

"""SQLite's errors as codes of `loaders.errors`, for all that is not the statement's own fault."""

import re
import sqlite3

from loaders.errors import (
    DeadlineError,
    MigratingError,
    OverloadedError,
    ReadOnlyError,
    StorageFullError,
    UnavailableError,
    UnreachableError,
)

PRIMARY = 0xFF
"""The part of SQLite's codes that tells the kind of error; the rest tells more of it."""
SHM_SIZE = 4874
"""SQLITE_IOERR_SHMSIZE: the disk is too full even for the index of the log; the module has no name for it."""

KINDS: dict[int, type[UnavailableError]] = {
    sqlite3.SQLITE_BUSY: OverloadedError,
    sqlite3.SQLITE_LOCKED: OverloadedError,
    sqlite3.SQLITE_PROTOCOL: OverloadedError,
    sqlite3.SQLITE_NOMEM: OverloadedError,
    sqlite3.SQLITE_FULL: StorageFullError,
    sqlite3.SQLITE_READONLY: ReadOnlyError,
    sqlite3.SQLITE_PERM: ReadOnlyError,
    sqlite3.SQLITE_INTERRUPT: DeadlineError,
    sqlite3.SQLITE_SCHEMA: MigratingError,
    sqlite3.SQLITE_CANTOPEN: UnreachableError,
    sqlite3.SQLITE_IOERR: UnreachableError,
    sqlite3.SQLITE_NOTADB: UnreachableError,
    sqlite3.SQLITE_CORRUPT: UnreachableError,
}
OTHER_TABLES = re.compile(r"no such (column|table)|has no column named")
"""SQLite's messages for tables that a migration has changed; it has no error code for that."""


def extended_code(error: BaseException) -> int:
    """SQLite's extended code; SQLITE_OK for errors of the driver's own, which have none."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return code


def unavailable_error(error: BaseException) -> UnavailableError | None:
    """Why the database cannot serve anybody in this way now; None for an error of another kind."""
    code = extended_code(error)
    if code == SHM_SIZE:
        return StorageFullError()
    if kind := KINDS.get(code & PRIMARY):
        return kind()
    if code == sqlite3.SQLITE_ERROR and OTHER_TABLES.search(str(error)):
        return MigratingError()
    return None

"""Each error of a driver has its code, and what is the statement's own fault has none."""

import asyncpg
import pytest

from loaders import errors
from loaders.drivers import postgresql_errors, sqlite_errors


class Told(Exception):
    """As the driver of SQLite tells it."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "message", "kind"),
    [
        (5, "database is locked", errors.OverloadedError),
        (517, "database is locked", errors.OverloadedError),  # SQLITE_BUSY_SNAPSHOT
        (13, "database or disk is full", errors.StorageFullError),
        (4874, "disk I/O error", errors.StorageFullError),  # SQLITE_IOERR_SHMSIZE
        (8, "attempt to write a readonly database", errors.ReadOnlyError),
        (1032, "attempt to write a readonly database", errors.ReadOnlyError),  # SQLITE_READONLY_DBMOVED
        (9, "interrupted", errors.DeadlineError),
        (10, "disk I/O error", errors.UnreachableError),
        (14, "unable to open database file", errors.UnreachableError),
        (26, "file is not a database", errors.UnreachableError),
        (11, "database disk image is malformed", errors.UnreachableError),
        (1, "no such column: colour", errors.MigratingError),
        (1, "table item has no column named colour", errors.MigratingError),
        (1, 'near "SELEC": syntax error', None),
        (19, "UNIQUE constraint failed: item.id", None),
        (0, "", None),
    ],
)
def test_errors_of_sqlite(code, message, kind):
    found = sqlite_errors.unavailable_error(Told(code, message))
    assert type(found) is (kind or type(None))


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("53100", errors.StorageFullError),
        ("53200", errors.OverloadedError),
        ("53300", errors.OverloadedError),
        ("25006", errors.ReadOnlyError),
        ("57014", errors.DeadlineError),
        ("57P01", errors.UnreachableError),
        ("57P03", errors.UnreachableError),
        ("08006", errors.UnreachableError),
        ("28P01", errors.UnreachableError),
        ("3D000", errors.UnreachableError),
        ("58030", errors.UnreachableError),
        ("25P03", errors.UnreachableError),
        ("40001", errors.OverloadedError),
        ("40P01", errors.OverloadedError),
        ("55P03", errors.OverloadedError),
        ("42703", errors.MigratingError),
        ("42P01", errors.MigratingError),
        ("42601", None),
        ("23505", None),
        ("22003", None),
    ],
)
def test_errors_of_postgresql(state, kind):
    error = asyncpg.PostgresError.new({"C": state, "M": "as the server says it"})
    assert error.sqlstate == state
    assert type(postgresql_errors.unavailable_error(error)) is (kind or type(None))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ConnectionResetError(), errors.UnreachableError),
        (TimeoutError(), errors.UnreachableError),
        (asyncpg.InterfaceError("connection is closed"), errors.UnreachableError),
        (asyncpg.exceptions._base.DataError("invalid input for query argument $1"), None),
        (ValueError(), None),
        (KeyError(), None),
    ],
)
def test_errors_of_the_driver_of_postgresql(error, kind):
    assert type(postgresql_errors.unavailable_error(error)) is (kind or type(None))

"""Turns a database that cannot be reached, or that stops working, into one line for the operator."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asyncpg import PostgresError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from encommun.operator_error import OperatorError


class DatabaseError(OperatorError):
    """The database cannot be reached, is full or locked, or is not at the revision that this code needs."""


def database_address(engine: AsyncEngine) -> str:
    """Return the URL of the database, as in the settings but without a password."""
    url = engine.url.set(drivername=engine.url.get_backend_name())
    return url.render_as_string(hide_password=True)


def sqlite_file(engine: AsyncEngine) -> Path | None:
    """The file of an SQLite database; None for a database on a server."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


@contextmanager
def database_errors(engine: AsyncEngine) -> Iterator[None]:
    """Raise DatabaseError for whatever the driver, the server or the file refuses."""
    try:
        yield
    except (DBAPIError, PostgresError, OSError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise DatabaseError(
            f"The database at {database_address(engine)} cannot be used: {first_line(reason)}."
        ) from error


def first_line(error: BaseException | None) -> str:
    """The first line of an error's text, without the driver's own prefix."""
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0].rpartition("'>: ")[2].rstrip(".")

"""Rows into tables: in chunks, through SQLAlchemy Core, leaving what is already there as it is."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

import models
from loaders.tables import table_of

CHUNK = 5_000
"""Rows handed to the driver at once."""

STEP = 1_000
"""Rows between two reports."""

INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""Both engines know `ON CONFLICT`; SQLAlchemy has one insert for each."""

Row = dict[str, Any]
Report = Callable[[str, int, int], None]
"""Called with what is being written, how many are done and how many there are; percentages are up to the caller."""


def silent(_what: str, _done: int, _total: int) -> None:
    """A report that nobody reads."""


def reported(rows: Iterable[Row], what: str, total: int, report: Report) -> Iterator[Row]:
    """The rows, reporting on the way how many of `total` have passed."""
    for done, row in enumerate(rows, start=1):
        yield row
        if done % STEP == 0 or done == total:
            report(what, done, total)


async def insert(connection: AsyncConnection, model: type[models.Table], rows: Iterable[Row]) -> None:
    """Inserts the rows that are not there yet, by any unique key."""
    statement = INSERT[connection.dialect.name](table_of(model))
    await _execute(connection, statement.on_conflict_do_nothing(), rows)


async def upsert(connection: AsyncConnection, model: type[models.Record], rows: Iterable[Row]) -> None:
    """Inserts the rows, or brings those with the same id up to date."""
    statement = INSERT[connection.dialect.name](table_of(model))
    changing = {
        column.name: statement.excluded[column.name]
        for column in table_of(model).columns
        if column.name not in {"id", "created_at"}
    }
    await _execute(connection, statement.on_conflict_do_update(index_elements=["id"], set_=changing), rows)


async def _execute(connection: AsyncConnection, statement: Executable, rows: Iterable[Row]) -> None:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        await connection.execute(statement, chunk)

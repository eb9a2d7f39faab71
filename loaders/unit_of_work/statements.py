"""The statements of a unit of work: each compiled once for an engine, a table and the columns that it names."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import JSON, Column, ColumnElement, DateTime, Enum, Table, bindparam, delete, insert, select, update
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from loaders.sql.dialect import Dialect, stored_type, value_adapter
from loaders.sql.rows import Cell
from loaders.sql.statement import Statement
from loaders.unit_of_work.interface import Values

COMPILED = 1024
"""Statements of each kind that are kept."""
MEMBERS = 64
"""Members of a closed list that each column of a statement keeps as text."""
MOMENTS = 64
"""Moments that each column of a statement keeps adapted."""

Shape = tuple[tuple[str, bool], ...]
"""The columns that rows are found by, each with whether it is to be null."""
Cells = Callable[[Sequence[Values]], Iterable[Any]]
"""A function from rows to the values of one column."""


@dataclass(frozen=True, slots=True)
class InsertStatement:
    """An INSERT of one row: its text, its table, and its columns with their cells, in the order of the placeholders."""

    text: str
    table: str
    columns: tuple[str, ...]
    cells: tuple[Cells, ...]

    def arguments(self, rows: Sequence[Values]) -> Iterable[tuple[Any, ...]]:
        """Return the values of each row in the order of the text's placeholders."""
        return zip(*(cells(rows) for cells in self.cells), strict=True)


@dataclass(frozen=True, slots=True)
class WriteStatement:
    """An UPDATE or a DELETE: its text; for each value in order, its side, its column and what adapts it."""

    text: str
    parameters: tuple[tuple[str, str, Cell], ...]

    def arguments(self, **sides: Values) -> list[Any]:
        """The values in the order of the text's placeholders, out of what the sides `to` and `at` give."""
        return [adapt(sides[side][name]) for side, name, adapt in self.parameters]


def condition_shape(where: Values) -> Shape:
    """Return the part of a condition on which the statement's text depends."""
    return tuple((name, value is None) for name, value in where.items())


@lru_cache(COMPILED)
def insert_statement(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> InsertStatement:
    """Adds rows that give `columns`; the others get the default of their model, so that both engines store the same."""
    cells = {name: _given(table.c[name], dialect) for name in columns}
    for column in table.c:
        if column.name not in cells and column.default is not None:
            cells[column.name] = _default(column, dialect)
    text, names = _compiled(dialect, insert(table).inline().values({name: _value(table, "to", name) for name in cells}))
    columns = tuple(name for _, name in names)
    return InsertStatement(text, table.name, columns, tuple(cells[name] for name in columns))


@lru_cache(COMPILED)
def update_statement(dialect: Dialect, table: Table, where: Shape, columns: tuple[str, ...]) -> WriteStatement:
    """Changes `columns` (side `to`) of the rows found by `where` (side `at`)."""
    change = (
        update(table).where(*_conditions(table, where)).values({name: _value(table, "to", name) for name in columns})
    )
    return _change(dialect, table, change)


@lru_cache(COMPILED)
def delete_statement(dialect: Dialect, table: Table, where: Shape) -> WriteStatement:
    """Takes out the rows found by `where` (side `at`)."""
    return _change(dialect, table, delete(table).where(*_conditions(table, where)))


@lru_cache(COMPILED)
def select_statement(dialect: Dialect, table: Table, where: Shape, columns: tuple[str, ...]) -> Statement:
    """Gives `columns` of the rows found by `where`, whose values are bound as `at` and the column's name."""
    query = select(*(table.c[name] for name in columns)).where(*_conditions(table, where))
    return dialect.rows(query, table.name)


def _change(dialect: Dialect, table: Table, change: UpdateBase) -> WriteStatement:
    text, names = _compiled(dialect, change)
    return WriteStatement(text, tuple((side, name, _adapter(table.c[name], dialect)) for side, name in names))


def _compiled(dialect: Dialect, change: UpdateBase) -> tuple[str, list[tuple[str, str]]]:
    """The text, and the side and the column of each placeholder in order."""
    compiled = change.compile(dialect=dialect.compiling)
    sides = (name.partition(" ") for name in compiled.positiontup or ())
    return str(compiled), [(side, name) for side, _, name in sides]


def _conditions(table: Table, where: Shape) -> list[ColumnElement[bool]]:
    return [table.c[name].is_(None) if null else table.c[name] == _value(table, "at", name) for name, null in where]


def _value(table: Table, side: str, name: str) -> ColumnElement[Any]:
    """A placeholder; SQLAlchemy keeps the bare name of a column to itself."""
    return bindparam(f"{side} {name}", type_=table.c[name].type)


def _given(column: Column[Any], dialect: Dialect) -> Cells:
    adapt, value_of = _adapter(column, dialect), itemgetter(column.name)
    if adapt is _unchanged:
        return lambda rows: map(value_of, rows)
    return lambda rows: map(adapt, map(value_of, rows))


def _default(column: Column[Any], dialect: Dialect) -> Cells:
    adapt, default = _adapter(column, dialect), column.default
    if isinstance(default, CallableColumnDefault):
        make = default.arg
        return lambda rows: (adapt(make(None)) for _ in rows)  # type: ignore[arg-type]
    if isinstance(default, ScalarElementColumnDefault):
        value = adapt(default.arg)
        return lambda rows: repeat(value, len(rows))
    raise TypeError(f"the default of {column} is neither a value nor a function")


def _adapter(column: Column[Any], dialect: Dialect) -> Cell:
    """Return the conversion of a Python value for the driver."""
    if isinstance(column.type, JSON):
        return _json
    if isinstance(stored_type(column.type), Enum):
        return lru_cache(MEMBERS)(_plain)  # the drivers look long for what to make of a kind of text
    adapt = value_adapter(column.type, dialect.compiling) or _unchanged
    # Rows written together mostly have the same moments, whose text for SQLite costs more than the rest of the row.
    return lru_cache(MOMENTS)(adapt) if isinstance(stored_type(column.type), DateTime) else adapt


def _json(value: Any) -> str | None:
    """JSON as the same text on both engines; None is the database's null."""
    return None if value is None else orjson.dumps(value).decode()


def _plain(member: str | None) -> str | None:
    """A member of a closed list as mere text."""
    return None if member is None else str.__str__(member)


def _unchanged(value: Any) -> Any:
    return value

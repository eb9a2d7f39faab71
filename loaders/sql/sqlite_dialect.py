"""SELECTs for SQLite, which give all their rows as one JSON text.

Python's driver takes its lock for each row that it fetches; here SQLite works alone until everything is found.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    Float,
    Function,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect as Compiling
from sqlalchemy.types import TypeDecorator, TypeEngine

from loaders.sql.dialect import (
    CursorColumns,
    Dialect,
    PageOf,
    Query,
    RawJson,
    column_labels,
    row_with_cursor,
    stored_type,
    value_adapter,
)
from loaders.sql.fts5 import FTS5
from loaders.sql.rows import Cell, Text, row_class, row_factory
from loaders.sql.statement import Statement

MOST_ARGUMENTS = 100
"""Maximum number of arguments of SQLite's functions, rounded down."""
PAGE, TEXTS, TEXT = b"\x1d", b"\x1f", b"\x1e"
"""Before a further page, before the texts of a page, and before a further text: JSON has none of them as they are."""


class JSONList(TypeDecorator[list[Any]]):
    """A list of values as JSON text, for `json_each`; each in the form in which a column of type `item` is stored."""

    impl = String
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        """Know what the values are compared with."""
        super().__init__()
        self.item = item

    def process_bind_param(self, value: list[Any] | None, dialect: Compiling) -> str:
        """The list as text."""
        adapt = value_adapter(self.item, dialect)
        return orjson.dumps(value if adapt is None or value is None else list(map(adapt, value))).decode()


class SQLiteDialect(Dialect):
    """Compiles SELECTs for SQLite 3.40 or later."""

    name = "sqlite"
    compiling = sqlite.dialect(paramstyle="qmark")
    word_index = FTS5()

    def is_in(self, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """Compare with the elements of a JSON text."""
        return column.in_(select(_elements(name, column.type).c.value))

    def elements(self, values: ColumnElement[Any]) -> Function[Any]:
        """Return the elements by `json_each`."""
        return func.json_each(values)

    def json_list_overlaps(self, column: ColumnElement[Any], found: Select[Any]) -> ColumnElement[bool]:
        """Look it up among the values found."""
        return column.in_(found)

    def contains(self, column: ColumnElement[Any], value: ColumnElement[Any]) -> ColumnElement[bool]:
        """Look for the text by `instr`."""
        return func.instr(column, value) > 0

    def epoch_microseconds(self) -> ColumnElement[int]:
        """Return the time by `julianday`, whose days begin at noon; exact to a tenth of a millisecond."""
        return literal_column("CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)", BigInteger())

    def concatenate(self, texts: ColumnElement[Any]) -> ColumnElement[Any]:
        """Concatenate by `group_concat`."""
        return func.group_concat(texts)

    def json(self, column: ColumnElement[Any], kind: TypeEngine[Any]) -> ColumnElement[Any]:
        """Convert by `json_quote`, where the stored form does not suffice; moments are stored in UTC."""
        stored = stored_type(kind)
        if isinstance(stored, Enum | Date):
            return column
        if isinstance(stored, DateTime):
            day, time, fraction = (func.substr(column, *part) for part in ((1, 10), (12, 8), (20, 7)))
            beyond = case((fraction != _constant(".000000"), fraction), else_=_constant(""))
            return day.concat(_constant("T")).concat(time).concat(beyond).concat(_constant("+00:00"))
        if isinstance(stored, Boolean):
            return case((column, _constant("true")), (column.is_not(None), _constant("false")))
        if isinstance(stored, Float):
            return case((column.is_not(None), func.quote(column)))
        return func.json_quote(column) if isinstance(stored, String) else cast(column, String())

    def raw_json(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the text as it is, without decoding."""
        return type_coerce(text, RawJson())

    def rows(self, query: Query, type_name: str, tail: CursorColumns | None = None) -> Statement:
        """All rows in one text."""
        read = self._reader(query, type_name, tail)
        return self._statement(select(_listed(query)), tuple, lambda found: read(found[0][0]))

    def pages(
        self, page_of: PageOf, key: TypeEngine[Any], type_name: str, tail: CursorColumns | None = None
    ) -> Statement:
        """All pages in one text: a subquery is run for each key."""
        keys = _elements("keys", key, "keys")
        page = page_of(literal_column("keys.value", key))
        read = self._reader(page, type_name, tail)
        lists = func.group_concat(select(_listed(page)).scalar_subquery(), _separator(PAGE))
        return self._statement(
            select(lists).select_from(keys), tuple, lambda found: list(map(read, found[0][0].split(PAGE)))
        )

    def _reader(self, query: Query, type_name: str, tail: CursorColumns | None) -> Callable[[bytes], list[Any]]:
        """Return a function that parses rows from the one text that holds all of them."""
        labels = column_labels(query)
        cells = [self._cell(column.type) for column in query.selected_columns]
        row = row_class(tuple, type_name, labels)
        make = row_factory(row if tail is None or "cursor" not in labels else tuple, cells)
        complete = None if tail is None or "cursor" not in labels else row_with_cursor(row, labels, tail)

        def read(text: bytes) -> list[Any]:
            found, _, texts = text.partition(TEXTS)
            rows = make(orjson.loads(found), texts.split(TEXT) if texts else ())
            return rows if complete is None else list(map(complete, rows))

        return read

    def _cell(self, kind: TypeEngine[Any]) -> Cell | Text | None:
        """Return the conversion from JSON to Python's value; None if there is none."""
        if isinstance(kind, RawJson):
            return "text"
        if isinstance(kind, Enum | Float):
            return None
        convert: Callable[[Any], Any] | None = kind.dialect_impl(self.compiling).result_processor(self.compiling, None)
        return convert


def _constant(text: str) -> ColumnElement[Any]:
    return literal_column(f"'{text}'", String())


def _elements(name: str, kind: TypeEngine[Any], alias: str | None = None) -> Any:
    return func.json_each(bindparam(name, type_=JSONList(kind))).table_valued("value", name=alias)


def _separator(byte: bytes) -> ColumnElement[Any]:
    return literal_column(f"char({byte[0]})", String())


def _listed(query: Query) -> ColumnElement[Any]:
    """The rows of a query: their cells as a JSON list of lists, then their finished texts one after the other."""
    found = query.subquery("found")
    texts = [column for column in found.c if isinstance(column.type, RawJson)]
    cells = func.json_group_array(_array([_exact(column) for column in found.c if column not in set(texts)]))
    if not texts:
        return cells
    of_row = reduce(lambda text, other: text.concat(_separator(TEXT)).concat(other), map(_as_text, texts))
    return cells.concat(_separator(TEXTS)).concat(
        func.coalesce(func.group_concat(of_row, _separator(TEXT)), _constant(""))
    )


def _as_text(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return type_coerce(column, String())


def _array(cells: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    if len(cells) <= MOST_ARGUMENTS:
        return func.json_array(*cells)
    # More than a function takes: two lists put together, without the brackets between them.
    head, rest = func.json_array(*cells[:MOST_ARGUMENTS]), _array(cells[MOST_ARGUMENTS:])
    return func.json(func.rtrim(head, literal_column("']'")) + literal_column("','") + func.substr(rest, 2))


def _exact(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column as JSON shows it without loss: floating point numbers would be cut to 15 digits."""
    return case((column.is_not(None), func.json(func.quote(column)))) if isinstance(column.type, Float) else column


SQLITE = SQLiteDialect()

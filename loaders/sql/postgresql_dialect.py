"""SELECTs for PostgreSQL, whose rows asyncpg gives as they are."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from asyncpg import Record
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    Float,
    Function,
    Select,
    String,
    Text,
    and_,
    any_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.types import TypeEngine

from loaders.sql.dialect import (
    CursorColumns,
    Dialect,
    PageOf,
    Query,
    RawJson,
    column_labels,
    row_with_cursor,
    stored_type,
)
from loaders.sql.rows import row_class
from loaders.sql.statement import Statement
from loaders.sql.tsvector import TSVector

DAY, SECONDS, MICROSECONDS = (
    literal_column(f"'{pattern}'", String())
    for pattern in ("YYYY-MM-DD", 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
)


class PostgreSQLDialect(Dialect):
    """Compiles SELECTs for PostgreSQL."""

    name = "postgresql"
    compiling = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
    word_index = TSVector()

    def is_in(self, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """Compare with the elements of an array."""
        return column == any_(_array(name, column.type))

    def elements(self, values: ColumnElement[Any]) -> Function[Any]:
        """Return the elements by `json_array_elements`."""
        return func.json_array_elements(values)

    def json_list_overlaps(self, column: ColumnElement[Any], found: Select[Any]) -> ColumnElement[bool]:
        """Compare with an array: an index is then searched in the order of its keys, and not once for each."""
        return column == any_(func.array(found.scalar_subquery()))

    def contains(self, column: ColumnElement[Any], value: ColumnElement[Any]) -> ColumnElement[bool]:
        """Look for the text by `strpos`."""
        return func.strpos(column, value) > 0

    def epoch_microseconds(self) -> ColumnElement[int]:
        """Return the time by `clock_timestamp`, which advances within a transaction."""
        return literal_column("CAST(extract(epoch from clock_timestamp()) * 1000000 AS bigint)", BigInteger())

    def concatenate(self, texts: ColumnElement[Any]) -> ColumnElement[Any]:
        """Concatenate by `string_agg`."""
        return func.string_agg(texts, literal_column("','", String()))

    def json(self, column: ColumnElement[Any], kind: TypeEngine[Any]) -> ColumnElement[Any]:
        """Convert by `to_json`, or by a cast to text; moments in UTC, with microseconds if they have any."""
        stored = stored_type(kind)
        if isinstance(stored, Enum):
            return column
        if isinstance(stored, Date):
            return _bounded(column, date, func.to_char(column, DAY))
        if isinstance(stored, DateTime):
            utc = func.timezone(literal_column("'UTC'"), column)
            whole = func.date_trunc(literal_column("'second'"), utc) == utc
            shown = case((whole, func.to_char(utc, SECONDS)), else_=func.to_char(utc, MICROSECONDS))
            return _bounded(column, datetime, shown)
        text = cast(func.to_json(column) if isinstance(stored, String) else column, Text())
        if isinstance(stored, Float):  # a whole number is still shown as one that need not be
            without_point = and_(func.trunc(column) == column, func.abs(column) < literal_column("1e15"))
            return case((without_point, text.concat(_quoted(".0"))), else_=text)
        return text

    def raw_json(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the text as `bytea`, which the driver does not decode."""
        return func.convert_to(text, literal_column("'UTF8'"), type_=RawJson())

    def rows(self, query: Query, type_name: str, tail: CursorColumns | None = None) -> Statement:
        """The rows as records."""
        row, make = _maker(query, type_name, tail)
        return self._statement(query, row, make)

    def pages(
        self, page_of: PageOf, key: TypeEngine[Any], type_name: str, tail: CursorColumns | None = None
    ) -> Statement:
        """The rows of a lateral subquery for each key, each with the number of its key."""
        listed = func.unnest(_array("keys", key)).table_valued("key", with_ordinality="number")
        keys = listed.render_derived(name="keys")
        page = page_of(literal_column("keys.key", key)).lateral("pages")
        query = select(*page.c, keys.c.number).select_from(keys.join(page, true()))
        row, make = _maker(query, type_name, tail)
        number = len(page.c)

        def pages(found: Sequence[Any]) -> list[Any]:
            lists: list[list[Any]] = [[] for _ in range(max((each[number] for each in found), default=0))]
            for each in make(found):
                lists[each[number] - 1].append(each)
            return lists

        return self._statement(query, row, pages)


def _bounded(column: ColumnElement[Any], kind: type[date], shown: ColumnElement[Any]) -> ColumnElement[Any]:
    """`shown`, where the value is finite: asyncpg stores Python's first and last as infinite, and reads them so."""
    offset = "+00:00" if kind is datetime else ""
    first, last = (_quoted(each.isoformat() + offset) for each in (kind.min, kind.max))
    return case(
        (func.isfinite(column), shown),
        (column == literal_column("'infinity'"), last),
        (column == literal_column("'-infinity'"), first),
    )


def _quoted(text: str) -> ColumnElement[Any]:
    return literal_column(f"'{text}'", String())


def _maker(
    query: Query, type_name: str, tail: CursorColumns | None
) -> tuple[type, Callable[[Sequence[Any]], list[Any]]]:
    """The class of the driver's records, and what makes rows of them."""
    labels = column_labels(query)
    record = row_class(Record, type_name, labels)
    if tail is None or "cursor" not in labels:
        return record, list
    complete = row_with_cursor(row_class(tuple, type_name, labels), labels, tail)
    return record, lambda found: list(map(complete, found))


def _array(name: str, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    """A bound list; closed lists are text to the driver."""
    return bindparam(name, type_=ARRAY(String() if isinstance(kind, Enum | String) else kind))


POSTGRESQL = PostgreSQLDialect()

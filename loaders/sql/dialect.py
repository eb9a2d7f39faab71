"""Differences between the engines when a statement is compiled: what they share is here, the rest in a file each."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    CompoundSelect,
    Date,
    DateTime,
    Enum,
    Function,
    Integer,
    LargeBinary,
    Select,
    bindparam,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.engine import Dialect as Compiling
from sqlalchemy.types import TypeDecorator, TypeEngine

from loaders.sql.cursors import encode_cursor
from loaders.sql.rows import Cell
from loaders.sql.statement import Statement
from loaders.sql.word_index import WordIndex


@dataclass(frozen=True, slots=True)
class CursorColumns:
    """The positions of the sort values in each row, behind the requested columns."""

    order: str
    start: int
    count: int

    def cursor(self, row: Any) -> str:
        """The cursor of a row."""
        return encode_cursor(self.order, row[self.start : self.start + self.count])


QUOTED = (Enum, Date, DateTime)
"""Kinds whose values JSON has in quotes, without any character that it would write otherwise."""


class RawJson(LargeBinary):
    """A part of an answer as JSON in UTF-8."""


Query = Select[Any] | CompoundSelect[Any]
PageOf = Callable[[ColumnElement[Any]], Select[Any]]
"""A function from the expression of a key to the statement of its page."""


class Dialect(ABC):
    """Compiles SELECTs for one engine."""

    name: str
    compiling: Compiling
    word_index: WordIndex

    @abstractmethod
    def is_in(self, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """Test that `column` is in the list bound as `name`: one statement text for any number of values."""

    def tuple_is_in(self, columns: Sequence[ColumnElement[Any]], name: str) -> ColumnElement[bool]:
        """True if columns of text hold together one of the lists of values that are bound as the list `name`.

        Each list is looked up as a whole, where a list of values for each column would be a product of them.
        """
        each = self.elements(bindparam(name, type_=JSON())).table_valued("value").c.value
        values = select(*(each.op("->>")(literal_column(str(place), Integer())) for place in range(len(columns))))
        return tuple_(*columns).in_(values) if len(columns) > 1 else self.json_list_overlaps(columns[0], values)

    @abstractmethod
    def elements(self, values: ColumnElement[Any]) -> Function[Any]:
        """The elements of a JSON list, each as the `value` of a row."""

    @abstractmethod
    def json_list_overlaps(self, column: ColumnElement[Any], found: Select[Any]) -> ColumnElement[bool]:
        """Test that `column` is one of the values that a SELECT of one column finds."""

    @abstractmethod
    def contains(self, column: ColumnElement[Any], value: ColumnElement[Any]) -> ColumnElement[bool]:
        """Test that `column` contains the text `value`."""

    @abstractmethod
    def epoch_microseconds(self) -> ColumnElement[int]:
        """Microseconds since 1970, by the clock of the database."""

    @abstractmethod
    def concatenate(self, texts: ColumnElement[Any]) -> ColumnElement[Any]:
        """The texts of all rows, in their order and with commas between them."""

    @abstractmethod
    def json(self, column: ColumnElement[Any], kind: TypeEngine[Any]) -> ColumnElement[Any]:
        """A value of the type `kind` as JSON has it, null for null; a `QUOTED` kind comes without its quotes."""

    @abstractmethod
    def raw_json(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """A whole text in the form in which the driver hands it on soonest, of type `RawJson`."""

    @abstractmethod
    def rows(self, query: Query, type_name: str, tail: CursorColumns | None = None) -> Statement:
        """The statement that gives the rows of `query`, which are of the graph's type `type_name`.

        A `cursor` column is filled from `tail`.
        """

    @abstractmethod
    def pages(
        self, page_of: PageOf, key: TypeEngine[Any], type_name: str, tail: CursorColumns | None = None
    ) -> Statement:
        """The statement that gives a list of rows for each of the values bound as the list `keys`, in their order.

        Lists at the end may be missing when they are empty. A `cursor` column is filled from `tail`.
        """

    def _statement(self, query: Query, row: type, rows: Callable[[Sequence[Any]], list[Any]]) -> Statement:
        compiled = query.compile(dialect=self.compiling)
        names = tuple(compiled.positiontup or ())
        adapters = {name: value_adapter(compiled.binds[name].type, self.compiling) for name in names}
        return Statement(
            text=str(compiled),
            parameters=names,
            constants={name: compiled.binds[name].value for name in names if not compiled.binds[name].required},
            adapters={name: adapter for name, adapter in adapters.items() if adapter is not None},
            row_class=row,
            rows=rows,
        )


def stored_type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return the stored type of values, where a decorator changes it."""
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


def column_labels(query: Query) -> list[str]:
    """The names of a statement's columns."""
    return [str(column.key) for column in query.selected_columns]


def row_with_cursor(row: type, labels: Sequence[str], tail: CursorColumns) -> Callable[[Any], Any]:
    """Return a function that makes a row of class `row` of its cells; `cursor` is computed from the others."""
    position = labels.index("cursor")
    return lambda cells: row((*cells[:position], tail.cursor(cells), *cells[position + 1 :]))


def value_adapter(kind: TypeEngine[Any], compiling: Compiling) -> Cell | None:
    """Return the conversion of a bound value for the driver; None if it needs none."""
    if isinstance(kind, Enum):
        return None
    return kind.dialect_impl(compiling).bind_processor(compiling)

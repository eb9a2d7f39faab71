"""What differs between the two engines when a statement is compiled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from asyncpg import Record
from sqlalchemy import ColumnElement, Enum, Select, String, any_, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import Dialect as Compiling
from sqlalchemy.types import TypeDecorator, TypeEngine

from loaders.cursors import encode
from loaders.rows import Cell, Rows, maker, row_class
from loaders.statement import Statement


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
        adapt = adapter(self.item, dialect)
        return orjson.dumps(value if adapt is None or value is None else list(map(adapt, value))).decode()


@dataclass(frozen=True, slots=True)
class Tail:
    """The sort values that stand at the end of each row, before the `behind` last columns."""

    order: str
    count: int
    behind: int

    def cursor(self, row: Any) -> str:
        """The cursor of a row."""
        stop = len(row) - self.behind
        return encode(self.order, row[stop - self.count : stop])


@dataclass(frozen=True, eq=False)
class Dialect:
    """Compiles SELECTs for one engine."""

    name: str
    compiling: Compiling
    row_base: type
    """What the driver's rows are, or can be made: tuples, or asyncpg's records."""

    def among(self, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """Whether `column` is one of the values bound as the list `name`: one text for any number of values."""
        if self.name == "postgresql":
            return column == any_(bindparam(name, type_=postgresql.ARRAY(_plain(column.type))))
        values = func.json_each(bindparam(name, type_=JSONList(column.type))).table_valued("value")
        return column.in_(select(values.c.value))

    def statement(self, query: Select[Any], type_name: str, tail: Tail | None = None) -> Statement:
        """Compile `query`, whose rows are of the graph's type `type_name`; a `cursor` column is filled from `tail`."""
        compiled = query.compile(dialect=self.compiling)
        names = tuple(compiled.positiontup or ())
        adapters = {name: adapter(compiled.binds[name].type, self.compiling) for name in names}
        labels = [str(column.key) for column in query.selected_columns]
        base = row_class(self.row_base, type_name, labels)
        return Statement(
            text=str(compiled),
            parameters=names,
            constants={name: compiled.binds[name].value for name in names if not compiled.binds[name].required},
            adapters={name: adapter for name, adapter in adapters.items() if adapter is not None},
            row_class=base,
            rows=self._rows(base, type_name, query, labels, tail),
        )

    def _rows(self, base: type, type_name: str, query: Select[Any], labels: Sequence[str], tail: Tail | None) -> Rows:
        cells = [self._cell(column.type) for column in query.selected_columns]
        if tail is None or "cursor" not in labels:
            return list if self.row_base is Record else maker(base, cells)
        position = labels.index("cursor")
        row = row_class(tuple, type_name, labels)
        converted = maker(row, cells)
        return lambda found: [
            row((*each[:position], tail.cursor(each), *each[position + 1 :])) for each in converted(found)
        ]

    def _cell(self, kind: TypeEngine[Any]) -> Cell | None:
        """What a cell goes through on its way from the driver; asyncpg gives Python's values by itself."""
        if self.name == "postgresql" or isinstance(kind, Enum):
            return None
        return kind.dialect_impl(self.compiling).result_processor(self.compiling, None)


def adapter(kind: TypeEngine[Any], compiling: Compiling) -> Cell | None:
    """What a bound value goes through on its way to the driver."""
    if isinstance(kind, Enum):
        return None
    return kind.dialect_impl(compiling).bind_processor(compiling)


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """Closed lists are text to the driver."""
    return String() if isinstance(kind, Enum | String) else kind


SQLITE = Dialect("sqlite", sqlite.dialect(paramstyle="qmark"), tuple)
POSTGRESQL = Dialect("postgresql", PGDialect_asyncpg(), Record)  # type: ignore[no-untyped-call]

"""The SQL that writes texts: strings put together, with a subquery for each row or page that is read along."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import orjson
from sqlalchemy import ColumnElement, FromClause, Label, Select, String, func, literal_column, select

from loaders.sql.dialect import QUOTED, Dialect, stored_type
from loaders.sql.json_parts import (
    JsonArray,
    JsonColumn,
    JsonConstant,
    JsonObject,
    JsonToMany,
    JsonToOne,
    Name,
    Part,
    required_columns,
)
from loaders.sql.page_queries import page_query
from loaders.sql.pages import Page
from loaders.sql.target import Target
from loaders.visibility.access import Visibility


@dataclass(frozen=True, slots=True)
class RowSource:
    """The rows that a text is made of: `source` stands in a FROM, and subqueries know it by its name."""

    source: Any
    target: Target

    def nested(self, name: str, dialect: Dialect) -> ColumnElement[Any]:
        """A column as a subquery names it, in a form that SQLAlchemy does not take for one more table to read."""
        quoted = dialect.compiling.identifier_preparer.quote(name)
        return literal_column(f"{self.source.name}.{quoted}", self.target.column(name).type)


class JsonSql:
    """Writes the texts of one statement."""

    def __init__(self, visibility: Visibility) -> None:
        """Begin to number subqueries."""
        self._lens = visibility
        self._dialect = visibility.dialect
        self._count = 0

    def labels(self, source: FromClause, target: Target, names: Iterable[Name]) -> list[Label[Any]]:
        """Label what is shown of the rows of `source`: columns by their names, texts by their positions."""
        scope = RowSource(source, target)
        return [
            source.c[name].label(name) if isinstance(name, str) else self._finished(name, scope).label(f"text{number}")
            for number, name in enumerate(names)
        ]

    def _finished(self, part: Part, scope: RowSource) -> ColumnElement[Any]:
        return self._dialect.raw_json(self._text(part, scope))

    def _text(self, part: Part, scope: RowSource) -> ColumnElement[Any]:
        pieces: list[ColumnElement[Any]] = []
        constant = ""
        for piece in self._pieces(part, scope):
            if isinstance(piece, str):
                constant += piece
            else:
                pieces += [_quoted(constant), piece] if constant else [piece]
                constant = ""
        pieces += [_quoted(constant)] if constant else []
        return reduce(lambda text, piece: text.concat(piece), pieces)

    def _pieces(self, part: Part, scope: RowSource) -> Iterator[str | ColumnElement[Any]]:
        if isinstance(part, JsonColumn):
            yield from self._cell(part, scope)
        elif isinstance(part, JsonConstant):
            yield orjson.dumps(part.value).decode()
        elif isinstance(part, JsonObject):
            yield "{"
            for number, (key, value) in enumerate(part.entries):
                yield f'{"," if number else ""}"{key}":'
                yield from self._pieces(value, scope)
            yield "}"
        elif isinstance(part, JsonArray):
            yield from ("[", func.coalesce(self._dialect.concatenate(self._text(part.item, scope)), _quoted("")), "]")
        elif isinstance(part, JsonToMany) and not any(isinstance(below, JsonArray) for _, below in part.item.entries):
            yield from self._pieces(part.item, scope)  # nothing of it stands in any row
        elif isinstance(part, JsonToMany):
            yield self._paged(part, scope).scalar_subquery()  # a list is there, if only an empty one
        else:
            yield func.coalesce(self._beside(part, scope).scalar_subquery(), _quoted("null"))

    def _cell(self, part: JsonColumn, scope: RowSource) -> Iterator[str | ColumnElement[Any]]:
        column, stored = scope.source.c[part.name], scope.target.column(part.name)
        is_id = part.name == "id"
        value = column if is_id else self._dialect.json(column, stored.type)
        quoted = is_id or isinstance(stored_type(stored.type), QUOTED)
        if not stored.nullable:
            yield from ('"', value, '"') if quoted else (value,)
            return
        if quoted:
            value = _quoted('"').concat(value).concat(_quoted('"'))
        yield func.coalesce(value, _quoted("null"))

    def _beside(self, part: JsonToOne, scope: RowSource) -> Select[Any]:
        table = part.target.table.alias(self._name())
        found = table.c[part.target.key or "id"] == scope.nested(part.via, self._dialect)
        return select(self._text(part.item, RowSource(table, part.target))).where(found, *self._lens.visible(table))

    def _paged(self, part: JsonToMany, scope: RowSource) -> Select[Any]:
        of_this = part.target.key_column == scope.nested("id", self._dialect)
        columns = required_columns([part.item]) or part.target.unique[:1]
        page = page_query(
            part.target, columns, part.order, Page(part.limit), [of_this, *self._lens.visible_in(part.target)]
        )
        rows = page.subquery(self._name())
        return select(self._text(part.item, RowSource(rows, part.target))).select_from(rows)

    def _name(self) -> str:
        self._count += 1
        return f"inner{self._count}"


def visible_rows(visibility: Visibility, query: Select[Any], target: Target, names: Sequence[Name]) -> Select[Any]:
    """The rows of `query`, which has what the names need and more behind; that more is shown behind them as well."""
    own = required_columns(names)
    if own == tuple(names):
        return query
    rows = query.subquery("page")
    rest = [column for column in rows.c if column.key not in own]
    return select(*JsonSql(visibility).labels(rows, target, names), *rest).select_from(rows)


def _quoted(text: str) -> ColumnElement[Any]:
    return literal_column("'" + text.replace("'", "''") + "'", String())

"""JSON text that the database writes: objects for which no rows or dictionaries are made in Python.

The parts of a text are put together once for each plan and told apart by identity.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from loaders.sql.nesting import DEEPEST, LEAF, ONE, PAGE, depth_of_conditions
from loaders.sql.orders import Order
from loaders.sql.target import Target

MOST_FIELDS = 200
"""Fields in one text: SQLite gives up on an expression that is a thousand deep."""


@dataclass(frozen=True, eq=False)
class JsonColumn:
    """The value of a column."""

    name: str
    rows: ClassVar[int] = 0
    fields: ClassVar[int] = 1
    nesting: ClassVar[int] = LEAF


@dataclass(frozen=True, eq=False)
class JsonConstant:
    """A text that is the same in every row."""

    value: str
    rows: ClassVar[int] = 0
    fields: ClassVar[int] = 1
    nesting: ClassVar[int] = 0


@dataclass(frozen=True, eq=False)
class JsonObject:
    """An object with these keys, all of them read from one row."""

    entries: tuple[tuple[str, "Part"], ...]
    rows: int
    fields: int
    nesting: int


@dataclass(frozen=True, eq=False)
class JsonArray:
    """A list with the text of every row of the page around it."""

    item: JsonObject
    rows: int
    fields: int
    nesting: int


@dataclass(frozen=True, eq=False)
class JsonToOne:
    """The row of `target` whose key stands in the column `via`, or null."""

    via: str
    target: Target
    item: JsonObject
    rows: int
    fields: int
    nesting: int


@dataclass(frozen=True, eq=False)
class JsonToMany:
    """The first `limit` of the rows of `target` whose key is the row's id; `item` is written once for all of them."""

    target: Target
    order: Order
    limit: int
    item: JsonObject
    rows: int
    fields: int
    nesting: int


Part = JsonColumn | JsonConstant | JsonObject | JsonArray | JsonToOne | JsonToMany
Name = str | Part
"""A requested part of a row: a column or a text."""


def json_column(name: str) -> JsonColumn | None:
    """The value of a column; none where it is not the database that knows it."""
    return None if name == "cursor" else JsonColumn(name)


def json_constant(value: str) -> JsonConstant:
    """The same text in every row."""
    return JsonConstant(value)


def json_object(entries: Iterable[tuple[str, Part]]) -> JsonObject | None:
    """An object; none where its text would be too long."""
    parts = tuple(entries)
    fields = sum(part.fields for _, part in parts)
    if fields > MOST_FIELDS:
        return None
    nesting = max((part.nesting for _, part in parts), default=0)
    return JsonObject(parts, sum(part.rows for _, part in parts), fields, nesting)


def json_array(item: JsonObject) -> JsonArray:
    """The list of the page's rows."""
    return JsonArray(item, item.rows, item.fields, item.nesting)


def json_to_one(via: str, target: Target, item: JsonObject) -> JsonToOne | None:
    """Return the JSON of the row that a column refers to; None if it would be nested too deep."""
    nesting = ONE + max(item.nesting, depth_of_conditions(target.tables))
    return JsonToOne(via, target, item, 1 + item.rows, item.fields, nesting) if nesting <= DEEPEST else None


def json_to_many(target: Target, order: Order, limit: int, item: JsonObject) -> JsonToMany | None:
    """Return the JSON of the first rows of a relation; None if they would be nested too deep."""
    nesting = PAGE + max(item.nesting, depth_of_conditions(target.tables))
    rows = limit * (1 + item.rows)
    return JsonToMany(target, order, limit, item, rows, item.fields, nesting) if nesting <= DEEPEST else None


def required_columns(names: Iterable[Name]) -> tuple[str, ...]:
    """The columns of the row itself that the names need: each once, in order."""
    return tuple(dict.fromkeys(column for name in names for column in _needs(name)))


def _needs(name: Name) -> Iterator[str]:
    if isinstance(name, str):
        yield name
    elif isinstance(name, JsonColumn):
        yield name.name
    elif isinstance(name, JsonToOne):
        yield name.via
    elif isinstance(name, JsonToMany):
        yield "id"
    elif isinstance(name, JsonObject):
        for _, part in name.entries:
            yield from _needs(part)
    elif isinstance(name, JsonArray):
        yield from _needs(name.item)

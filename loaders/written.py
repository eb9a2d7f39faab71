"""What the database writes as JSON text: objects of which neither rows nor dictionaries are ever made here.

The parts of a text are put together once for each plan and told apart by identity.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from loaders.nesting import DEEPEST, LEAF, ONE, PAGE, of_conditions
from loaders.orders import Order
from loaders.target import Target

MOST_FIELDS = 200
"""Fields in one text: SQLite gives up on an expression that is a thousand deep."""


@dataclass(frozen=True, eq=False)
class Cell:
    """The value of a column."""

    name: str
    rows: ClassVar[int] = 0
    fields: ClassVar[int] = 1
    nesting: ClassVar[int] = LEAF


@dataclass(frozen=True, eq=False)
class Constant:
    """A text that is the same in every row."""

    value: str
    rows: ClassVar[int] = 0
    fields: ClassVar[int] = 1
    nesting: ClassVar[int] = 0


@dataclass(frozen=True, eq=False)
class Written:
    """An object with these keys, all of them read from one row."""

    entries: tuple[tuple[str, "Part"], ...]
    rows: int
    fields: int
    nesting: int


@dataclass(frozen=True, eq=False)
class Each:
    """A list with the text of every row of the page around it."""

    item: Written
    rows: int
    fields: int
    nesting: int


@dataclass(frozen=True, eq=False)
class Beside:
    """The row of `target` whose key stands in the column `via`, or null."""

    via: str
    target: Target
    item: Written
    rows: int
    fields: int
    nesting: int


@dataclass(frozen=True, eq=False)
class Paged:
    """The first `limit` of the rows of `target` whose key is the row's id; `item` is written once for all of them."""

    target: Target
    order: Order
    limit: int
    item: Written
    rows: int
    fields: int
    nesting: int


Part = Cell | Constant | Written | Each | Beside | Paged
Name = str | Part
"""What a row is asked for: a column, or a text."""


def column(name: str) -> Cell | None:
    """The value of a column; none where it is not the database that knows it."""
    return None if name == "cursor" else Cell(name)


def constant(value: str) -> Constant:
    """The same text in every row."""
    return Constant(value)


def written(entries: Iterable[tuple[str, Part]]) -> Written | None:
    """An object; none where its text would be too long."""
    parts = tuple(entries)
    fields = sum(part.fields for _, part in parts)
    if fields > MOST_FIELDS:
        return None
    nesting = max((part.nesting for _, part in parts), default=0)
    return Written(parts, sum(part.rows for _, part in parts), fields, nesting)


def each(item: Written) -> Each:
    """The list of the page's rows."""
    return Each(item, item.rows, item.fields, item.nesting)


def beside(via: str, target: Target, item: Written) -> Beside | None:
    """The one row that a column leads to; none where it would stand too deep in others."""
    nesting = ONE + max(item.nesting, of_conditions(target.tables))
    return Beside(via, target, item, 1 + item.rows, item.fields, nesting) if nesting <= DEEPEST else None


def paged(target: Target, order: Order, limit: int, item: Written) -> Paged | None:
    """The first rows that are tied to this one; none where they would stand too deep in others."""
    nesting = PAGE + max(item.nesting, of_conditions(target.tables))
    rows = limit * (1 + item.rows)
    return Paged(target, order, limit, item, rows, item.fields, nesting) if nesting <= DEEPEST else None


def columns_of(names: Iterable[Name]) -> tuple[str, ...]:
    """The columns of the row itself that the names need: each once, in order."""
    return tuple(dict.fromkeys(column for name in names for column in _needs(name)))


def _needs(name: Name) -> Iterator[str]:
    if isinstance(name, str):
        yield name
    elif isinstance(name, Cell):
        yield name.name
    elif isinstance(name, Beside):
        yield name.via
    elif isinstance(name, Paged):
        yield "id"
    elif isinstance(name, Written):
        for _, part in name.entries:
            yield from _needs(part)
    elif isinstance(name, Each):
        yield from _needs(name.item)

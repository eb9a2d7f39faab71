"""Filters: conditions on the rows of a table, whose values stand apart so that equal shapes share a statement."""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, literal_column, not_, or_, select, true

from loaders.sight import Lens
from loaders.target import Target

LIST = frozenset({"in", "notIn"})
NULL = frozenset({"isNull", "isNotNull"})


COMPARISONS: dict[str, Callable[[ColumnElement[Any], ColumnElement[Any]], ColumnElement[bool]]] = {
    "eq": operator.eq,
    "ne": lambda column, value: column.is_distinct_from(value),
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
    # A range, which an index on the column serves; U+10FFFF stands behind all that a text goes on with.
    "startsWith": lambda column, value: and_(column >= value, column < value + literal_column("'\U0010ffff'")),
}

Step = tuple[str, str, str]
"""An association table, its column that holds what was reached, and its column that leads on."""


@dataclass(frozen=True, slots=True)
class Compare:
    """A column compared with a value, with a list of them (`in`, `notIn`), or with nothing (`isNull`, `isNotNull`)."""

    column: str
    operator: str
    value: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Reached:
    """Rows whose `column` is reached from one of the `ids` over the steps of `path`; without steps, is one of them.

    A `broad` one is satisfied by many rows: beside a narrower one, only the rows of that one are looked at.
    """

    column: str
    path: tuple[Step, ...]
    ids: list[str] = field(compare=False)
    broad: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; without parts, always."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; without parts, never."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Filter"


Filter = Compare | Reached | AllOf | AnyOf | Not
EVERYTHING = AllOf(())


def _every(condition: Filter) -> Iterator[Filter]:
    """The conditions that must hold by themselves."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _every(part)
    else:
        yield condition


def values_of(condition: Filter, name: str = "f") -> dict[str, Any]:
    """The filter's values under the names that its SQL binds them to: `name` and a number."""
    return {f"{name}{number}": value for number, value in enumerate(_values(condition))}


def _values(condition: Filter) -> Iterator[Any]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _values(part)
    elif isinstance(condition, Not):
        yield from _values(condition.part)
    elif isinstance(condition, Reached):
        yield condition.ids
    elif condition.operator not in NULL:
        yield condition.value


@dataclass(frozen=True, slots=True)
class Ties:
    """The rows whose `column` is among what a SELECT of one column finds."""

    column: str
    held: Select[Any]


class Where:
    """Writes a filter as SQL for the rows of one target."""

    def __init__(self, target: Target, lens: Lens, name: str = "f") -> None:
        """Begin to number values."""
        self._named = name
        self._target = target
        self._lens = lens
        self._dialect = lens.dialect
        self._count = 0

    def clauses(self, condition: Filter) -> list[ColumnElement[bool]]:
        """The SQL of a filter as conditions that all hold, and of what the viewer sees of the target.

        The filter's values are bound by the names of `values_of`.
        """
        clauses = self._lens.seen_of(self._target)
        narrow: list[Ties] = []
        broad: list[Ties] = []
        for each in _every(condition):
            if isinstance(each, Reached) and each.path:
                (broad if each.broad else narrow).append(Ties(each.column, self._held(each.path, self._name())))
            else:
                clauses.append(self.clause(each))
        if narrow and broad:
            narrow, broad = [reduce(self._among, broad, narrow[0]), *narrow[1:]], []
        return clauses + [self._dialect.inside(self._target.column(each.column), each.held) for each in narrow + broad]

    def clause(self, condition: Filter) -> ColumnElement[bool]:
        """The SQL of a filter as one condition."""
        if isinstance(condition, AllOf):
            return and_(*map(self.clause, condition.parts)) if condition.parts else true()
        if isinstance(condition, AnyOf):
            return or_(*map(self.clause, condition.parts)) if condition.parts else false()
        if isinstance(condition, Not):
            return not_(func.coalesce(self.clause(condition.part), false()))
        if isinstance(condition, Reached):
            return self._inside(self._target.column(condition.column), condition.path, self._name())
        return self._compare(condition)

    def _name(self) -> str:
        name = f"{self._named}{self._count}"
        self._count += 1
        return name

    def _compare(self, condition: Compare) -> ColumnElement[bool]:
        column = self._target.column(condition.column)
        if condition.operator in NULL:
            return column.is_(None) if condition.operator == "isNull" else column.is_not(None)
        name = self._name()
        if condition.operator in LIST:
            among = self._dialect.among(column, name)
            return among if condition.operator == "in" else not_(func.coalesce(among, false()))
        value = bindparam(name, type_=column.type)
        if condition.operator == "contains":
            return self._dialect.contains(column, value)
        return COMPARISONS[condition.operator](column, value)

    def _inside(self, column: ColumnElement[Any], path: Sequence[Step], name: str) -> ColumnElement[bool]:
        """Whether a column is reached from the values bound to `name`."""
        if not path:
            return self._dialect.among(column, name)
        return self._dialect.inside(column, self._held(path, name))

    def _held(self, path: Sequence[Step], name: str) -> Select[Any]:
        """What is reached from the values bound to `name`."""
        *before, (table_name, held, onward) = path
        table = self._target.table.metadata.tables[table_name].alias()
        inside = self._inside(table.c[held], before, name)
        return select(table.c[onward]).where(inside, *self._lens.seen(table))

    def _among(self, found: Ties, ties: Ties) -> Ties:
        """The ties of those rows alone that were found by others."""
        held = found.held
        if found.column != ties.column:
            table = self._target.table.alias()
            held = select(table.c[ties.column]).where(self._dialect.inside(table.c[found.column], held))
        (onward,) = ties.held.selected_columns
        return Ties(ties.column, ties.held.where(self._dialect.inside(onward, held)))

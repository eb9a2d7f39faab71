"""Filters: conditions on the rows of a table, whose values stand apart so that equal shapes share a statement."""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, func, literal_column, not_, or_, select, true

from loaders.dialect import Dialect
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

    A `broad` one is satisfied by many rows: beside a narrower one, it is looked at row by row.
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


def values_of(condition: Filter) -> dict[str, Any]:
    """The filter's values under the names that its SQL binds them to."""
    return {f"f{number}": value for number, value in enumerate(_values(condition))}


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


class Where:
    """Writes a filter as SQL for the rows of one target."""

    def __init__(self, target: Target, dialect: Dialect) -> None:
        """Begin to number values."""
        self._target = target
        self._dialect = dialect
        self._count = 0
        self._narrow = False

    def clauses(self, condition: Filter) -> list[ColumnElement[bool]]:
        """The SQL of a filter as conditions that all hold; its values are bound by the names of `values_of`."""
        self._narrow = any(isinstance(each, Reached) and not each.broad for each in _every(condition))
        return list(map(self.clause, condition.parts)) if isinstance(condition, AllOf) else [self.clause(condition)]

    def clause(self, condition: Filter) -> ColumnElement[bool]:
        """The SQL of a filter as one condition."""
        if isinstance(condition, AllOf):
            return and_(*map(self.clause, condition.parts)) if condition.parts else true()
        if isinstance(condition, AnyOf):
            return or_(*map(self.clause, condition.parts)) if condition.parts else false()
        if isinstance(condition, Not):
            return not_(func.coalesce(self.clause(condition.part), false()))
        if isinstance(condition, Reached):
            beside_narrow = self._narrow and condition.broad and condition.path
            return self._exists(condition) if beside_narrow else self._reached(condition)
        return self._compare(condition)

    def _name(self) -> str:
        name = f"f{self._count}"
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

    def _exists(self, condition: Reached) -> ColumnElement[bool]:
        """Whether the row has such a tie, which its own index tells; what is at the other end is worked out once."""
        *before, (table_name, held, onward) = condition.path
        ties = self._target.table.metadata.tables[table_name].alias()
        inside = self._inside(ties.c[held], before, self._name())
        return exists().where(ties.c[onward] == self._target.column(condition.column), inside)

    def _reached(self, condition: Reached) -> ColumnElement[bool]:
        return self._inside(self._target.column(condition.column), condition.path, self._name())

    def _inside(self, column: ColumnElement[Any], path: Sequence[Step], name: str) -> ColumnElement[bool]:
        """Whether a column is reached from the values bound to `name`."""
        if not path:
            return self._dialect.among(column, name)
        *before, (table_name, held, onward) = path
        table = self._target.table.metadata.tables[table_name]
        return self._dialect.inside(column, select(table.c[onward]).where(self._inside(table.c[held], before, name)))

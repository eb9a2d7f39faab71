"""The SQL of filters: conditions side by side, as little nested as what they say allows."""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, literal_column, not_, or_, select, true

from loaders.sql.filters import NULL, AllOf, AnyOf, Comparison, Filter, Not, RelatedTo, Step
from loaders.sql.target import Target
from loaders.visibility.access import Visibility

LIST = frozenset({"in", "notIn"})
MOST_AMONG = 2
"""Broad ties that are looked for among the rows of a narrow one, each one level deeper than the last."""
SHALLOW = 4
"""Levels of conditions that keep the order in which they were given."""

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


@dataclass(frozen=True, slots=True)
class LinkedRows:
    """The rows whose `column` is among what a SELECT of one column finds."""

    column: str
    held: Select[Any]


class FilterSql:
    """Writes a filter as SQL for the rows of one target."""

    def __init__(self, target: Target, visibility: Visibility, name: str = "f") -> None:
        """Begin to number values."""
        self._named = name
        self._target = target
        self._lens = visibility
        self._dialect = visibility.dialect
        self._count = 0

    def clauses(self, condition: Filter) -> list[ColumnElement[bool]]:
        """The SQL of a filter as conditions that all hold, and of what the viewer sees of the target.

        The filter's values are bound by the names of `bound_values`.
        """
        clauses = self._lens.visible_in(self._target)
        narrow: list[LinkedRows] = []
        broad: list[LinkedRows] = []
        for each in _every(condition):
            if isinstance(each, RelatedTo) and each.path:
                (broad if each.broad else narrow).append(LinkedRows(each.column, self._held(each.path, self._name())))
            else:
                clauses.append(self.clause(each))
        if narrow and broad:
            narrow[0] = reduce(self._among, broad[:MOST_AMONG], narrow[0])
            del broad[:MOST_AMONG]
        return clauses + [
            self._dialect.json_list_overlaps(self._target.column(each.column), each.held) for each in narrow + broad
        ]

    def clause(self, condition: Filter, *, holds: bool = True) -> ColumnElement[bool]:
        """Compile a filter to one condition: that it `holds`, or that it does not.

        What does not hold is said of the single conditions, which are never null then: as nothing stands around them
        but `and` and `or`, a condition that is null at the end excludes a row as one that is false does.
        """
        if isinstance(condition, Not):
            return self.clause(condition.part, holds=not holds)
        if isinstance(condition, AllOf | AnyOf):
            parts = _deepest_first([(each, self.clause(each, holds=holds)) for each in condition.parts])
            if isinstance(condition, AllOf) is holds:
                return and_(*parts) if parts else true()
            return or_(*parts) if parts else false()
        found = self._reached(condition) if isinstance(condition, RelatedTo) else self._compare(condition)
        return found if holds else not_(func.coalesce(found, false()))

    def _name(self) -> str:
        name = f"{self._named}{self._count}"
        self._count += 1
        return name

    def _compare(self, condition: Comparison) -> ColumnElement[bool]:
        column = self._target.column(condition.column)
        if condition.operator in NULL:
            return column.is_(None) if condition.operator == "isNull" else column.is_not(None)
        name = self._name()
        if condition.operator in LIST:
            among = self._dialect.is_in(column, name)
            return among if condition.operator == "in" else not_(func.coalesce(among, false()))
        value = bindparam(name, type_=column.type)
        if condition.operator == "contains":
            return self._dialect.contains(column, value)
        return COMPARISONS[condition.operator](column, value)

    def _reached(self, condition: RelatedTo) -> ColumnElement[bool]:
        """Compile the test that one row is reached, for use where another condition finds the rows."""
        column = self._target.column(condition.column)
        if not condition.path:
            return self._dialect.is_in(column, self._name())
        return column.in_(self._held(condition.path, self._name()))

    def _held(self, path: Sequence[Step], name: str) -> Select[Any]:
        """Select the ids that are reached from the values bound to `name`."""
        *before, (table_name, held, onward) = path
        table = self._target.table.metadata.tables[table_name].alias()
        column = table.c[held]
        inside = (
            self._dialect.json_list_overlaps(column, self._held(before, name))
            if before
            else self._dialect.is_in(column, name)
        )
        return select(table.c[onward]).where(inside, *self._lens.visible(table))

    def _among(self, found: LinkedRows, ties: LinkedRows) -> LinkedRows:
        """Return the ties restricted to rows that other conditions found."""
        held = found.held
        if found.column != ties.column:
            table = self._target.table.alias()
            held = select(table.c[ties.column]).where(self._dialect.json_list_overlaps(table.c[found.column], held))
        (onward,) = ties.held.selected_columns
        return LinkedRows(ties.column, ties.held.where(self._dialect.json_list_overlaps(onward, held)))


def _deepest_first(parts: Sequence[tuple[Filter, ColumnElement[bool]]]) -> list[ColumnElement[bool]]:
    """Sort compiled conditions with deeply nested ones first: nothing waits on the parser's stack."""
    depths = [_depth(condition) for condition, _ in parts]
    if max(depths, default=0) <= SHALLOW:
        return [clause for _, clause in parts]
    ranked = sorted(zip(depths, parts, strict=True), key=lambda each: -each[0])
    return [clause for _, (_, clause) in ranked]


def _depth(condition: Filter) -> int:
    """Levels of `and` and `or`."""
    if isinstance(condition, Not):
        return _depth(condition.part)
    return 1 + max(map(_depth, condition.parts), default=0) if isinstance(condition, AllOf | AnyOf) else 0


def _every(condition: Filter) -> Iterator[Filter]:
    """The conditions that must hold by themselves."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _every(part)
    else:
        yield condition

"""Filters: conditions on the rows of a table, with separate values, so that equal shapes share a statement."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

NULL = frozenset({"isNull", "isNotNull"})

Step = tuple[str, str, str]
"""An association table, its column that holds what was reached, and its column that leads on."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A column compared with a value, with a list of them (`in`, `notIn`), or with nothing (`isNull`, `isNotNull`)."""

    column: str
    operator: str
    value: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RelatedTo:
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


Filter = Comparison | RelatedTo | AllOf | AnyOf | Not
MATCH_ALL = AllOf(())


def bound_values(condition: Filter, name: str = "f") -> dict[str, Any]:
    """The filter's values under the names that its SQL binds them to: `name` and a number."""
    return {f"{name}{number}": value for number, value in enumerate(_values(condition))}


def without_values(part: Any) -> Any:
    """The same shape without its values, which a cache must not hold; what is no part of a filter as it is."""
    if isinstance(part, Comparison):
        return Comparison(part.column, part.operator)
    if isinstance(part, RelatedTo):
        return RelatedTo(part.column, part.path, [], part.broad)
    if isinstance(part, AllOf | AnyOf):
        return type(part)(tuple(map(without_values, part.parts)))
    if isinstance(part, Not):
        return Not(without_values(part.part))
    return part.bare() if hasattr(part, "bare") else part


def _values(condition: Filter) -> Iterator[Any]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _values(part)
    elif isinstance(condition, Not):
        yield from _values(condition.part)
    elif isinstance(condition, RelatedTo):
        yield condition.ids
    elif condition.operator not in NULL:
        yield condition.value

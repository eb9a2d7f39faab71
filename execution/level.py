"""State of a running operation: groups of objects of one type, and the values of their fields."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from execution.plan import FieldPlan, ObjectPlan


@dataclass(slots=True)
class Group:
    """All objects of one type at one place of the operation."""

    plan: ObjectPlan
    objects: Sequence[Any]
    outcomes: dict[tuple[str, ...], "FieldResult"] = field(default_factory=dict)
    """The resolved fields by their path."""
    times: Counter[int] | None = None
    """The number of places of each object in the answer, by identity; None: one each.

    Known after the size is counted.
    """
    answers: list[dict[str, Any]] | None = None
    """One for each object, once they are put together."""


@dataclass(slots=True)
class FieldResult:
    """The values of one field for all objects of a group, and the groups that these values form."""

    plan: FieldPlan
    values: Sequence[Any]
    """One value, or exception, for each object of the group."""
    below: dict[str, Group] = field(default_factory=dict)
    """The next level by type name; an object that stands in several places is there once.

    Parents of several types have one group in common, where the same is selected below all of them.
    """
    types: dict[int, str | Exception] = field(default_factory=dict)
    """The types of values of an abstract type, by identity, or the error of each."""
    shared: bool = False
    """True if an object stands in several places."""
    dense: bool = False
    """True if the one group below holds the innermost values one for one, in their order."""


def merge_results(outcomes: Iterable[FieldResult]) -> list[Group]:
    """The groups below, where those of one plan, whose parents are of several types, become one."""
    found = list(outcomes)
    if len(found) == 1:
        return list(found[0].below.values())
    kept: dict[int, tuple[Group, FieldResult]] = {}
    for outcome in found:
        for name, group in outcome.below.items():
            first, other = kept.setdefault(id(group.plan), (group, outcome))
            if first is not group:
                first.objects = list({id(each): each for each in (*first.objects, *group.objects)}.values())
                outcome.below[name] = first
                outcome.shared = other.shared = True
                outcome.dense = other.dense = False
    return [group for group, _ in kept.values()]

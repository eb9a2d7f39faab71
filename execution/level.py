"""What is known while an operation runs: groups of objects of one type, and the values of their fields."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from execution.plan import FieldPlan, ObjectPlan


@dataclass(slots=True)
class Group:
    """All objects that stand at one place of the operation and have one type."""

    plan: ObjectPlan
    objects: Sequence[Any]
    outcomes: list["Outcome"] = field(default_factory=list)
    """The resolved fields, in the order of the plan's `fields`."""


@dataclass(slots=True)
class Outcome:
    """The values of one field for all objects of a group, and the groups that these values form."""

    plan: FieldPlan
    values: Sequence[Any]
    """One value, or exception, for each object of the group."""
    below: dict[str, Group] = field(default_factory=dict)
    """The next level by type name; an object that stands in several places is there once."""
    types: dict[int, str | Exception] = field(default_factory=dict)
    """By identity of the value: its type where the field's type is abstract, or why there is none."""
    shared: bool = False
    """Whether an object stands in several places."""
    dense: bool = False
    """Whether the one group below holds the innermost values one for one, in their order."""

"""Size of an answer, computed before it is put together.

An object that stands under many parents is resolved once and written many times: where such objects
lead to one another, a short operation over a few rows can have an answer of any length.
"""

from collections import Counter
from collections.abc import Iterable

from execution.descend import innermost_values
from execution.level import FieldResult, Group

VALUE = 20
"""Characters that a value and its key take in a finished text, more or less."""


def response_size(groups: Iterable[Group]) -> int:
    """Values in the answer of a step: the fields of every object, wherever it stands.

    The groups come as they were resolved, each after all that it stands below.
    """
    size = 0
    for group in groups:
        size += group.plan.size * (len(group.objects) if group.times is None else group.times.total())
        for column in group.plan.texts:
            size += _written(group, column) // VALUE
        for outcome in group.outcomes.values():
            if outcome.plan.texts:
                size += _said(group, outcome) // VALUE
            if group.times is not None or outcome.shared:
                _count(group, outcome)
    return size


def _written(group: Group, column: int) -> int:
    """The characters of a column of finished texts."""
    times = group.times
    if times is None:
        return sum(len(each[column]) for each in group.objects)
    return sum(len(each[column]) * times[id(each)] for each in group.objects)


def _said(group: Group, outcome: FieldResult) -> int:
    """The characters of the texts that a resolver gave, beyond those of a usual value."""
    times, said = group.times, 0
    for each, value in zip(group.objects, outcome.values, strict=True):
        for text in innermost_values((value,), outcome.plan.shape):
            if isinstance(text, str):
                said += max(len(text) - VALUE, 0) * (1 if times is None else times[id(each)])
    return said


def _count(group: Group, outcome: FieldResult) -> None:
    """Count how often each object below a field is in the answer."""
    counted: Counter[int] = Counter()
    if group.times is None:
        counted.update(map(id, innermost_values(outcome.values, outcome.plan.shape)))
    else:
        for parent, value in zip(group.objects, outcome.values, strict=True):
            for each in innermost_values((value,), outcome.plan.shape):
                counted[id(each)] += group.times[id(parent)]
    for below in outcome.below.values():
        below.times = below.times or Counter()
        for each in below.objects:
            below.times[id(each)] += counted[id(each)]

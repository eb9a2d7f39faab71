"""How large an answer is, before it is put together.

An object that stands under many parents is resolved once and written many times: where such objects
lead to one another, a short operation over a few rows can have an answer of any length.
"""

from collections import Counter
from collections.abc import Sequence

from execution.level import Group, Outcome
from execution.spread import innermost

Times = Sequence[int] | None
"""How often each object of a group stands in the answer; None: each once."""


def answer_size(group: Group, times: Times = None) -> int:
    """Values in the answer of a group: the fields of every object, wherever it stands."""
    size = len(group.plan.entries) * (len(group.objects) if times is None else sum(times))
    for outcome in group.outcomes:
        if times is None and not outcome.shared:
            size += sum(map(answer_size, outcome.below.values()))
        else:
            counted = _counted(outcome, times)
            size += sum(
                answer_size(below, [counted[id(each)] for each in below.objects]) for below in outcome.below.values()
            )
    return size


def _counted(outcome: Outcome, times: Times) -> Counter[int]:
    """How often each value of a field stands in the answer, by its identity."""
    shape = outcome.plan.shape
    if times is None:
        return Counter(map(id, innermost(outcome.values, shape)))
    counted: Counter[int] = Counter()
    for value, number in zip(outcome.values, times, strict=True):
        for each in innermost((value,), shape):
            counted[id(each)] += number
    return counted

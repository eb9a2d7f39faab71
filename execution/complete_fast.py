"""Puts answers together the fast way: whole columns at a time, with nothing to be said about errors.

Whatever does not fit (an exception, a null in a non-null place, a value that its scalar refuses)
raises, and the exact way in `complete_exactly.py` starts over from the same outcomes.
"""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from execution.level import FieldResult, Group
from execution.projection import projection
from execution.type_shape import TypeShape


class NeedsExactCompletionError(Exception):
    """The answer holds an error or a null that must be placed exactly."""


def complete_fast(group: Group) -> list[dict[str, Any]]:
    """The answer of each object of a group; raises when some place of it needs the exact way."""
    if group.answers is None:
        plan = group.plan
        if plan.project is None:
            plan.project = projection(plan)
        group.answers = plan.project(group.objects, *(_values(group.outcomes[field.path]) for field in plan.fields))
    return group.answers


def _values(outcome: FieldResult) -> Sequence[Any]:
    shape = outcome.plan.shape
    if not outcome.plan.below:
        return [_leaf(value, shape) for value in outcome.values]
    if outcome.dense and shape.depth == 0:
        return [answer for below in outcome.below.values() for answer in complete_fast(below)]
    if outcome.dense and shape.depth == 1 and set(map(type, outcome.values)) == {list}:
        every = iter([answer for below in outcome.below.values() for answer in complete_fast(below)])
        return [list(islice(every, len(value))) for value in outcome.values]
    answers: dict[int, dict[str, Any]] = {}
    for below in outcome.below.values():
        answers.update(zip(map(id, below.objects), complete_fast(below), strict=True))
    if shape.depth == 0 and not shape.nullable:
        return [answers[id(value)] for value in outcome.values]
    if shape.item is not None and not (shape.nullable or shape.item.nullable or shape.depth > 1):
        return [[answers[id(item)] for item in value] for value in outcome.values]
    return [_object(value, shape, answers) for value in outcome.values]


def _object(value: Any, shape: TypeShape, answers: dict[int, dict[str, Any]]) -> Any:
    if value is None:
        if shape.nullable:
            return None
        raise NeedsExactCompletionError
    if shape.item is None:
        return answers[id(value)]
    inner = shape.item
    if not isinstance(value, list):
        raise NeedsExactCompletionError
    return [_object(each, inner, answers) for each in value]


def _leaf(value: Any, shape: TypeShape) -> Any:
    if value is None:
        if shape.nullable:
            return None
        raise NeedsExactCompletionError
    if shape.leaf is not None:
        return shape.leaf(value)
    inner = shape.item
    if inner is None or not isinstance(value, list):
        raise NeedsExactCompletionError
    return [_leaf(each, inner) for each in value]

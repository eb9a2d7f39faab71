"""Descent from the values of a field to the groups of the next level."""

from collections.abc import Iterable, Sequence
from typing import Any

from graphql.pyutils import is_iterable

from execution.abstract_types import TypeResolver
from execution.level import FieldResult, Group
from execution.plan import FieldPlan
from execution.type_shape import TypeShape


def descend(plan: FieldPlan, values: Sequence[Any], types: TypeResolver) -> FieldResult:
    """Group the objects among `values` by type, each object once."""
    if plan.shape.depth and not (plan.shape.depth == 1 and set(map(type, values)) == {list}):
        values = [_settled(value, plan.shape) for value in values]
    outcome = FieldResult(plan, values)
    if not plan.below:
        return outcome
    places = list(innermost_values(values, plan.shape))
    found = places if _all_there(places) else [each for each in places if _is_there(each)]
    objects = list(dict(zip(map(id, found), found, strict=True)).values())
    outcome.shared = len(objects) < len(found)
    if plan.shape.innermost.of is not None and len(plan.below) == 1 and types.certain(plan):
        (below,) = plan.below.values()
        outcome.below = {below.type.name: Group(below, objects)} if objects else {}
        outcome.dense = len(objects) == len(places)
        return outcome
    outcome.types = types.resolve(plan, objects)
    by_type: dict[str, list[Any]] = {}
    for value in objects:
        name = outcome.types[id(value)]
        if isinstance(name, str):
            by_type.setdefault(name, []).append(value)
    outcome.below = {name: Group(plan.below[name], members) for name, members in by_type.items()}
    return outcome


def _all_there(places: Sequence[Any]) -> bool:
    """True if there is neither a null nor an error; the check is made on the set of types, which is small."""
    kinds = set(map(type, places))
    return type(None) not in kinds and not any(issubclass(kind, Exception) for kind in kinds)


def _is_there(value: Any) -> bool:
    return value is not None and not isinstance(value, Exception)


def innermost_values(values: Iterable[Any], shape: TypeShape) -> Iterable[Any]:
    """The values below all lists, in order; what should be a list and is none stays out."""
    if shape.item is None:
        return values
    inner = shape.item
    return (each for value in values if isinstance(value, list) for each in innermost_values(value, inner))


def _settled(value: Any, shape: TypeShape) -> Any:
    """Any iterable as a list, all the way down, so that it can be gone through twice; what it raises in its place."""
    inner = shape.item
    if inner is None:
        return value
    if type(value) is not list:
        if not is_iterable(value):
            return value
        try:
            value = list(value)
        except Exception as error:  # noqa: BLE001  an iterator's exception is this list's error
            return error
    return value if inner.item is None else [_settled(each, inner) for each in value]

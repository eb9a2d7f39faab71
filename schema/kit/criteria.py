"""Filter inputs: derived for each entity from its columns and relations, with the same grammar everywhere."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import strawberry

from loaders.errors import FaultError
from loaders.filters import EVERYTHING, AllOf, AnyOf, Filter, Not, Reached, Step
from resolvers.conditions import check_value, condition_on
from resolvers.references import ids_of
from resolvers.targets import INSIDE
from schema.kit.context import Context
from schema.kit.names import listed, ref, register
from schema.kit.operators import PYTHON, given
from schema.kit.references import reference, scheme_and_value

CRITERIA: dict[str, Mapping[str, "Criterion"]] = {}
"""The criteria of each filter input, by its name."""
MOST_CONDITIONS = 100
DEEPEST = 10
"""Levels of `and`, `or` and `not`; SQLite's parser gives up soon after."""


@dataclass(frozen=True, slots=True)
class OnColumn:
    """Compares a column of the row itself."""

    type_name: str
    column: str
    type: Any
    description: str

    async def filter(self, name: str, value: Any, context: Context) -> Filter:
        """The filter for what a client gave."""
        del context
        return condition_on(self.type_name, self.column, given(value), name)


@dataclass(frozen=True, slots=True)
class OnRelation:
    """Asks for rows related to given entities: to themselves (`in`) or to anything inside them (`within`)."""

    type_name: str
    column: str
    path: tuple[Step, ...]
    description: str

    @property
    def type(self) -> Any:
        """The input that this criterion takes."""
        return ref(f"{self.type_name}Criterion")

    async def filter(self, name: str, value: Any, context: Context) -> Filter:
        """The filter for what a client gave; raises FaultError for references that are none."""
        paths = {"in": self.path}
        if self.type_name in INSIDE:
            paths["within"] = (INSIDE[self.type_name], *self.path)
        parts: list[Filter] = []
        for each, path in paths.items():
            references = getattr(value, PYTHON.get(each, each))
            if references is not strawberry.UNSET:
                check_value(name, each, references)
                named = [scheme_and_value(one) for one in references]
                parts.append(Reached(self.column, path, await ids_of(context.snapshot, self.type_name, named)))
        return AllOf(tuple(parts))


Criterion = OnColumn | OnRelation


def filter_input(type_name: str, criteria: Mapping[str, Criterion]) -> Any:
    """Make `<type_name>Filter` of the criteria, and the ways to combine them."""
    name = f"{type_name}Filter"
    CRITERIA[name] = criteria
    many, single = listed(ref(name)) | None, ref(name) | None
    annotations: dict[str, Any] = {"and_": many, "or_": many, "not_": single}
    fields = {
        "and_": strawberry.field(name="and", default=strawberry.UNSET, description="All of these hold."),
        "or_": strawberry.field(name="or", default=strawberry.UNSET, description="At least one of these holds."),
        "not_": strawberry.field(name="not", default=strawberry.UNSET, description="This does not hold."),
    }
    for field, criterion in criteria.items():
        annotations[field] = criterion.type | None
        fields[field] = strawberry.field(default=strawberry.UNSET, description=criterion.description)
    made = type(name, (), {"__annotations__": annotations, **fields})
    description = f"Conditions on {type_name}; all that are given must hold."
    return register(name, strawberry.input(made, description=description))


def criterion_input(type_name: str) -> Any:
    """Make `<type_name>Criterion`: how a relation to such entities is asked for."""
    references = listed(reference(type_name)) | None
    annotations = {"in_": references}
    says = "Related to one of these; at most 250."
    fields = {"in_": strawberry.field(name="in", default=strawberry.UNSET, description=says)}
    if type_name in INSIDE:
        annotations["within"] = references
        says = "Related to one of these, or to anything inside one of them; at most 250."
        fields["within"] = strawberry.field(default=strawberry.UNSET, description=says)
    name = f"{type_name}Criterion"
    made = type(name, (), {"__annotations__": annotations, **fields})
    return register(name, strawberry.input(made, description=f"Conditions on a relation to {type_name}."))


async def filter_of(given: Any, context: Context) -> Filter:
    """The filter that an input describes (None: everything); raises FaultError for one that cannot be."""
    if not given:
        return EVERYTHING
    size = _size(given)
    if size > MOST_CONDITIONS:
        raise FaultError("INVALID_FILTER", f"The filter has {size} conditions; at most {MOST_CONDITIONS} are taken.")
    depth = _depth(given)
    if depth > DEEPEST:
        raise FaultError("INVALID_FILTER", f"The filter is {depth} levels deep; at most {DEEPEST} are taken.")
    return await _filter(given, context)


async def _filter(given: Any, context: Context) -> Filter:
    criteria = CRITERIA[type(given).__name__]
    asked = {name: each for name in criteria if (each := getattr(given, name))}
    if given.or_ == []:
        raise FaultError("CONTRADICTORY_FILTER", "The filter contradicts itself: or: [] admits nothing.")
    own, every, some, none = await asyncio.gather(
        asyncio.gather(*(criteria[name].filter(name, each, context) for name, each in asked.items())),
        _each(given.and_, context),
        _each(given.or_, context),
        _each([given.not_] if given.not_ else [], context),
    )
    either = [AnyOf(tuple(some))] if some else []
    return AllOf((*own, *every, *either, *map(Not, none)))


async def _each(given: list[Any], context: Context) -> list[Filter]:
    return await asyncio.gather(*(_filter(each, context) for each in given or ()))


def _combined(given: Any) -> list[Any]:
    return [*(given.and_ or ()), *(given.or_ or ()), *([given.not_] if given.not_ else ())]


def _size(given: Any) -> int:
    """The number of conditions in an input, the combined ones counted through."""
    own = sum(1 for name in CRITERIA[type(given).__name__] if getattr(given, name))
    return 1 + own + sum(map(_size, _combined(given)))


def _depth(given: Any) -> int:
    return 1 + max(map(_depth, _combined(given)), default=0)

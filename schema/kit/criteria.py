"""Filter inputs: derived for each entity from its columns and relations, with the same grammar everywhere."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import strawberry

from loaders.errors import FaultError
from loaders.filters import EVERYTHING, AllOf, AnyOf, Filter, Not, Reached, Step
from resolvers.conditions import condition_on
from resolvers.references import ids_of
from resolvers.targets import INSIDE
from schema.kit.context import Context
from schema.kit.names import listed, ref, register
from schema.kit.operators import given
from schema.kit.references import reference, scheme_and_value

CRITERIA: dict[str, Mapping[str, "Criterion"]] = {}
"""The criteria of each filter input, by its name."""
MOST_CONDITIONS = 100


@dataclass(frozen=True, slots=True)
class OnColumn:
    """Compares a column of the row itself."""

    column: str
    type: Any
    description: str

    async def filter(self, name: str, value: Any, context: Context) -> Filter:
        """The filter for what a client gave."""
        del context
        return condition_on(self.column, given(value), name)


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
        del name
        parts: list[Filter] = []
        if value.in_ is not strawberry.UNSET:
            parts.append(Reached(self.column, self.path, await self._ids(value.in_, context)))
        within = getattr(value, "within", strawberry.UNSET)
        if within is not strawberry.UNSET:
            path = (INSIDE[self.type_name], *self.path)
            parts.append(Reached(self.column, path, await self._ids(within, context)))
        return AllOf(tuple(parts))

    async def _ids(self, references: Any, context: Context) -> list[str]:
        return await ids_of(context.snapshot, self.type_name, [scheme_and_value(each) for each in references or ()])


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
    fields = {"in_": strawberry.field(name="in", default=strawberry.UNSET, description="Related to one of these.")}
    if type_name in INSIDE:
        annotations["within"] = references
        says = "Related to one of these, or to anything inside one of them."
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
    return await _filter(given, context)


async def _filter(given: Any, context: Context) -> Filter:
    criteria = CRITERIA[type(given).__name__]
    asked = {name: each for name in criteria if (each := getattr(given, name))}
    found = list(await asyncio.gather(*(criteria[name].filter(name, each, context) for name, each in asked.items())))
    if given.and_ is not strawberry.UNSET:
        found.append(AllOf(tuple([await _filter(each, context) for each in given.and_ or ()])))
    if given.or_ is not strawberry.UNSET:
        found.append(AnyOf(tuple([await _filter(each, context) for each in given.or_ or ()])))
    if given.not_:
        found.append(Not(await _filter(given.not_, context)))
    return AllOf(tuple(found))


def _size(given: Any) -> int:
    """The number of conditions in an input, the combined ones counted through."""
    combined = [*(given.and_ or ()), *(given.or_ or ()), *([given.not_] if given.not_ else ())]
    own = sum(1 for name in CRITERIA[type(given).__name__] if getattr(given, name))
    return 1 + own + sum(map(_size, combined))

"""The subgraph's two own fields: its SDL, and entities by the references of a gateway.

Specification: https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec
"""

import asyncio
import operator
from collections.abc import Sequence
from functools import lru_cache, reduce
from typing import Annotated, Any

import strawberry
from strawberry.federation.schema import FederationAny
from strawberry.printer import print_schema
from strawberry.schema import BaseSchema

from execution import BatchInfo, batched
from loaders.errors import FaultError
from resolvers.core.entities import ENTITIES
from resolvers.core.nodes import Entity, entities_of
from resolvers.core.references import CodeReference, normalise_reference
from schema.kit.costs import SDL, assumed_list_size, cost
from schema.kit.entity import KEYS
from schema.kit.type_registry import list_of_type, registered

MOST = 1_000
"""References in one `_entities` list."""


def entities_field() -> Any:
    """`_entities`: one bad reference gives one null and one error; order is kept."""
    says = strawberry.argument(
        description=f"References: objects with `__typename` and the fields of a key; at most {MOST}."
    )

    async def fetch(
        parents: Sequence[Any], info: BatchInfo, *, representations: Annotated[list[FederationAny], says]
    ) -> Sequence[Any]:
        return [await _entities(representations, info)] * len(parents)

    union: Any = Annotated[
        _union(), strawberry.union("_Entity", description="All types that a federation gateway can reference.")
    ]
    return batched(
        fetch,
        listed="representations",
        directives=assumed_list_size(MOST),
        type=list_of_type(union | None),
        name="_entities",
        description="Resolve the references of a federation gateway to entities.",
    )


def _union() -> Any:
    return reduce(operator.or_, map(registered, ENTITIES))


async def _entities(representations: Sequence[Any], info: BatchInfo) -> list[Any]:
    if len(representations) > MOST:
        raise FaultError("COST_LIMIT_EXCEEDED", f"{len(representations)} references; at most {MOST} are taken at once.")
    snapshot, named = info.context.snapshot, list(map(_named, representations))
    if not any(isinstance(each, CodeReference) for each in named):
        snapshot.only()
    return await entities_of(snapshot, named, info.selected.columns)


def _named(representation: Any) -> Entity | CodeReference | FaultError:
    """Return the entity that a representation names, by its id or a code, or the error."""
    if not isinstance(representation, dict):
        return FaultError("INVALID_REFERENCE", "A reference must be an object with __typename and the fields of a key.")
    type_name = representation.get("__typename")
    if not isinstance(type_name, str) or type_name not in ENTITIES:
        return FaultError("INVALID_REFERENCE", f"{str(type_name)[:60]!r} is not an entity of this subgraph.")
    try:
        if isinstance(found := representation.get("id"), str):
            normalise_reference(type_name, "id", found)
            return type_name, found
        for key in KEYS[type_name]:
            if (coded := key.named(representation)) is not None:
                normalise_reference(*coded)
                return coded
    except FaultError as fault:
        return fault
    return FaultError("INVALID_REFERENCE", f"A reference to {type_name} needs the fields of one of its keys.")


@strawberry.type(name="_Service", description="Description of the subgraph for a federation gateway.")
class Service:
    sdl: str = strawberry.field(description="SDL of the subgraph.")


def service_field() -> Any:
    """`_service`: what a gateway composes."""

    async def resolve(info: strawberry.Info) -> Service:
        return Service(sdl=await asyncio.to_thread(sdl_of, info.schema))

    says = "Describe the subgraph to a federation gateway."
    return strawberry.field(resolve, name="_service", description=says, directives=cost(SDL))


@lru_cache(maxsize=1)
def sdl_of(schema: BaseSchema) -> str:
    """The schema in its definition language, printed once, in a thread: it takes a fifth of a second."""
    return print_schema(schema)

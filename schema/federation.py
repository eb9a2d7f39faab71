"""The subgraph's two own fields: its SDL, and entities by the references of a gateway.

Specification: https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec
"""

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
from resolvers.nodes import Entity, entities_of
from resolvers.references import check
from resolvers.targets import ENTITIES
from schema.kit.names import known, listed

MOST = 1_000
"""References in one `_entities` list."""


def entities_field() -> Any:
    """`_entities`: one bad reference gives one null and one error; order is kept."""
    says = strawberry.argument(description=f"Objects with __typename and id; at most {MOST}.")

    async def fetch(
        parents: Sequence[Any], info: BatchInfo, *, representations: Annotated[list[FederationAny], says]
    ) -> Sequence[Any]:
        return [await _entities(representations, info)] * len(parents)

    union: Any = Annotated[_union(), strawberry.union("_Entity", description="Everything that has a key.")]
    return batched(
        fetch,
        type=listed(union | None),
        name="_entities",
        description="Entities by the references of a federation gateway.",
    )


def _union() -> Any:
    return reduce(operator.or_, map(known, ENTITIES))


async def _entities(representations: Sequence[Any], info: BatchInfo) -> list[Any]:
    if len(representations) > MOST:
        raise FaultError("COST_LIMIT_EXCEEDED", f"{len(representations)} references; at most {MOST} are taken at once.")
    return await entities_of(info.context.snapshot, list(map(_entity, representations)), info.selected.columns)


def _entity(representation: Any) -> Entity | FaultError:
    """What a reference names, or what is wrong with it."""
    if not isinstance(representation, dict):
        return FaultError("INVALID_REFERENCE", "A reference must be an object with __typename and id.")
    type_name, found = representation.get("__typename"), representation.get("id")
    if not isinstance(type_name, str) or type_name not in ENTITIES:
        return FaultError("INVALID_REFERENCE", f"{str(type_name)[:60]!r} is not an entity of this subgraph.")
    if not isinstance(found, str):
        return FaultError("INVALID_REFERENCE", f"A reference to {type_name} needs its key: id.")
    try:
        check(type_name, "id", found)
    except FaultError as fault:
        return fault
    return type_name, found


@strawberry.type(name="_Service", description="What a federation gateway asks of a subgraph.")
class Service:
    """What a federation gateway asks of a subgraph."""

    sdl: str = strawberry.field(description="The subgraph's schema.")


def service_field() -> Any:
    """`_service`: what a gateway composes."""

    def resolve(info: strawberry.Info) -> Service:
        return Service(sdl=sdl_of(info.schema))

    return strawberry.field(resolve, name="_service", description="The subgraph's schema, for a federation gateway.")


@lru_cache(maxsize=1)
def sdl_of(schema: BaseSchema) -> str:
    """The schema in its definition language; printing takes longer than most operations."""
    return print_schema(schema)

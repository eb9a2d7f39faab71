"""The root of all reading: entities by id or code, and one list for each type."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry
from strawberry.tools import create_type

from execution import BatchInfo, batched
from loaders.errors import FaultError
from loaders.queries.rows_by_key import load_rows
from resolvers.core.entities import ENTITIES, target_by_id
from resolvers.core.nodes import entities_of, nodes_of
from resolvers.core.references import normalise_reference, resolve_ids
from resolvers.validation.field_names import to_snake_case
from schema.discovery import import_declarations
from schema.federation import entities_field, service_field
from schema.kit.costs import assumed_list_size
from schema.kit.entity import ROOT_LISTS, root_list
from schema.kit.node import Node
from schema.kit.queries import declared_queries
from schema.kit.references import reference_input, reference_of
from schema.kit.type_registry import type_ref

MOST_NODES = 100


@batched(type=Node | None, description="Fetch an entity of any type by its id.")
async def node(
    parents: Sequence[Any],
    info: BatchInfo,
    *,
    id: Annotated[strawberry.ID, strawberry.argument(description="Id of the entity (TypeID), such as actor_01j….")],  # noqa: A002 - the field's name
) -> Sequence[Any]:
    """The entity, or an error INVALID_ID or NOT_FOUND."""
    info.context.snapshot.only()
    found = await nodes_of(info.context.snapshot, [id], info.selected.columns)
    return found * len(parents)


@batched(
    listed="ids",
    directives=assumed_list_size(MOST_NODES),
    type=list[Node | None],
    description="Fetch entities of any type by their ids, in the same order. An unknown id gives null and an error.",
)
async def nodes(
    parents: Sequence[Any],
    info: BatchInfo,
    *,
    ids: Annotated[list[strawberry.ID], strawberry.argument(description="Ids of the entities (TypeIDs); at most 100.")],
) -> Sequence[Any]:
    """The entities, or the error of each that there is none of."""
    if len(ids) > MOST_NODES:
        raise FaultError("COST_LIMIT_EXCEEDED", f"{len(ids)} ids; at most {MOST_NODES} are taken at once.")
    info.context.snapshot.only()
    found = await nodes_of(info.context.snapshot, ids, info.selected.columns)
    return [found] * len(parents)


def single(type_name: str) -> Any:
    """The root field of one entity, by its id or a code."""

    async def fetch(parents: Sequence[Any], info: BatchInfo, *, by: Any) -> Sequence[Any]:
        snapshot = info.context.snapshot
        _, scheme, value = reference = reference_of(type_name, by)
        if scheme == "id":
            normalise_reference(*reference)
            snapshot.only()
            return await entities_of(snapshot, [(type_name, value)] * len(parents), info.selected.columns)
        (found,) = (await resolve_ids(snapshot, [reference])).values()
        return await load_rows(snapshot, target_by_id(type_name), [found] * len(parents), info.selected.columns())

    says = strawberry.argument(description=f"Id of the {type_name}, or one of its codes.")
    fetch.__annotations__["by"] = Annotated[reference_input(type_name), says]
    return batched(fetch, type=type_ref(type_name) | None, description=f"Fetch one {type_name} by its id or by a code.")


def fields() -> dict[str, Any]:
    """All root fields by their Python names."""
    import_declarations()
    found: dict[str, Any] = {"node": node, "nodes": nodes}
    for name in ENTITIES:
        singular = to_snake_case(name)
        found[singular] = single(name)
        found[ROOT_LISTS[name].plural or f"{singular}s"] = root_list(name)
    found |= declared_queries()
    found["_entities"] = entities_field()
    found["_service"] = service_field()
    return found


def query_type() -> type:
    """The type of the root."""
    made: list[Any] = []
    for name, field in fields().items():
        field.python_name = name
        made.append(field)
    return create_type("Query", made, description="All queries: read the commons as the viewer sees it.")

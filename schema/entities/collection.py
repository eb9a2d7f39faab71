"""Collection: a dossier that networks put together."""

from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry import auto

import models
from execution import BatchInfo, batched
from resolvers.editorial.queries import collection_items
from schema.kit.costs import assumed_list_size
from schema.kit.entity import entity
from schema.kit.node_field import node_field
from schema.kit.relations import many

PRIVATE_FIELD: Any = strawberry.Private[str]


@strawberry.type(description="An item of a collection: a record at a position, with an annotation.")
class CollectionItem:
    node_id: PRIVATE_FIELD
    position: int = strawberry.field(description="Position in the collection, from 1.")
    annotation: str | None = strawberry.field(description="The reason why the record is in the collection.")
    node = node_field("The record; null if the viewer does not see it.")


@batched(
    needs=["id"], directives=assumed_list_size(200), description="Records of the collection, in order; at most 200."
)
async def items(collections: Sequence[Any], info: BatchInfo) -> list[list[CollectionItem]]:
    """Of each collection, the first first."""
    found = await collection_items(info.context.snapshot, [each.id for each in collections])
    return [
        [CollectionItem(node_id=row.node_id, position=row.position, annotation=row.annotation) for row in rows]
        for rows in found
    ]


@entity(models.Collection, deposited=True, purpose="Find dossiers that networks have compiled.")
class Collection:
    title: auto
    introduction: auto
    demonstration: auto
    networks = many(
        "Network",
        through="CollectionNetwork",
        says="Networks that edit the collection and are responsible for it.",
    )
    invited = many(
        "Network",
        through="CollectionInvitation",
        says=(
            "Networks that are invited to edit the collection and have not answered yet. Only these and the "
            "collection's own networks see them."
        ),
    )
    history = many(
        "Change", via="node_id", says="Changes of the collection, the latest first; only its networks see them."
    )
    items = items

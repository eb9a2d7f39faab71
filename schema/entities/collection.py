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
from schema.kit.relations import many, one

PRIVATE_FIELD: Any = strawberry.Private[str]


@strawberry.type(description="A record in a collection, at its place.")
class CollectionItem:
    node_id: PRIVATE_FIELD
    position: int = strawberry.field(description="Its place, from 1.")
    annotation: str | None = strawberry.field(description="Why it is in the collection.")
    node = node_field("The record; null for who does not see it.")


@batched(needs=["id"], directives=assumed_list_size(200), description="What is in it, in order; at most 200 records.")
async def items(collections: Sequence[Any], info: BatchInfo) -> list[list[CollectionItem]]:
    """Of each collection, the first first."""
    found = await collection_items(info.context.snapshot, [each.id for each in collections])
    return [
        [CollectionItem(node_id=row.node_id, position=row.position, annotation=row.annotation) for row in rows]
        for rows in found
    ]


@entity(models.Collection)
class Collection:
    title: auto
    introduction: auto
    demonstration: auto
    state: auto
    version: auto
    created_at: auto
    updated_at: auto
    networks = many("Network", through=models.CollectionNetwork, says="Networks that answer for it.")
    invited = many(
        "Network",
        through=models.CollectionInvitation,
        says="Networks that are asked to answer for it too, and have not said yet; for these, and its own networks.",
    )
    space = one("Space", via="space_id")
    history = many("Change", via="node_id", says="What was changed, the latest first; for its networks.")
    reviews = many("ReviewCase", via="node_id", says="What the partners are asked about it, the latest first.")
    decisions = many("Decision", via="node_id", says="What the partners decided about it, the latest first.")
    items = items

"""Seal: a network's word for a resource."""

from asyncio import gather
from collections.abc import Sequence
from typing import Any

from strawberry import auto

import models
from execution import BatchInfo, batched
from loaders.queries.rows_by_key import load_rows as one_by_key
from resolvers.core.entities import target_by_id
from resolvers.editorial.queries import last_edited_versions
from schema.kit.entity import entity
from schema.kit.relations import one


@batched(
    needs=["resource_id", "version"],
    description=(
        "True if the resource has changed since the seal was granted; null if the viewer does not see the resource."
    ),
)
async def outdated(seals: Sequence[Any], info: BatchInfo) -> list[bool | None]:
    """Of each seal."""
    snapshot, keys = info.context.snapshot, [each.resource_id for each in seals]
    shown, last = await gather(
        one_by_key(snapshot, target_by_id("Resource"), keys, ["id"]), last_edited_versions(snapshot, keys)
    )
    return [row and last.get(row.id, 0) > each.version for each, row in zip(seals, shown, strict=True)]


@entity(models.Seal, purpose="Find seals that networks have granted to resources.")
class Seal:
    kind: auto
    version: auto
    text: auto
    withdrawn_at: auto
    created_at: auto
    updated_at: auto
    resource = one("Resource", via="resource_id")
    network = one("Network", via="network_id")
    outdated = outdated

"""Seal: a network's word for a resource."""

from collections.abc import Sequence
from typing import Any

from strawberry import auto

import models
from execution import BatchInfo, batched
from loaders.one import one as rows_by_key
from resolvers.targets import by_id
from schema.kit.entity import entity
from schema.kit.relations import one


@batched(
    needs=["resource_id", "version"],
    description="Whether the resource has another version since; null for who does not see it.",
)
async def outdated(seals: Sequence[Any], info: BatchInfo) -> list[bool | None]:
    """Of each seal."""
    keys = [each.resource_id for each in seals]
    found = await rows_by_key(info.context.snapshot, by_id("Resource"), keys, ["version"])
    return [row and row.version != each.version for each, row in zip(seals, found, strict=True)]


@entity(models.Seal)
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

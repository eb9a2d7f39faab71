"""Feature: what a network puts forward on a territory or a topic, for a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from strawberry import auto

import models
from execution import BatchInfo, batched
from loaders.filters import AllOf, Compare, Filter
from resolvers.nodes import nodes_of
from schema.kit.entity import entity
from schema.kit.node import Node
from schema.kit.relations import one


def under_way(now: datetime) -> Filter:
    """What features satisfy that have begun and not ended."""
    return AllOf((Compare("starts_at", "lte", now), Compare("ends_at", "gt", now)))


@batched(needs=["node_id"], description="The record that is featured, for who sees it.")
async def node(features: Sequence[Any], info: BatchInfo) -> list[Node | None]:
    """The records, None for those that the viewer does not see."""
    found = await nodes_of(info.context.snapshot, [each.node_id for each in features], info.selected.columns)
    return [None if isinstance(each, Exception) else each for each in found]


@entity(models.Feature)
class Feature:
    starts_at: auto
    ends_at: auto
    created_at: auto
    updated_at: auto
    territory = one("Territory", via="territory_id")
    topic = one("Topic", via="topic_id")
    network = one("Network", via="network_id")
    node = node

"""Feature: what a network puts forward on a territory or a topic, for a time."""

from datetime import datetime

from strawberry import auto

import models
from loaders.sql.filters import AllOf, Comparison, Filter
from schema.kit.entity import entity
from schema.kit.node_field import node_field
from schema.kit.relations import one


def under_way(now: datetime) -> Filter:
    """Return the filter for features that have begun and not ended."""
    return AllOf((Comparison("starts_at", "lte", now), Comparison("ends_at", "gt", now)))


@entity(models.Feature, purpose="Find records that networks feature on a territory or a topic.")
class Feature:
    starts_at: auto
    ends_at: auto
    created_at: auto
    updated_at: auto
    territory = one("Territory", via="territory_id")
    topic = one("Topic", via="topic_id")
    network = one("Network", via="network_id")
    node = node_field("The featured record; null if the viewer does not see it.")

"""The real records that the seed ships, in the order in which their tables refer to each other."""

from collections.abc import Callable, Iterable

import models
from encommun.seed import aids, avignon, networks, topics
from encommun.seed.insertion import Row

RECORDS: tuple[tuple[type[models.Table], Callable[[], Iterable[Row]]], ...] = (
    (models.Topic, topics.topic_rows),
    (models.Network, networks.network_rows),
    (models.Actor, networks.founding_actor_rows),
    (models.Membership, networks.founding_membership_rows),
    (models.Actor, avignon.city_rows),
    (models.Project, avignon.project_rows),
    (models.ProjectTerritory, avignon.project_territory_rows),
    (models.ProjectTopic, avignon.project_topic_rows),
    (models.Resource, aids.resource_rows),
    (models.Aid, aids.aid_rows),
)
"""A table, and what makes its rows."""

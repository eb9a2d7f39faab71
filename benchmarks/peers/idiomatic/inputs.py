"""Filters and orders, and the conditions that they stand for."""

from enum import Enum
from typing import Any

import strawberry
from sqlmodel import col, select

import models
from benchmarks.peers.idiomatic.values import ProjectStatus
from models.folding import folded

AFTER_ALL_TEXT = "\U0010ffff"


@strawberry.enum
class Direction(Enum):
    """From the lowest, or from the highest."""

    ASC = "ASC"
    DESC = "DESC"


@strawberry.enum
class ResourceOrderField(Enum):
    """By what resources can be sorted."""

    TITLE = "title_sort"
    PUBLISHED_ON = "published_on"


@strawberry.input
class ResourceOrder:
    """By what resources are sorted, and how."""

    field: ResourceOrderField
    direction: Direction = Direction.ASC

    def directed(self, column: Any) -> Any:
        """A column in this direction."""
        return column.desc() if self.direction is Direction.DESC else column.asc()

    @classmethod
    def columns(cls, orders: "list[ResourceOrder] | None") -> list[Any]:
        """What stands in ORDER BY: titles when nothing is asked; ties go by id; what has no value comes last."""
        orders = orders or [cls(field=ResourceOrderField.TITLE)]
        columns = [each.directed(getattr(models.Resource, each.field.value)).nulls_last() for each in orders]
        return [*columns, orders[0].directed(col(models.Resource.id))]


@strawberry.input
class TextFilter:
    """A condition on a text."""

    starts_with: str | None = None


@strawberry.input
class ActorFilter:
    """Which actors."""

    name: TextFilter | None = None

    def conditions(self) -> list[Any]:
        """What stands in WHERE."""
        if self.name is None or self.name.starts_with is None:
            return []
        # A range and not LIKE: a plan made for any pattern would read the whole table.
        start, column = folded(self.name.starts_with), col(models.Actor.name_sort)
        return [column >= start, column < start + AFTER_ALL_TEXT]


@strawberry.input
class ProjectStatusFilter:
    """A condition on a status."""

    eq: ProjectStatus | None = None


@strawberry.input
class ProjectFilter:
    """Which projects."""

    status: ProjectStatusFilter | None = None

    def conditions(self) -> list[Any]:
        """What stands in WHERE."""
        if self.status is None or self.status.eq is None:
            return []
        return [col(models.Project.status) == self.status.eq]


@strawberry.input
class TerritoryReference:
    """A department by its code."""

    department: str


@strawberry.input
class TopicReference:
    """A topic by its slug."""

    slug: str


@strawberry.input
class TerritoryCriterion:
    """Inside any of these territories."""

    within: list[TerritoryReference] | None = None


@strawberry.input
class TopicCriterion:
    """About any of these topics, or anything below them."""

    within: list[TopicReference] | None = None


@strawberry.input
class ResourceFilter:
    """Which resources."""

    territories: TerritoryCriterion | None = None
    topics: TopicCriterion | None = None

    def conditions(self) -> list[Any]:
        """What stands in WHERE."""
        found = []
        if self.territories is not None and self.territories.within is not None:
            codes = [each.department for each in self.territories.within]
            departments = select(models.Territory.id).where(
                models.Territory.kind == models.TerritoryKind.DEPARTMENT, col(models.Territory.code).in_(codes)
            )
            tied, inside = models.ResourceTerritory, models.TerritoryInclusion
            found.append(_tied(tied, tied.territory_id, inside, departments))
        if self.topics is not None and self.topics.within is not None:
            slugs = [each.slug for each in self.topics.within]
            topics = select(models.Topic.id).where(col(models.Topic.slug).in_(slugs))
            found.append(_tied(models.ResourceTopic, models.ResourceTopic.topic_id, models.TopicInclusion, topics))
        return found


def _tied(link: Any, onward: Any, inclusion: Any, ancestors: Any) -> Any:
    """Resources that the table `link` ties to anything inside one of the ancestors."""
    ids = (
        select(link.resource_id)
        .join(inclusion, inclusion.descendant_id == onward)
        .where(inclusion.ancestor_id.in_(ancestors))
    )
    return col(models.Resource.id).in_(ids)

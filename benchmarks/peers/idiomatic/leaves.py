"""The types that lead no further, or only from territory to territory."""

from datetime import date
from typing import Self

import strawberry

import models
from benchmarks.peers.idiomatic.connections import Connection, CountedConnection, Edge
from benchmarks.peers.idiomatic.context import Info
from benchmarks.peers.idiomatic.node import Node
from benchmarks.peers.idiomatic.values import Licence, ResourceKind, WorkshopFormat


@strawberry.federation.type(keys=["id"])
class Territory(Node):
    """A region, department, intermunicipality or commune."""

    prefix = "territory"

    code: str
    name: str
    department_id: strawberry.Private[str | None]
    region_id: strawberry.Private[str | None]

    @classmethod
    def from_model(cls, model: models.Territory) -> Self:
        """Make it of a row."""
        return cls(
            id=model.id,
            code=model.code,
            name=model.name,
            department_id=model.department_id,
            region_id=model.region_id,
        )

    @strawberry.field
    async def department(self, info: Info) -> "Territory | None":
        """The department that it lies in."""
        return await Territory.load(info, self.department_id)

    @strawberry.field
    async def region(self, info: Info) -> "Territory | None":
        """The region that it lies in."""
        return await Territory.load(info, self.region_id)


@strawberry.federation.type(keys=["id"])
class Topic(Node):
    """A concept of the thesaurus."""

    prefix = "topic"

    slug: str
    label_fr: str

    @classmethod
    def from_model(cls, model: models.Topic) -> Self:
        """Make it of a row."""
        return cls(id=model.id, slug=model.slug, label_fr=model.label_fr)


@strawberry.federation.type(keys=["id"])
class Workshop(Node):
    """A meeting between actors."""

    prefix = "workshop"

    title: str
    format: WorkshopFormat

    @classmethod
    def from_model(cls, model: models.Workshop) -> Self:
        """Make it of a row."""
        return cls(id=model.id, title=model.title, format=model.format)


@strawberry.federation.type(keys=["id"])
class Resource(Node):
    """Something that others can reuse."""

    prefix = "resource"

    kind: ResourceKind
    title: str
    language: str
    published_on: date | None
    licence: Licence

    @classmethod
    def from_model(cls, model: models.Resource) -> Self:
        """Make it of a row."""
        return cls(
            id=model.id,
            kind=model.kind,
            title=model.title,
            language=model.language,
            published_on=model.published_on,
            licence=model.licence,
        )


@strawberry.type
class TopicConnection(Connection[Edge[Topic]]):
    """A page of topics."""


@strawberry.type
class ResourceConnection(CountedConnection[Edge[Resource]]):
    """A page of resources."""

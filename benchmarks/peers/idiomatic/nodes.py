"""Actors and projects, and their relations, each of which asks a DataLoader."""

from datetime import date
from typing import Self

import strawberry

import models
from benchmarks.peers.idiomatic.connections import Connection, CountedConnection, Edge
from benchmarks.peers.idiomatic.context import Info
from benchmarks.peers.idiomatic.leaves import Resource, Territory, Topic, TopicConnection
from benchmarks.peers.idiomatic.node import Node
from benchmarks.peers.idiomatic.values import (
    ActorKind,
    AuthorRole,
    BigInt,
    ParticipationRole,
    ProjectPhase,
    ProjectStatus,
)


@strawberry.federation.type(keys=["id"])
class Actor(Node):
    """An organisation or person."""

    prefix = "actor"

    kind: ActorKind
    name: str
    acronym: str | None
    summary: str | None
    website: str | None
    territory_id: strawberry.Private[str | None]

    @classmethod
    def from_model(cls, model: models.Actor) -> Self:
        """Make it of a row."""
        return cls(
            id=model.id,
            kind=model.kind,
            name=model.name,
            acronym=model.acronym,
            summary=model.summary,
            website=model.website,
            territory_id=model.territory_id,
        )

    @strawberry.field
    async def territory(self, info: Info) -> Territory | None:
        """Where the actor works or is elected."""
        return await Territory.load(info, self.territory_id)

    @strawberry.field
    async def participations(self, info: Info, first: int = 20) -> "ActorParticipationsConnection":
        """What the actor does in projects."""
        rows = await info.context.loaders.participations.load((self.id, first))
        edges = [
            ActorParticipationsEdge(node=Project.from_model(project), role=link.role, since=link.since)
            for link, project in rows
        ]
        return ActorParticipationsConnection.page(edges, first)

    @strawberry.field
    async def resources(self, info: Info, first: int = 20) -> "ActorResourcesConnection":
        """What the actor has written."""
        rows = await info.context.loaders.resources.load((self.id, first))
        edges = [ActorResourcesEdge(node=Resource.from_model(resource), role=link.role) for link, resource in rows]
        return ActorResourcesConnection.page(edges, first)


@strawberry.federation.type(keys=["id"])
class Project(Node):
    """A participatory project."""

    prefix = "project"

    title: str
    summary: str | None
    phase: ProjectPhase
    status: ProjectStatus
    starts_on: date | None
    ends_on: date | None
    budget_cents: BigInt | None
    holder_id: strawberry.Private[str | None]

    @classmethod
    def from_model(cls, model: models.Project) -> Self:
        """Make it of a row."""
        return cls(
            id=model.id,
            title=model.title,
            summary=model.summary,
            phase=model.phase,
            status=model.status,
            starts_on=model.starts_on,
            ends_on=model.ends_on,
            budget_cents=model.budget_cents,
            holder_id=model.holder_id,
        )

    @strawberry.field
    async def holder(self, info: Info) -> Actor | None:
        """The actor who carries the project."""
        return await Actor.load(info, self.holder_id)

    @strawberry.field
    async def participants(self, info: Info, first: int = 20) -> "ProjectParticipantsConnection":
        """Who takes part."""
        rows = await info.context.loaders.participants.load((self.id, first))
        edges = [
            ProjectParticipantsEdge(node=Actor.from_model(actor), role=link.role, since=link.since)
            for link, actor in rows
        ]
        return ProjectParticipantsConnection.page(edges, first)

    @strawberry.field
    async def topics(self, info: Info, first: int = 20) -> TopicConnection:
        """What the project is about."""
        rows = await info.context.loaders.topics.load((self.id, first))
        return TopicConnection.page([Edge(node=Topic.from_model(topic)) for _, topic in rows], first)


@strawberry.type
class ActorParticipationsEdge(Edge[Project]):
    """What an actor does in a project."""

    role: ParticipationRole
    since: date | None


@strawberry.type
class ProjectParticipantsEdge(Edge[Actor]):
    """An actor in a project."""

    role: ParticipationRole
    since: date | None


@strawberry.type
class ActorResourcesEdge(Edge[Resource]):
    """An actor's part in a resource."""

    role: AuthorRole


@strawberry.type
class ActorParticipationsConnection(Connection[ActorParticipationsEdge]):
    """The projects of an actor."""


@strawberry.type
class ProjectParticipantsConnection(Connection[ProjectParticipantsEdge]):
    """The actors of a project."""


@strawberry.type
class ActorResourcesConnection(Connection[ActorResourcesEdge]):
    """The resources of an actor."""


@strawberry.type
class ActorConnection(CountedConnection[Edge[Actor]]):
    """A page of actors."""


@strawberry.type
class ProjectConnection(CountedConnection[Edge[Project]]):
    """A page of projects."""

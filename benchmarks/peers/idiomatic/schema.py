"""The root fields, and the schema."""

from typing import Annotated

import strawberry
from sqlmodel import select
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

import models
from benchmarks.peers.idiomatic.connections import Edge
from benchmarks.peers.idiomatic.context import Info
from benchmarks.peers.idiomatic.inputs import ActorFilter, ProjectFilter, ResourceFilter, ResourceOrder
from benchmarks.peers.idiomatic.leaves import Resource, ResourceConnection, Territory, Topic, Workshop
from benchmarks.peers.idiomatic.node import Node
from benchmarks.peers.idiomatic.nodes import Actor, ActorConnection, Project, ProjectConnection
from benchmarks.peers.idiomatic.values import SCALARS

NODES: dict[str, type[Node]] = {node.prefix: node for node in (Actor, Project, Resource, Workshop, Territory, Topic)}
FILTER = strawberry.argument(name="filter")


@strawberry.type
class Query:
    """Where every operation begins."""

    @strawberry.field
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:  # noqa: A002 - the argument's name
        """Any node, by its id."""
        node = NODES.get(id.partition("_")[0])
        return await node.load(info, id) if node else None

    @strawberry.field
    async def actors(
        self, info: Info, first: int = 20, where: Annotated[ActorFilter | None, FILTER] = None
    ) -> ActorConnection:
        """Actors by name."""
        statement = select(models.Actor).order_by(models.Actor.name_sort, models.Actor.id)
        if where:
            statement = statement.where(*where.conditions())
        rows = await info.context.all(statement.limit(first + 1))
        return ActorConnection.page([Edge(node=Actor.from_model(row)) for row in rows], first, statement=statement)

    @strawberry.field
    async def projects(
        self, info: Info, first: int = 20, where: Annotated[ProjectFilter | None, FILTER] = None
    ) -> ProjectConnection:
        """Projects by title."""
        statement = select(models.Project).order_by(models.Project.title_sort, models.Project.id)
        if where:
            statement = statement.where(*where.conditions())
        rows = await info.context.all(statement.limit(first + 1))
        return ProjectConnection.page([Edge(node=Project.from_model(row)) for row in rows], first, statement=statement)

    @strawberry.field
    async def resources(
        self,
        info: Info,
        first: int = 20,
        where: Annotated[ResourceFilter | None, FILTER] = None,
        order_by: list[ResourceOrder] | None = None,
    ) -> ResourceConnection:
        """Resources, by title unless told otherwise."""
        statement = select(models.Resource).order_by(*ResourceOrder.columns(order_by))
        if where:
            statement = statement.where(*where.conditions())
        rows = await info.context.all(statement.limit(first + 1))
        return ResourceConnection.page(
            [Edge(node=Resource.from_model(row)) for row in rows], first, statement=statement
        )


schema = strawberry.federation.Schema(
    query=Query,
    types=NODES.values(),  # _Entity has only those that it is told, or that a field of Query gives directly
    extensions=[ParserCache, ValidationCache],
    config=StrawberryConfig(scalar_map=SCALARS),
    federation_version="2.9",
)

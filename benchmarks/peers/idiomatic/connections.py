"""Pages of lists: generic types, as the documentation's guide to pagination has them."""

from collections.abc import Sequence
from typing import Any, Generic, Self, TypeVar

import strawberry
from sqlmodel import func, select

from benchmarks.peers.idiomatic.context import Info

NodeType = TypeVar("NodeType")
EdgeType = TypeVar("EdgeType")


@strawberry.type
class PageInfo:
    """Whether there is more."""

    has_next_page: bool


@strawberry.type
class Edge(Generic[NodeType]):
    """A row of a list."""

    node: NodeType


@strawberry.type
class Connection(Generic[EdgeType]):
    """A page of a relation."""

    page_info: PageInfo
    edges: list[EdgeType]

    @classmethod
    def page(cls, edges: Sequence[EdgeType], first: int, **fields: Any) -> Self:
        """The first edges; that one more was loaded tells whether there is a next page."""
        return cls(page_info=PageInfo(has_next_page=len(edges) > first), edges=list(edges[:first]), **fields)


@strawberry.type
class CountedConnection(Connection[EdgeType]):
    """A page of a list that can be counted."""

    statement: strawberry.Private[Any]

    @strawberry.field
    async def total_count(self, info: Info) -> int:
        """How many rows the whole list has; counted only when it is asked for."""
        rows = self.statement.order_by(None).subquery()
        count: int = await info.context.one(select(func.count()).select_from(rows))
        return count

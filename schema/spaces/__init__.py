"""Spaces: local authorities are claimed, claims are decided, and colleagues are invited."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.spaces import claims, members
from schema.spaces.queries import queries

__all__ = ["mutations", "queries"]


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield from claims.mutations()
    yield from members.mutations()

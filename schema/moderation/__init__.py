"""Collective moderation: votes, reports, appeals."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.moderation import cases, voting


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield from voting.mutations()
    yield from cases.mutations()

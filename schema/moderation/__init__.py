"""Collective moderation: votes, reports, appeals, policies."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.moderation import cases, policies, voting


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield from voting.mutations()
    yield from cases.mutations()
    yield from policies.mutations()

"""Collective moderation: votes on review cases."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.moderation import voting


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield from voting.mutations()

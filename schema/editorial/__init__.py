"""Editorial work: seals on what others have done, collections, and what is featured."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.editorial import collections, features, seals


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield from seals.mutations()
    yield from collections.mutations()
    yield from features.mutations()

"""Editorial work: seals on what others have done, collections, and what is featured."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.editorial import collecting, featuring, sealing


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield from sealing.mutations()
    yield from collecting.mutations()
    yield from featuring.mutations()

"""Editorial work: collections, and what is featured."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.editorial import collecting, featuring


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield from collecting.mutations()
    yield from featuring.mutations()

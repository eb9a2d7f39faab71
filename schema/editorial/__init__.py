"""Editorial work: seals on what others have done."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.editorial import sealing


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield from sealing.mutations()

"""The root of all writing."""

from collections.abc import Iterator
from typing import Any

from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from schema import accounts, editorial, exchange, moderation, privacy, record_mutations, spaces, tokens

PARTS = (accounts, spaces, tokens, record_mutations, privacy, exchange, moderation, editorial)
"""The modules that have mutations."""


def mutations() -> Iterator[StrawberryField]:
    """All root fields."""
    for part in PARTS:
        yield from part.mutations()


def mutation_type() -> type:
    """The type of the root."""
    made: list[Any] = []
    for field in mutations():
        field.python_name = field.graphql_name or ""
        made.append(field)
    return create_type(
        "Mutation", made, description="All mutations. Each takes one `input` and returns a result or a `Refusal`."
    )

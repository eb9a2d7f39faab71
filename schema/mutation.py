"""The root of all writing."""

from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from schema.discovery import import_declarations
from schema.kit.mutation import declared_mutations


def mutations() -> list[StrawberryField]:
    """All root fields."""
    import_declarations()
    return declared_mutations()


def mutation_type() -> type:
    """The type of the root."""
    says = "All mutations. Each takes one `input` and returns a result or a `Refusal`."
    return create_type("Mutation", mutations(), description=says)

"""The root of all writing."""

from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from schema import record_mutations
from schema.accounts import mutations as accounts
from schema.editorial import collections, features, seals
from schema.exchange import mutations as exchange
from schema.kit.mutation import declared_in
from schema.moderation import cases, policies, voting
from schema.privacy import mutations as privacy
from schema.spaces import claims, members
from schema.tokens import mutations as tokens

MODULES = (
    *(accounts, claims, members, tokens, record_mutations, privacy, exchange),
    *(voting, cases, policies, seals, collections, features),
)
"""The modules that declare mutations, in the order of the root's fields."""


def mutations() -> list[StrawberryField]:
    """All root fields."""
    return [field for module in MODULES for field in declared_in(module)]


def mutation_type() -> type:
    """The type of the root."""
    says = "All mutations. Each takes one `input` and returns a result or a `Refusal`."
    return create_type("Mutation", mutations(), description=says)

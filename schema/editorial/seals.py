"""The mutations of seals."""

from typing import Any

import strawberry

import models
from models import Scope
from resolvers.core.entities import target_by_id
from resolvers.core.use_case import UseCase
from resolvers.editorial import seals
from schema.kit.mutation import mutation
from schema.kit.nulls import TAKES_NULL
from schema.kit.relations import to_one
from schema.kit.requests import reason_field
from schema.kit.results import payload
from schema.kit.scalars import graphql_enum
from schema.moderation.types import NETWORK, network_reference

KIND = graphql_enum(models.SealKind)
PRIVATE_FIELD: Any = strawberry.Private[str]
SEALING = "the role EDITOR or ADMIN in the space of a network that has a voice"
OF_SEAL = "the role EDITOR or ADMIN in the space of the network that granted it, or to be a steward"


@strawberry.input(description="A seal for a resource.")
class GrantSealInput:
    resource: strawberry.ID = strawberry.field(
        description="Id of a published resource of another space; for VERIFIED, not of a member of the network."
    )
    expected_version: int = strawberry.field(
        description="Version that was read. The mutation is refused with a Conflict if the record has another one."
    )
    kind: KIND = strawberry.field(description="Kind of seal.")  # type: ignore[valid-type]
    network: NETWORK = strawberry.field(
        default=strawberry.UNSET, description="The network. May be omitted by a viewer who acts for a single network."
    )
    text: str | None = strawberry.field(
        default=None,
        description="Comment of the network, in at most 1,000 characters; null means none.",
        metadata=TAKES_NULL,
    )


@strawberry.input(description="The seal to withdraw.")
class WithdrawSealInput:
    seal: strawberry.ID = strawberry.field(description="Id of a seal that the network has granted.")
    reason: str | None = reason_field()


@payload("The seal")
@strawberry.type(description="A seal after the mutation.")
class SealSaved:
    seal_id: PRIVATE_FIELD
    seal = to_one(target_by_id("Seal"), "seal_id", "The seal.")


@mutation(scope=Scope.MODERATION_VOTE, right=SEALING)
async def grant_seal(use_case: UseCase, input: GrantSealInput) -> SealSaved:
    """Grant a seal to a resource of another space: the network has verified it, or has applied it."""
    network = network_reference(input)
    seal = await seals.grant_seal(use_case, input.resource, input.expected_version, network, input.kind, input.text)
    return SealSaved(seal_id=seal.id)


@mutation(scope=Scope.MODERATION_VOTE, right=OF_SEAL)
async def withdraw_seal(use_case: UseCase, input: WithdrawSealInput) -> SealSaved:
    """Withdraw a seal. The withdrawn seal stays readable."""
    return SealSaved(seal_id=(await seals.withdraw_seal(use_case, input.seal)).id)

"""The mutations of seals."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

import models
from loaders.sql.statement import Row
from models import Scope
from resolvers.core.entities import target_by_id
from resolvers.core.use_case import UseCase
from resolvers.editorial.seals import grant_seal, withdraw_seal
from schema.kit.inputs import WHY
from schema.kit.mutation import Requires, mutation, payload
from schema.kit.nulls import TAKES_NULL
from schema.kit.relations import to_one
from schema.kit.scalars import graphql_enum
from schema.moderation.types import NETWORK, network_reference
from schema.spaces.use_case_plan import for_reason, use_case_plan, waking_sender

KIND = graphql_enum(models.SealKind)
PRIVATE_FIELD: Any = strawberry.Private[str]
SEALING = Requires(Scope.MODERATION_VOTE, "the role EDITOR or ADMIN in the space of a network that has a voice")
OF_SEAL = Requires(
    Scope.MODERATION_VOTE, "the role EDITOR or ADMIN in the space of the network that granted it, or to be a steward"
)


@strawberry.input(description="What a network says of a resource.")
class GrantSealInput:
    resource: strawberry.ID = strawberry.field(
        description="A resource that everyone sees, of another space; to be VERIFIED, of no member of the network."
    )
    expected_version: int = strawberry.field(description="The version that was read; another one is a Conflict.")
    kind: KIND = strawberry.field(description="Kind of seal.")  # type: ignore[valid-type]
    network: NETWORK = strawberry.field(
        default=strawberry.UNSET, description="The network; may be left out by who speaks for one alone."
    )
    text: str | None = strawberry.field(
        default=None, description="In its own words, at most 1,000 characters; null is none.", metadata=TAKES_NULL
    )


@strawberry.input(description="Which seal no longer holds.")
class WithdrawSealInput:
    seal: strawberry.ID = strawberry.field(description="A seal of the network's own.")
    reason: str | None = strawberry.field(default=strawberry.UNSET, description=WHY)


@strawberry.type(description="A seal as it is now.")
class SealSaved:
    seal_id: PRIVATE_FIELD
    seal = to_one(target_by_id("Seal"), "seal_id", "The seal.")


SAVED = payload(SealSaved, "SealSaved", "A seal as it is now")


def mutations() -> Iterator[StrawberryField]:
    """Both of them."""
    says = "Stand up for a resource of others: it was checked, or the same was done elsewhere."
    yield mutation("grantSeal", SEALING, GrantSealInput, SAVED, use_case_plan(_grant), waking_sender(_shown), says)
    says = "Take a seal back; that it was there stays to be read."
    yield mutation(
        "withdrawSeal",
        OF_SEAL,
        WithdrawSealInput,
        SAVED,
        use_case_plan(for_reason(_withdraw)),
        waking_sender(_shown),
        says,
    )


async def _grant(acting: UseCase, given: Any) -> Row:
    return await grant_seal(
        acting, given.resource, given.expected_version, network_reference(given), given.kind, given.text
    )


async def _withdraw(acting: UseCase, given: Any) -> Row:
    return await withdraw_seal(acting, given.seal)


def _shown(seal: Row) -> SealSaved:
    return SealSaved(seal_id=seal.id)

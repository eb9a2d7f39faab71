"""What is asked about tokens, and about networks' spaces."""

from datetime import datetime

import strawberry

from schema.kit.nulls import TAKES_NULL
from schema.kit.references import reference_input
from schema.kit.requests import reason_field
from schema.tokens.types import SCOPE

NETWORK = reference_input("Network")
RANGES = "IP ranges (CIDR) from which it may be used, such as 192.0.2.0/24, at most 50; none lets all in"


@strawberry.input(description="A new token of a partner network.")
class CreateApiTokenInput:
    network: NETWORK = strawberry.field(description="The network.")  # type: ignore[valid-type]
    name: str = strawberry.field(description="What the network calls it, on one line of at most 100 characters.")
    scopes: list[SCOPE] = strawberry.field(
        description="What it may be used for: at least one scope, and none that a giving token does not have."
    )
    expires_at: datetime = strawberry.field(description="When it stops working, at most 366 days ahead.")
    addresses: list[str] = strawberry.field(default_factory=list, description=f"{RANGES}.")
    reason: str | None = reason_field()


@strawberry.input(description="Which token gets a new secret.")
class RotateApiTokenInput:
    id: strawberry.ID = strawberry.field(description="A token that works and is not replaced yet.")
    grace_days: int = strawberry.field(
        default=7, description="Days for which the old secret goes on working: 0 to 30, and never beyond its own end."
    )
    reason: str | None = reason_field()


@strawberry.input(description="What of a token is to change; what is left out or null stays.")
class UpdateApiTokenInput:
    id: strawberry.ID = strawberry.field(description="A token that works.")
    name: str | None = strawberry.field(
        default=None, description="What the network calls it from now on.", metadata=TAKES_NULL
    )
    addresses: list[str] | None = strawberry.field(default=None, description=f"{RANGES}.", metadata=TAKES_NULL)
    reason: str | None = reason_field()


@strawberry.input(description="Which token is stopped.")
class RevokeApiTokenInput:
    id: strawberry.ID = strawberry.field(description="A token that works.")
    reason: str | None = reason_field()


@strawberry.input(description="Which token the person answers for from now on.")
class TakeOverApiTokenInput:
    id: strawberry.ID = strawberry.field(description="A token that is neither revoked nor expired.")
    reason: str | None = reason_field()


@strawberry.input(description="Which network gets a space, and who administers it.")
class OpenNetworkSpaceInput:
    network: NETWORK = strawberry.field(description="The network.")  # type: ignore[valid-type]
    admin: str = strawberry.field(
        description="A confirmed account that becomes ADMIN: its id or its e-mail address. Never the steward's own."
    )
    reason: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Why, in one line of at most 500 characters, for those in the space: needed. Where it is open "
        "already, nobody who administers it may be left.",
    )

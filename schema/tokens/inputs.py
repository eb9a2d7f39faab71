"""Inputs on tokens, and on networks' spaces."""

from datetime import datetime

import strawberry

from schema.kit.nulls import TAKES_NULL
from schema.kit.references import reference_input
from schema.kit.requests import reason_field
from schema.tokens.types import SCOPE

NETWORK = reference_input("Network")
RANGES = (
    "IP ranges (CIDR) from which the token is accepted, such as 192.0.2.0/24, at most 50; an empty list accepts all"
)


@strawberry.input(description="A new API token of a partner network.")
class CreateApiTokenInput:
    network: NETWORK = strawberry.field(description="The network.")  # type: ignore[valid-type]
    name: str = strawberry.field(description="Name of the token, on one line of at most 100 characters.")
    scopes: list[SCOPE] = strawberry.field(
        description="Scopes of the token: at least one. An API token can only give scopes that it has itself."
    )
    expires_at: datetime = strawberry.field(description="Expiry of the token, at most 366 days from now.")
    addresses: list[str] = strawberry.field(default_factory=list, description=f"{RANGES}.")
    reason: str | None = reason_field()


@strawberry.input(description="The token to rotate.")
class RotateApiTokenInput:
    id: strawberry.ID = strawberry.field(description="Id of a valid token that is not replaced yet.")
    grace_days: int = strawberry.field(
        default=7,
        description="Number of days for which the old secret stays valid: 0 to 30, but not beyond its expiry.",
    )
    reason: str | None = reason_field()


@strawberry.input(description="Changes of a token. Omitted or null fields stay.")
class UpdateApiTokenInput:
    id: strawberry.ID = strawberry.field(description="Id of a valid token.")
    name: str | None = strawberry.field(default=None, description="New name of the token.", metadata=TAKES_NULL)
    addresses: list[str] | None = strawberry.field(default=None, description=f"{RANGES}.", metadata=TAKES_NULL)
    reason: str | None = reason_field()


@strawberry.input(description="The token to revoke.")
class RevokeApiTokenInput:
    id: strawberry.ID = strawberry.field(description="Id of a valid token.")
    reason: str | None = reason_field()


@strawberry.input(description="The token to take over.")
class TakeOverApiTokenInput:
    id: strawberry.ID = strawberry.field(description="Id of a token that is neither revoked nor expired.")
    reason: str | None = reason_field()


@strawberry.input(description="A space for a network, with its administrator.")
class OpenNetworkSpaceInput:
    network: NETWORK = strawberry.field(description="The network.")  # type: ignore[valid-type]
    admin: str = strawberry.field(
        description="Id or e-mail address of the confirmed account that becomes ADMIN. It cannot be the steward's own."
    )
    reason: str | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "Reason, on one line of at most 500 characters, for the members of the space; required. An existing "
            "space must have no active administrator left."
        ),
    )

"""Tokens as those see them who administer them, and networks' spaces as they were opened."""

from dataclasses import fields
from datetime import datetime

import strawberry

import models
from resolvers.core.entities import target_by_id
from resolvers.spaces.tokens import token
from resolvers.spaces.tokens.token import Token
from schema.kit.relations import to_one
from schema.kit.scalars import graphql_enum

SCOPE = graphql_enum(models.Scope)
STATE = graphql_enum(token.TokenState)


@strawberry.type(description="A token by which a partner network's programs sign in, without its secret.")
class ApiToken:
    id: strawberry.ID = strawberry.field(description="Identifier (TypeID), for the mutations of tokens.")
    network_id: strawberry.Private[str]
    name: str = strawberry.field(description="What the network calls it.")
    beginning: str = strawberry.field(description="Its first characters, to recognise it by.")
    scopes: list[SCOPE] = strawberry.field(description="What it may be used for.")  # type: ignore[valid-type]
    addresses: list[str] = strawberry.field(description="IP ranges (CIDR) from which it works; none: from anywhere.")
    created_at: datetime = strawberry.field(description="When it was given (UTC).")
    expires_at: datetime = strawberry.field(description="When it stops working by itself (UTC).")
    used_at: datetime | None = strawberry.field(description="When it was last used (UTC), to the minute.")
    revoked_at: datetime | None = strawberry.field(description="When it was stopped (UTC).")
    replaced_by: strawberry.ID | None = strawberry.field(description="The token that it was rotated into.")
    given_by: strawberry.ID | None = strawberry.field(
        description="The account that answers for it: who gave it, or took it over; null where no person ever did."
    )
    usable: list[SCOPE] = strawberry.field(  # type: ignore[valid-type]
        description="Of its scopes those that this person has, too: what it may be used for now."
    )
    state: STATE = strawberry.field(description="Whether it works, and how much longer.")  # type: ignore[valid-type]
    network = to_one(target_by_id("Network"), "network_id", "The network whose token it is.")


@strawberry.type(description="A new token, with the secret that is shown this once.")
class ApiTokenIssued:
    token: ApiToken = strawberry.field(description="The token.")
    secret: str = strawberry.field(description="What programs send as `Authorization: Bearer …`; never shown again.")
    replaced: ApiToken | None = strawberry.field(description="The token that it takes the place of, if any.")

    def __repr__(self) -> str:
        """Without the secret."""
        return f"ApiTokenIssued(token={self.token!r})"


@strawberry.type(description="A token as it is now.")
class ApiTokenSaved:
    token: ApiToken = strawberry.field(description="The token.")


@strawberry.type(description="A partner network's space, with a person who administers it.")
class NetworkSpaceOpened:
    space_id: strawberry.Private[str]
    account: strawberry.ID = strawberry.field(description="The account that is ADMIN there now.")
    created: bool = strawberry.field(description="False when the network had a space before.")
    space = to_one(target_by_id("Space"), "space_id", "The network's space.")


def token_type(found: Token) -> ApiToken:
    """A token."""
    return ApiToken(**{each.name: getattr(found, each.name) for each in fields(found)})

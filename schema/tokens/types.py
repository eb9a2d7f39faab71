"""Tokens as those see them who administer them, and networks' spaces as they were opened."""

from dataclasses import fields
from datetime import datetime

import strawberry

import models
from resolvers.core.entities import target_by_id
from resolvers.spaces.tokens import token
from resolvers.spaces.tokens.token import Token, TokenChange
from schema.kit.relations import to_one
from schema.kit.results import payload
from schema.kit.scalars import graphql_enum

SCOPE = graphql_enum(models.Scope)
STATE = graphql_enum(token.TokenState)


@strawberry.type(description="An API token with which a partner network's programs sign in. The secret is not shown.")
class ApiToken:
    id: strawberry.ID = strawberry.field(description="Identifier (TypeID), for mutations of API tokens.")
    network_id: strawberry.Private[str]
    name: str = strawberry.field(description="Name that the network has given to the token.")
    beginning: str = strawberry.field(
        description="First characters of the secret, by which people can recognise the token."
    )
    scopes: list[SCOPE] = strawberry.field(description="Scopes of the token.")  # type: ignore[valid-type]
    addresses: list[str] = strawberry.field(
        description="IP ranges (CIDR) from which the token is accepted; empty if it is accepted from anywhere."
    )
    created_at: datetime = strawberry.field(description="When the token was created (UTC).")
    expires_at: datetime = strawberry.field(description="When the token expires (UTC).")
    used_at: datetime | None = strawberry.field(description="When the token was last used (UTC), to the minute.")
    revoked_at: datetime | None = strawberry.field(description="When the token was revoked (UTC).")
    replaced_by: strawberry.ID | None = strawberry.field(
        description="The token that replaces this one since it was rotated."
    )
    given_by: strawberry.ID | None = strawberry.field(
        description=(
            "Account of the person who is responsible for the token: its creator, or the person who took it over. "
            "Null if no person ever was."
        )
    )
    usable: list[SCOPE] = strawberry.field(  # type: ignore[valid-type]
        description="Scopes that are effective now: those of the token that its responsible person also has."
    )
    state: STATE = strawberry.field(description="State of the token: accepted, about to expire, or no longer accepted.")  # type: ignore[valid-type]
    network = to_one(target_by_id("Network"), "network_id", "The network to which the token belongs.")


@payload("The new token")
@strawberry.type(description="A new API token, with its secret, which is shown only once.")
class ApiTokenIssued:
    token: ApiToken = strawberry.field(description="The token.")
    secret: str = strawberry.field(
        description="Secret that programs send as `Authorization: Bearer …`. It is never shown again."
    )
    replaced: ApiToken | None = strawberry.field(description="The token that the new one replaces, if any.")

    def __repr__(self) -> str:
        """Without the secret."""
        return f"ApiTokenIssued(token={self.token!r})"


@payload("The token")
@strawberry.type(description="An API token after the mutation.")
class ApiTokenSaved:
    token: ApiToken = strawberry.field(description="The token.")


@payload("The network's space")
@strawberry.type(description="The space of a partner network, with an administrator.")
class NetworkSpaceOpened:
    space_id: strawberry.Private[str]
    account: strawberry.ID = strawberry.field(description="Id of the account that has the role ADMIN in the space.")
    created: bool = strawberry.field(description="False if the network already had a space.")
    space = to_one(target_by_id("Space"), "space_id", "The network's space.")


def issued_type(change: TokenChange) -> ApiTokenIssued:
    """A token with its secret, and the one that it replaces."""
    replaced = None if change.replaced is None else token_type(change.replaced)
    return ApiTokenIssued(token=token_type(change.token), secret=change.secret, replaced=replaced)


def token_type(found: Token) -> ApiToken:
    """A token."""
    return ApiToken(**{each.name: getattr(found, each.name) for each in fields(found)})

"""API tokens: how a partner network's own programs sign in."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table
from models.columns import JSON_LIST, KEY, ClosedList


class Scope(ClosedList):
    """Permission of a token. Each operation also checks the viewer's right to the record itself."""

    READ = "READ", "Read everything that the network's members may see."
    CONTACTS_READ = "CONTACTS_READ", "Read contact details that are shared with partners, for a voting network."
    CONTENT_WRITE = "CONTENT_WRITE", "Create, change and publish the network's content."
    MODERATION_VOTE = "MODERATION_VOTE", "Vote and grant seals in the name of the network, and read the review cases."
    NETWORK_ADMIN = "NETWORK_ADMIN", "Manage the network's tokens, space and members."


class ApiToken(Table, table=True):
    """A token of a partner network: shown once, and stored as a hash."""

    __tablename__ = "api_token"
    impersonal = frozenset({"name", "token_hash", "beginning", "scopes", "addresses", "answered_before", "replaced_by"})

    id: str = Field(primary_key=True, sa_type=KEY)
    network_id: str = Field(foreign_key="network.id", sa_type=KEY, index=True)
    name: str = Field(description="Name that the network has given to the token.")
    token_hash: str = Field(sa_type=KEY, unique=True, description="SHA-256 of the token.")
    beginning: str = Field(description="First characters of the secret, by which people can recognise the token.")
    scopes: list[Scope] = Field(default=[], sa_type=JSON_LIST)
    addresses: list[str] = Field(default=[], sa_type=JSON_LIST, description="IP ranges (CIDR); none lets all in.")
    created_at: datetime
    created_by: str | None = Field(default=None, foreign_key="account.id", sa_type=KEY, index=True)
    answered_before: list[str] = Field(
        default=[], sa_type=JSON_LIST, description="Ids of the accounts that answered for it until it was taken over."
    )
    expires_at: datetime
    used_at: datetime | None = Field(default=None, description="Last use, to the minute.")
    revoked_at: datetime | None = None
    replaced_by: str | None = Field(
        default=None, sa_type=KEY, description="The token that replaces this one since it was rotated."
    )
    noticed_days: int | None = Field(default=None, description="Days before expiry of the last notice: 30, 7 or 1.")

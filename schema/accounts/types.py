"""Accounts and sessions as their holders see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

import strawberry

from execution import BatchInfo, batched
from loaders.sql.statement import Row
from models import SpaceRole
from resolvers.identity.accounts import sessions
from resolvers.identity.accounts.own_account import MOST_SPACES, own_spaces
from schema.accounts.inputs import secret
from schema.kit.by_ids import entity_by_id
from schema.kit.costs import assumed_list_size
from schema.kit.scalars import graphql_enum

DEVICE = "To be kept on this device, and sent when somebody signs in on it. It opens nothing, and is good for a year."


@strawberry.type(description="A space in which a person has a role.")
class AccountSpace:
    """A space in which a person has a role."""

    space_id: strawberry.Private[str]
    role: graphql_enum(SpaceRole) = strawberry.field(description="Role of the person in the space.")  # type: ignore[valid-type]
    since: datetime = strawberry.field(description="When the person got this role (UTC).")
    space = entity_by_id("Space", "space_id", "The space.")


@batched(
    directives=assumed_list_size(MOST_SPACES),
    description=f"The spaces that the person acts in, the oldest role first; at most {MOST_SPACES}.",
)
async def spaces(accounts: Sequence[Any], info: BatchInfo) -> list[list[AccountSpace]]:
    """Of each account; all of them are the viewer's."""
    found = {each.id: await own_spaces(info.context.snapshot, each.id) for each in accounts}
    return [
        [AccountSpace(space_id=row.space_id, role=SpaceRole(row.role), since=row.since) for row in found[each.id]]
        for each in accounts
    ]


@strawberry.type(description="The account of the person who is signed in; only they see it.")
class Account:
    """The account of the person who is signed in; only they see it."""

    id: strawberry.ID = strawberry.field(description="Stable identifier (TypeID).")
    email: str = strawberry.field(description="E-mail address, spelled as the person entered it.")
    email_confirmed: bool = strawberry.field(
        description="True once the person has confirmed the address by the link in an e-mail."
    )
    name: str = strawberry.field(description="Display name of the person; may be empty.")
    language: str = strawberry.field(description="Language of e-mails to the person (BCP 47).")
    steward: bool = strawberry.field(description="True if the person is a steward: an administrator of the commons.")
    created_at: datetime = strawberry.field(description="When the person registered (UTC).")
    spaces = spaces

    @classmethod
    def of(cls, row: Row) -> Self:
        """An account with the columns PERSON."""
        return cls(
            id=row.id,
            email=row.email,
            email_confirmed=row.email_confirmed_at is not None,
            name=row.name,
            language=row.language,
            steward=row.steward,
            created_at=row.created_at,
        )


@strawberry.type(description="What a person who signed in goes on with; the tokens are shown once.")
class Session:
    """What a person who signed in goes on with."""

    access_token: str = secret("Sent with each request, as `Authorization: Bearer …`.")
    expires_in: int = strawberry.field(description="Seconds for which the access token is good.")
    refresh_token: str = secret("Gets the next access token by `refreshSession`: once, and within 30 days.")
    account: Account = strawberry.field(description="Who signed in.")
    device_token: str | None = secret(
        f"{DEVICE} Null where the session only goes on, and where the device was known already."
    )

    @classmethod
    def of(cls, opened: sessions.Session) -> Self:
        """A session as it was opened."""
        return cls(
            access_token=opened.access_token,
            expires_in=opened.expires_in,
            refresh_token=opened.refresh_token,
            account=Account.of(opened.account),
            device_token=opened.device_token,
        )


@strawberry.type(description="A mail goes to the address if there is anything to tell; nobody else learns what.")
class MailRequested:
    """A mail goes to the address if there is anything to tell."""

    email: str = strawberry.field(description="The address that was given.")


@strawberry.type(description="The address is the person's.")
class EmailConfirmed:
    """The address is the person's."""

    email: str = strawberry.field(description="The address that was confirmed.")
    device_token: str = secret(DEVICE)


@strawberry.type(description="The account has another password, and all of its sessions have ended.")
class PasswordReset:
    """The account has another password."""

    email: str = strawberry.field(description="The address to sign in with.")
    device_token: str = secret(DEVICE)


@strawberry.type(description="A mailbox has agreed to another address of an account.")
class EmailChangeConfirmed:
    """A mailbox has agreed to another address of an account."""

    changed: bool = strawberry.field(
        description="Whether the account has its new address now; false while the other mailbox has not agreed."
    )


@strawberry.type(description="The session has ended.")
class SessionEnded:
    """The session has ended."""

    ended_at: datetime = strawberry.field(description="When it ended (UTC).")


@strawberry.type(description="The account's personal data has been erased.")
class AccountErased:
    """The account's personal data has been erased."""

    erased_at: datetime = strawberry.field(description="When it was erased (UTC).")

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

DEVICE = (
    "Token that identifies this device. Store it, and send it with the next log-in on this device. It gives no "
    "access, and is valid for a year."
)


@strawberry.type(description="A space in which a person has a role.")
class AccountSpace:
    space_id: strawberry.Private[str]
    role: graphql_enum(SpaceRole) = strawberry.field(description="Role of the person in the space.")  # type: ignore[valid-type]
    since: datetime = strawberry.field(description="When the person was given this role (UTC).")
    space = entity_by_id("Space", "space_id", "The space.")


@batched(
    directives=assumed_list_size(MOST_SPACES),
    description=f"Spaces in which the person has a role, the oldest role first; at most {MOST_SPACES}.",
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


@strawberry.type(description="Tokens of a person who is signed in. They are shown only once.")
class Session:
    """Tokens of a person who is signed in."""

    access_token: str = secret("Access token. Send it with each request, as `Authorization: Bearer …`.")
    expires_in: int = strawberry.field(description="Number of seconds for which the access token is valid.")
    refresh_token: str = secret("Refresh token, for `refreshSession`. It works once, within 30 days.")
    account: Account = strawberry.field(description="Account of the person.")
    device_token: str | None = secret(f"{DEVICE} Null if the session was refreshed, or if the device is already known.")

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


@strawberry.type(
    description=(
        "The request was accepted. An e-mail is sent to the address if an account requires it; the answer does not "
        "reveal whether it does."
    )
)
class MailRequested:
    """A mail goes to the address if there is anything to tell."""

    email: str = strawberry.field(description="E-mail address of the request.")


@strawberry.type(description="The e-mail address of a new account is confirmed.")
class EmailConfirmed:
    email: str = strawberry.field(description="The address that was confirmed.")
    device_token: str = secret(DEVICE)


@strawberry.type(description="The account has a new password, and all of its sessions have ended.")
class PasswordReset:
    """The account has another password."""

    email: str = strawberry.field(description="E-mail address of the account, for the log-in.")
    device_token: str = secret(DEVICE)


@strawberry.type(description="One of the two mailboxes has confirmed a new e-mail address.")
class EmailChangeConfirmed:
    changed: bool = strawberry.field(
        description="True once the account has its new address; false until the other mailbox confirms too."
    )


@strawberry.type(description="The session has ended.")
class SessionEnded:
    ended_at: datetime = strawberry.field(description="When the session ended (UTC).")


@strawberry.type(description="The account's personal data has been erased.")
class AccountErased:
    erased_at: datetime = strawberry.field(description="When the account was erased (UTC).")

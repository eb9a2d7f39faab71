"""Accounts: people who sign in, and what they hold to do so. None of it is ever public."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table
from models.columns import KEY, ClosedList, closed_list


class Account(Table, table=True):
    """A person who signs in."""

    personal = frozenset(
        {
            "email",
            "email_key",
            "email_confirmed_at",
            "password_hash",
            "name",
            "named_at",
            "steward",
            "issuer",
            "subject",
            "seen_at",
            "warned_at",
        }
    )
    impersonal = frozenset({"language"})

    id: str = Field(primary_key=True, sa_type=KEY)
    email: str = Field(description="As the person wrote it.")
    email_key: str | None = Field(
        default=None,
        sa_type=KEY,
        unique=True,
        description="Folded, so that an address has one account; null once erased.",
    )
    email_confirmed_at: datetime | None = None
    password_hash: str | None = Field(default=None, description="Argon2id; null for who signs in elsewhere alone.")
    name: str = Field(default="", description="How the person wants to be addressed.")
    named_at: datetime | None = Field(default=None, description="Since when, if the account had another name before.")
    language: str = Field(default="fr", description="Language of e-mails to the person (BCP 47).")
    steward: bool = Field(
        default=False, description="True if the person is a steward: an administrator of the commons."
    )
    issuer: str | None = Field(default=None, sa_type=KEY, description="Who vouches for the person, if not we.")
    subject: str | None = Field(default=None, sa_type=KEY, index=True, description="The person's identifier there.")
    created_at: datetime
    seen_at: datetime | None = Field(default=None, description="Last sign-in or use, to the day.")
    warned_at: datetime | None = Field(default=None, description="When the person was told that the account sleeps.")
    erased_at: datetime | None = Field(default=None, description="When everything personal was blanked.")


class RefreshToken(Table, table=True):
    """A refresh token, which a client exchanges once for new tokens; all tokens of one sign-in are a family."""

    __tablename__ = "refresh_token"
    impersonal = frozenset({"token_hash", "family"})

    token_hash: str = Field(primary_key=True, sa_type=KEY)
    family: str = Field(sa_type=KEY, index=True)
    account_id: str = Field(foreign_key="account.id", sa_type=KEY, index=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class Purpose(ClosedList):
    """Purpose of the link in an e-mail."""

    CONFIRM_EMAIL = "CONFIRM_EMAIL", "Shows that the address is the person's."
    RESET_PASSWORD = "RESET_PASSWORD", "Lets the person choose another password."


class OneTimeToken(Table, table=True):
    """The token of a link in a mail: used once, and not for long."""

    __tablename__ = "one_time_token"
    impersonal = frozenset({"token_hash"})

    token_hash: str = Field(primary_key=True, sa_type=KEY)
    purpose: Purpose = Field(sa_type=closed_list(Purpose))
    account_id: str = Field(foreign_key="account.id", sa_type=KEY, index=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class EmailChange(Table, table=True):
    """Another address that an account is to have, once its mailbox and the present one have confirmed it."""

    __tablename__ = "email_change"
    personal = frozenset({"email"})
    impersonal = frozenset({"old_token_hash", "new_token_hash"})

    account_id: str = Field(primary_key=True, foreign_key="account.id", sa_type=KEY)
    email: str = Field(description="The address that is to come.")
    old_token_hash: str = Field(sa_type=KEY, unique=True, description="Of the link in the present mailbox.")
    new_token_hash: str = Field(sa_type=KEY, unique=True, description="Of the link in the mailbox to come.")
    created_at: datetime
    expires_at: datetime
    old_confirmed_at: datetime | None = None
    new_confirmed_at: datetime | None = None


class KnownDevice(Table, table=True):
    """A device on which a person has shown who they are; it has a token of its own, and opens nothing by it."""

    __tablename__ = "known_device"
    impersonal = frozenset({"token_hash"})

    token_hash: str = Field(primary_key=True, sa_type=KEY)
    account_id: str = Field(foreign_key="account.id", sa_type=KEY, index=True)
    created_at: datetime
    expires_at: datetime


class Attempt(Table, table=True):
    """The number of recent failed attempts for an account or an address."""

    personal = frozenset({"key"})

    key: str = Field(primary_key=True, sa_type=KEY, description="What is guarded, and a hash of for whom.")
    failures: int = Field(description="Wrong guesses since the last right one.")
    last_at: datetime
    blocked_until: datetime | None = None


class SigningKey(Table, table=True):
    """A key that access tokens are signed with; older ones still check what they signed."""

    __tablename__ = "signing_key"
    impersonal = frozenset({"secret"})

    id: str = Field(primary_key=True, sa_type=KEY)
    secret: str = Field(description="256 bits, base64url.")
    created_at: datetime


class Mail(Table, table=True):
    """A mail to be sent: written with what it tells of, and sent afterwards."""

    personal = frozenset({"recipient", "subject", "body", "failure"})

    id: str = Field(primary_key=True, sa_type=KEY)
    recipient: str
    subject: str
    body: str = Field(description="Plain text; blanked, with recipient and subject, once it is sent or given up.")
    created_at: datetime
    tries: int = 0
    next_try_at: datetime | None = Field(default=None, index=True, description="Null once it is sent or given up.")
    sent_at: datetime | None = None
    failure: str | None = Field(default=None, description="What the last try met.")

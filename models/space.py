"""Spaces: where a local authority or a partner network deposits content, and who may do what there."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, UniqueConstraint
from sqlmodel import Field

from models.base import Record, Table
from models.columns import KEY, ClosedList, closed_list


class SpaceRole(ClosedList):
    """Role of a person in a space."""

    ADMIN = "ADMIN", "Has all rights of an editor, and manages members and tokens."
    EDITOR = "EDITOR", "Creates, changes and publishes content, and votes for the network of the space."
    MEMBER = "MEMBER", "Sees unpublished content, and changes nothing."


class Space(Record, table=True):
    """The workspace of a local authority or partner network, which owns the content that its members deposit."""

    __table_args__ = (CheckConstraint("(actor_id IS NULL) <> (network_id IS NULL)", name="one_owner"),)
    prefix = "space"
    impersonal = frozenset({"actor_id"})

    actor_id: str | None = Field(
        default=None,
        # An actor stands in a space, and a space may be an actor's: one of the two is added when both tables are there.
        sa_column=Column(KEY, ForeignKey("actor.id", use_alter=True), unique=True),
        description="The local authority to which the space belongs.",
    )
    network_id: str | None = Field(
        default=None,
        foreign_key="network.id",
        sa_type=KEY,
        unique=True,
        description="The partner network to which the space belongs.",
    )
    verified_at: datetime | None = Field(
        default=None, description="When the space was verified (UTC). A space that is not verified cannot publish."
    )


class SpaceMember(Table, table=True):
    """A person's role in a space."""

    __tablename__ = "space_member"

    space_id: str = Field(primary_key=True, foreign_key="space.id", sa_type=KEY)
    account_id: str = Field(primary_key=True, foreign_key="account.id", sa_type=KEY, index=True)
    role: SpaceRole = Field(sa_type=closed_list(SpaceRole), description="What the person may do in the space.")
    since: datetime = Field(description="When the person got this role (UTC).")


class Invitation(Table, table=True):
    """An invitation to join a space, sent by e-mail."""

    __table_args__ = (UniqueConstraint("token_hash"),)
    personal = frozenset({"email"})
    impersonal = frozenset({"token_hash", "token_id"})

    id: str = Field(primary_key=True, sa_type=KEY)
    space_id: str = Field(foreign_key="space.id", sa_type=KEY, index=True)
    email: str = Field(description="Where the invitation was sent.")
    role: SpaceRole = Field(sa_type=closed_list(SpaceRole), description="The role that is offered.")
    token_hash: str = Field(sa_type=KEY, description="SHA-256 of the token in the link.")
    invited_by: str | None = Field(
        default=None,
        foreign_key="account.id",
        sa_type=KEY,
        index=True,
        description="Who sent it, or answers for the program that did; it holds as long as they administer the space.",
    )
    token_id: str | None = Field(
        default=None, sa_type=KEY, index=True, description="The API token that sent it; it holds as long as that works."
    )
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None


class ClaimState(ClosedList):
    """State of a claim on a local authority."""

    DECLARED = "DECLARED", "Made by a person, and not confirmed yet."
    CONFIRMED = (
        "CONFIRMED",
        "Confirmed through the authority's official mailbox, or by a guarantor network or a steward.",
    )
    CONTESTED = "CONTESTED", "In conflict with another claim on the same authority; a review case decides between them."
    REFUSED = "REFUSED", "Decided against the person."
    WITHDRAWN = "WITHDRAWN", "Withdrawn by the person."


STANDING_CLAIMS = frozenset({ClaimState.DECLARED, ClaimState.CONFIRMED})


class Claim(Table, table=True):
    """A person's word that they act for a local authority."""

    personal = frozenset({"mailbox"})
    impersonal = frozenset({"actor_id", "token_hash", "settled_by"})

    id: str = Field(primary_key=True, sa_type=KEY)
    actor_id: str = Field(foreign_key="actor.id", sa_type=KEY, index=True)
    territory_id: str | None = Field(
        default=None,
        foreign_key="territory.id",
        sa_type=KEY,
        index=True,
        description="The place of the official register whose authority is claimed: what it is called is said there.",
    )
    account_id: str = Field(foreign_key="account.id", sa_type=KEY, index=True)
    state: ClaimState = Field(sa_type=closed_list(ClaimState))
    mailbox: str | None = Field(default=None, description="The authority's official mailbox that was written to.")
    token_hash: str | None = Field(default=None, sa_type=KEY, unique=True, description="SHA-256 of the link's token.")
    created_at: datetime
    expires_at: datetime | None = Field(default=None, description="When the link stops working (UTC).")
    settled_at: datetime | None = None
    settled_by: str | None = Field(default=None, description="Account, token or network that settled it.")

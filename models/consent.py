"""Consents: what a person has agreed to, for one contact detail and one purpose."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, text
from sqlmodel import Field

from models.base import Table
from models.columns import KEY, ClosedList, closed_list
from models.contact import Audience


class ConsentPurpose(ClosedList):
    """Purpose for which a person consents to the showing of a contact detail."""

    PUBLICATION = "PUBLICATION", "Show the contact detail to everyone."
    PARTNERS = (
        "PARTNERS",
        "Show the contact detail to voting networks: their editors, and their programs with the scope CONTACTS_READ.",
    )


class WithdrawalReason(ClosedList):
    """The reason why a consent is no longer in force."""

    WITHDRAWN = "WITHDRAWN", "The person withdrew the consent."
    CHANGED = "CHANGED", "The contact detail was changed, so that the consent no longer applies to it."
    ERASED = "ERASED", "The personal data of the contact was erased."


PURPOSES: Mapping[Audience, ConsentPurpose] = {
    Audience.EVERYONE: ConsentPurpose.PUBLICATION,
    Audience.PARTNERS: ConsentPurpose.PARTNERS,
}
"""The purpose that each audience needs a consent to; the space that owns a contact needs none to see it."""
IN_FORCE = text("withdrawn_at IS NULL")


class Consent(Table, table=True):
    """A person's consent to the use of one contact detail for one purpose. It is in force until it is withdrawn."""

    __table_args__ = (
        Index(
            "ix_consent_in_force",
            *("contact_id", "purpose"),
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
    )
    personal = frozenset({"evidence"})

    id: str = Field(primary_key=True, sa_type=KEY)
    contact_id: str = Field(
        sa_column=Column(KEY, ForeignKey("contact.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    purpose: ConsentPurpose = Field(sa_type=closed_list(ConsentPurpose))
    given_at: datetime = Field(description="When the person agreed (UTC).")
    evidence: str = Field(description="How the person agreed, in words.")
    recorded_at: datetime
    recorded_by: str | None = Field(
        default=None,
        foreign_key="account.id",
        sa_type=KEY,
        index=True,
        description="The account that wrote it down; null for a program, which the journal names.",
    )
    withdrawn_at: datetime | None = None
    withdrawn_because: WithdrawalReason | None = Field(default=None, sa_type=closed_list(WithdrawalReason))

"""Contacts: how an actor can be reached, and who may know it."""

from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list
from models.publication import Deposited


class ContactKind(ClosedList):
    """How an actor is reached."""

    EMAIL = "EMAIL", "E-mail address."
    PHONE = "PHONE", "Telephone number."
    ADDRESS = "ADDRESS", "Postal address."
    OTHER = "OTHER", "Any other way, in words."


class Audience(ClosedList):
    """Who may know a contact detail."""

    EVERYONE = "EVERYONE", "Everyone: an organisation's own address, or a person's by their consent."
    PARTNERS = "PARTNERS", "Networks with a voice: who edits for them, and their programs that may read contacts."
    SPACE = "SPACE", "The space that deposited it."


class LegalBasis(ClosedList):
    """Why a personal detail may be kept (GDPR, article 6)."""

    CONSENT = "CONSENT", "The person agreed."
    PUBLIC_TASK = "PUBLIC_TASK", "A task of public interest needs it."
    NOT_PERSONAL = "NOT_PERSONAL", "It is an organisation's, and no person's."


class Contact(Record, Deposited, table=True):
    """A way to reach an actor."""

    prefix = "contact"

    actor_id: str = Field(foreign_key="actor.id", sa_type=KEY, index=True, description="The actor that is reached.")
    kind: ContactKind = Field(sa_type=closed_list(ContactKind), description="How the actor is reached.")
    value: str = Field(description="The address or number itself.")
    label: str | None = Field(default=None, description="Whom or what one reaches, in a few words.")
    audience: Audience = Field(sa_type=closed_list(Audience), description="Who may know it.")
    basis: LegalBasis = Field(sa_type=closed_list(LegalBasis), description="Why it may be kept.")
    purpose: str | None = Field(default=None, description="What it may be used for.")

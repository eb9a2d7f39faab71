"""Contacts: how an actor can be reached, and who may know it."""

from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list
from models.publication import Deposited


class ContactKind(ClosedList):
    """Kind of contact detail."""

    EMAIL = "EMAIL", "E-mail address."
    PHONE = "PHONE", "Telephone number."
    ADDRESS = "ADDRESS", "Postal address."
    OTHER = "OTHER", "Any other way to reach the actor, in words."


class Audience(ClosedList):
    """Audience of a contact detail."""

    EVERYONE = "EVERYONE", "Everyone. For an organisation's own address, or with the person's consent."
    PARTNERS = "PARTNERS", "Voting networks: their editors, and their programs with the scope CONTACTS_READ."
    SPACE = "SPACE", "Only the space that owns the contact detail."


class LegalBasis(ClosedList):
    """Legal basis on which personal data is stored (GDPR, article 6)."""

    CONSENT = "CONSENT", "The person has given consent."
    PUBLIC_TASK = "PUBLIC_TASK", "The data is necessary for a task carried out in the public interest."
    NOT_PERSONAL = "NOT_PERSONAL", "The detail belongs to an organisation and is not personal data."


class Contact(Record, Deposited, table=True):
    """A contact detail of an actor, such as an e-mail address or a telephone number."""

    prefix = "contact"
    personal = frozenset({"value", "label", "purpose"})
    exchanged = False

    actor_id: str = Field(
        foreign_key="actor.id", sa_type=KEY, index=True, description="The actor to whom the contact detail belongs."
    )
    kind: ContactKind = Field(sa_type=closed_list(ContactKind), description="Kind of contact detail.")
    value: str = Field(description="The address or number.")
    label: str | None = Field(default=None, description="Label, such as the name of the person or office that answers.")
    audience: Audience = Field(sa_type=closed_list(Audience), description="Audience of the contact detail.")
    basis: LegalBasis = Field(
        sa_type=closed_list(LegalBasis), description="Legal basis on which the contact detail is stored."
    )
    purpose: str | None = Field(default=None, description="Purpose for which the contact detail may be used.")

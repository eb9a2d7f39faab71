"""The audience of contacts: one rule, as SQL for stored ones, and as a function for proposed ones."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from loaders.sql.literals import literal, literals
from loaders.tables import ACTOR, CONSENT
from models import PERSONS, PURPOSES, Audience, ConsentPurpose, LegalBasis


def viewer_audiences(*, partners: bool) -> list[Audience]:
    """The audiences that a viewer belongs to whose contact it is not."""
    return [Audience.EVERYONE, Audience.PARTNERS] if partners else [Audience.EVERYONE]


def is_for_viewer(contacts: Any, *, partners: bool) -> ColumnElement[bool]:
    """Test that contacts are meant for the viewer; a person's own need the person's consent to that purpose."""
    needs_none = _needs_none(contacts)
    return or_(
        *(
            and_(contacts.c.audience == literal(each), or_(needs_none, has_consent(contacts, PURPOSES[each])))
            for each in viewer_audiences(partners=partners)
        )
    )


def would_be_for_viewer(
    audience: str, basis: str, agreed_to: Collection[str], *, of_organisation: bool, partners: bool
) -> bool:
    """The same, of what a contact would be."""
    if audience not in viewer_audiences(partners=partners):
        return False
    needs_none = basis == LegalBasis.PUBLIC_TASK or (basis == LegalBasis.NOT_PERSONAL and of_organisation)
    return needs_none or PURPOSES[Audience(audience)] in agreed_to


def has_consent(contacts: Any, purpose: ConsentPurpose) -> ColumnElement[bool]:
    """Test that a consent to a purpose is in force."""
    to_it = CONSENT.c.contact_id == contacts.c.id, CONSENT.c.purpose == literal(purpose)
    return exists().where(*to_it, CONSENT.c.withdrawn_at.is_(None)).correlate(contacts)


def is_of_organisation(contacts: Any) -> ColumnElement[bool]:
    """Test that contacts belong to an actor that is no person."""
    is_one = ACTOR.c.kind.not_in(literals(PERSONS))
    return exists().where(ACTOR.c.id == contacts.c.actor_id, is_one).correlate(contacts)


def _needs_none(contacts: Any) -> ColumnElement[bool]:
    """Test that contacts need no consent; a basis NOT_PERSONAL is ignored if the actor has become a person."""
    basis: ColumnElement[Any] = contacts.c.basis
    impersonal = and_(basis == literal(LegalBasis.NOT_PERSONAL), is_of_organisation(contacts))
    return or_(basis == literal(LegalBasis.PUBLIC_TASK), impersonal)

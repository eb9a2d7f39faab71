"""Reads contacts: the e-mail addresses that everyone sees, and what decides who reads a contact."""

from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from sqlalchemy import String, and_, bindparam, select

from loaders.queries.lookup import Queryable
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import CONTACT
from loaders.visibility.access import Visibility
from loaders.visibility.contact_audience import has_consent, is_of_organisation
from loaders.visibility.rules.contacts import reaches_visible_actor
from models import ConsentPurpose, ContactKind


async def public_email_addresses(reads: RowFetcher, actor_id: str) -> list[Row]:
    """The e-mail addresses of an actor that everyone sees: `id`, `value` and `space_id`."""
    return await reads.fetch(_public(reads.dialect), {"actor": actor_id})


async def contacts_with_readers(reads: Queryable, contacts: Collection[str], columns: Sequence[str]) -> list[Row]:
    """Return contacts whoever may see them: `id`, `columns`, and the facts that decide who reads them.

    That is whether the viewer sees the contact (`seen`) and its actor (`reached`), whether the actor is no person
    (`impersonal`), and whether there is consent to its publication (`published`) and to partners having it (`shared`).
    """
    return await reads.fetch(_with_readers(reads.visibility, tuple(columns)), {"keys": sorted(contacts)})


@cache
def _public(dialect: Dialect) -> Statement:
    addresses = CONTACT.c.actor_id == bindparam("actor", type_=String()), CONTACT.c.kind == ContactKind.EMAIL
    query = select(CONTACT.c.id, CONTACT.c.value, CONTACT.c.space_id).where(
        *addresses, *Visibility(dialect).visible(CONTACT)
    )
    return dialect.rows(query, "Contact")


@lru_cache
def _with_readers(visibility: Visibility, columns: tuple[str, ...]) -> Statement:
    query = select(
        CONTACT.c.id,
        *(CONTACT.c[name] for name in columns),
        and_(*visibility.visible(CONTACT)).label("seen"),
        reaches_visible_actor(visibility, CONTACT).label("reached"),
        is_of_organisation(CONTACT).label("impersonal"),
        has_consent(CONTACT, ConsentPurpose.PUBLICATION).label("published"),
        has_consent(CONTACT, ConsentPurpose.PARTNERS).label("shared"),
    )
    return visibility.dialect.rows(query.where(visibility.dialect.is_in(CONTACT.c.id, "keys")), "Contact")

"""Reads the consents to contacts, for those whose contacts they are."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from sqlalchemy import select

from loaders.queries.lookup import Queryable
from loaders.sql.statement import Row, Statement
from loaders.tables import CONSENT, CONTACT
from loaders.visibility.access import Visibility


async def own_consents(reads: Queryable, contacts: Collection[str], columns: Sequence[str]) -> list[Row]:
    """The consents to those contacts that the viewer's own spaces deposited, with `columns`: the latest first."""
    return await reads.fetch(_own(reads.visibility, tuple(columns)), {"keys": sorted(set(contacts))})


@lru_cache
def _own(visibility: Visibility, columns: tuple[str, ...]) -> Statement:
    query = select(*(CONSENT.c[name] for name in columns)).join(CONTACT, CONSENT.c.contact_id == CONTACT.c.id)
    query = query.where(visibility.dialect.is_in(CONSENT.c.contact_id, "keys"), *visibility.owned_by_viewer(CONTACT))
    return visibility.dialect.rows(query.order_by(CONSENT.c.recorded_at.desc(), CONSENT.c.id.desc()), "Consent")

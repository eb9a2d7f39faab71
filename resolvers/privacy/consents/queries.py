"""The consents to contacts, for the space that deposited these: read from a request's snapshot."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import select

import models
from loaders.drivers.snapshot import Snapshot
from loaders.sql.statement import Row, Statement
from loaders.tables import CONSENT, table_of
from loaders.visibility.access import Visibility

MOST = 100
"""Consents that are told of one contact."""
COLUMNS = ("contact_id", "purpose", "given_at", "evidence", "recorded_at", "withdrawn_at", "withdrawn_because")


async def consents_of(snapshot: Snapshot, contact_ids: Sequence[str]) -> Mapping[str, list[Row]]:
    """By contact, its consents with COLUMNS, the latest first, at most MOST; none of contacts of others' spaces."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in await snapshot.fetch(_statement(snapshot.lens), {"keys": sorted(set(contact_ids))}):
        found[row.contact_id].append(row)
    return {contact_id: rows[:MOST] for contact_id, rows in found.items()}


@lru_cache
def _statement(lens: Visibility) -> Statement:
    contact = table_of(models.Contact)
    query = select(*(CONSENT.c[name] for name in COLUMNS)).join(contact, CONSENT.c.contact_id == contact.c.id)
    query = query.where(lens.dialect.is_in(CONSENT.c.contact_id, "keys"), *lens.owned_by_viewer(contact))
    return lens.dialect.rows(query.order_by(CONSENT.c.recorded_at.desc(), CONSENT.c.id.desc()), "Consent")

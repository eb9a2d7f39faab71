"""The consents to contacts, for the space that deposited these: read from a request's snapshot."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from loaders.drivers.snapshot import Snapshot
from loaders.queries.consents import own_consents
from loaders.sql.statement import Row

MOST = 100
"""Maximum number of consents shown of one contact."""
COLUMNS = ("contact_id", "purpose", "given_at", "evidence", "recorded_at", "withdrawn_at", "withdrawn_because")


async def consents_of(snapshot: Snapshot, contact_ids: Sequence[str]) -> Mapping[str, list[Row]]:
    """Return, by contact, the consents with COLUMNS, the latest first, at most MOST; for the own space only."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in await own_consents(snapshot, contact_ids, COLUMNS):
        found[row.contact_id].append(row)
    return {contact_id: rows[:MOST] for contact_id, rows in found.items()}

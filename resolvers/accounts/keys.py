"""The keys that access tokens are signed with: made when needed, replaced by age, and known a while longer."""

from datetime import datetime, timedelta

import models
from loaders.transactions import Work
from resolvers.editing.editable import table_of
from resolvers.security.signing_key import SigningKey, new_key

TABLE = table_of(models.SigningKey)
ROTATED_AFTER = timedelta(days=90)
VERIFIED_FOR = timedelta(days=1)
"""How long a key that was replaced is still believed: longer than any token that it signed."""


async def signing_keys(work: Work, now: datetime) -> list[SigningKey]:
    """The keys that are believed, the newest first, which alone signs.

    Two units of work that both find none come to one key: the second of them begins again, and finds the first's.
    """
    rows = await work.select(TABLE, {}, ("created_at", "id", "secret"))
    rows.sort(key=lambda row: (row.created_at, row.id), reverse=True)
    known = [SigningKey(row.id, row.secret) for row in rows]
    if not rows or now - rows[0].created_at >= ROTATED_AFTER:
        made = new_key()
        await work.insert(TABLE, [{"id": made.kid, "secret": made.secret, "created_at": now}])
        return [made, *known[:1]]  # whatever was replaced before that has long had its day
    if now - rows[0].created_at < VERIFIED_FOR:
        return known
    for key in known[1:]:
        await work.delete(TABLE, {"id": key.kid})
    return known[:1]

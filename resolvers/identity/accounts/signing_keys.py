"""The keys that access tokens are signed with: the operator's, or made when needed and replaced by age."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import models
from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_where
from loaders.sql.statement import Row
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from resolvers.core.jobs import HOUR, job
from resolvers.core.use_case import UseCase
from resolvers.security.signing_key import SigningKey, new_key

TABLE = table_of(models.SigningKey)
ROTATED_AFTER = timedelta(days=90)
VERIFIED_FOR = timedelta(days=1)
"""The time for which a replaced key is still accepted: longer than the lifetime of any token that it signed."""
COLUMNS = ("created_at", "id", "secret")


async def stored_keys(reads: Queryable, now: datetime) -> list[SigningKey]:
    """The keys in the database that are believed, the newest first."""
    return _believed(await select_where(reads, TABLE, {}, COLUMNS), now)


async def signing_keys(work: UnitOfWork, now: datetime) -> list[SigningKey]:
    """Return the accepted keys of the database, the newest first; it signs, and is created if there is none.

    Two units of work that both find none come to one key: the second of them begins again, and finds the first's.
    """
    rows = await work.select(TABLE, {}, COLUMNS)
    known = _believed(rows, now)
    for kid in {row.id for row in rows} - {key.kid for key in known}:
        await work.delete(TABLE, {"id": kid})
    if known and now - max(row.created_at for row in rows) < ROTATED_AFTER:
        return known
    made = new_key()
    await work.insert(TABLE, [{"id": made.kid, "secret": made.secret, "created_at": now}])
    return [made, *known[:1]]


@job("stored_signing_keys", every=HOUR)
async def delete_stored_keys(use_case: UseCase, _key: str) -> None:
    """Delete the database's keys if the operator gives others: nothing accepts them any more."""
    if use_case.site.given_keys():
        await use_case.work.delete(TABLE, {})


def _believed(rows: Iterable[Row], now: datetime) -> list[SigningKey]:
    """The newest key, and those that it has replaced less than VERIFIED_FOR ago."""
    by_age = sorted(rows, key=lambda row: (row[0], row[1]), reverse=True)
    if by_age and now - by_age[0][0] >= VERIFIED_FOR:
        by_age = by_age[:1]
    return [SigningKey(kid, secret) for _, kid, secret in by_age]

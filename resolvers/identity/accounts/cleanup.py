"""Cleanup of obsolete rows: old counters, expired tokens and invitations, stored results, old mails."""

from datetime import datetime, timedelta

import models
from loaders.queries.expired_rows import expired_keys
from loaders.tables import EMAIL_CHANGE, ONE_TIME, REFRESH, Table, table_of
from loaders.unit_of_work import UnitOfWork
from resolvers.core.idempotency import KEPT_FOR
from resolvers.core.jobs import HOUR, job
from resolvers.core.use_case import UseCase
from resolvers.security.throttling import QUIET

AT_ONCE = 500
"""Rows of a table that one unit of work takes out, so that no other waits for it."""
EXPIRY_RULES: tuple[tuple[Table, str, timedelta], ...] = (
    (table_of(models.Attempt), "last_at", QUIET),
    (ONE_TIME, "expires_at", timedelta()),
    (REFRESH, "expires_at", timedelta()),
    (EMAIL_CHANGE, "expires_at", timedelta()),
    (table_of(models.KnownDevice), "expires_at", timedelta()),
    (table_of(models.Outcome), "created_at", KEPT_FOR),
    (table_of(models.Invitation), "expires_at", timedelta(days=30)),
    (table_of(models.Mail), "created_at", timedelta(days=30)),
)
"""Tables, the column that tells the age of their rows, and how long after that they are kept."""


@job("expired_rows", every=HOUR)
async def sweep_expired(use_case: UseCase, _key: str) -> bool:
    """Take out a part of what has had its day; True if there may be more of it."""
    return await delete_expired(use_case.work, use_case.now)


async def delete_expired(work: UnitOfWork, now: datetime) -> bool:
    """Take out what has had its day; whether there may be more of it."""
    more = False
    for table, column, kept in EXPIRY_RULES:
        keys = await expired_keys(work, table, column, now - kept, AT_ONCE)
        await work.delete_all(table, keys)
        more |= len(keys) == AT_ONCE
    return more

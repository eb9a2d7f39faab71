"""Finds the mails that are due to be sent."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import MAIL


async def due_mails(reads: RowFetcher, now: datetime, columns: Sequence[str], limit: int) -> list[Row]:
    """At most `limit` mails whose next try is due, with `columns`: those that have waited longest first."""
    return await reads.fetch(_due(reads.dialect, tuple(columns), limit), {"now": now})


async def oldest_due_mail(reads: RowFetcher, now: datetime) -> datetime | None:
    """The moment since which the longest waiting mail is due; None where none is."""
    return next((row.next_try_at for row in await due_mails(reads, now, ("next_try_at",), 1)), None)


@cache
def _due(dialect: Dialect, columns: tuple[str, ...], limit: int) -> Statement:
    due = MAIL.c.next_try_at <= bindparam("now", type_=MAIL.c.next_try_at.type)
    query = select(*(MAIL.c[name] for name in columns)).where(due).order_by(MAIL.c.next_try_at, MAIL.c.id)
    return dialect.rows(query.limit(limit), "Mail")

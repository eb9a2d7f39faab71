"""Finds the accounts that nobody uses."""

from datetime import datetime
from functools import cache

from sqlalchemy import and_, bindparam, func, or_, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Statement
from loaders.tables import ACCOUNT


async def unused_accounts(reads: RowFetcher, *, created_before: datetime, seen_before: datetime) -> list[str]:
    """Return the ids of accounts created before a moment and never confirmed, or last seen before another."""
    moments = {"unconfirmed": created_before, "idle": seen_before}
    return [str(id_) for (id_,) in await reads.fetch(_unused(reads.dialect), moments)]


@cache
def _unused(dialect: Dialect) -> Statement:
    columns = ACCOUNT.c
    unconfirmed, idle = (bindparam(name, type_=columns.created_at.type) for name in ("unconfirmed", "idle"))
    never = and_(columns.email_confirmed_at.is_(None), columns.issuer.is_(None), columns.created_at <= unconfirmed)
    asleep = func.coalesce(columns.seen_at, columns.created_at) <= idle
    query = select(columns.id).where(columns.erased_at.is_(None), or_(never, asleep))
    return dialect.rows(query.order_by(columns.id), "Account")

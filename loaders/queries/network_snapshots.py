"""Reads stored snapshots of the network."""

from functools import cache

from sqlalchemy import func, select, true

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import CHANGE, table_of
from models import NetworkSnapshot

STORED = table_of(NetworkSnapshot)


async def stored_snapshots(reads: RowFetcher) -> list[Row]:
    """Return a row for each stored snapshot, the latest first: `last_position` (the journal's), `id`, `position`.

    If none is stored, one row has only `last_position`.
    """
    return await reads.fetch(_snapshots(reads.dialect), {})


@cache
def _snapshots(dialect: Dialect) -> Statement:
    highest = func.coalesce(func.max(CHANGE.c.position), 0).label("last_position")
    last = select(highest).where(CHANGE.c.position.is_not(None)).subquery("last")
    query = select(last.c.last_position, STORED.c.id, STORED.c.position).select_from(last.outerjoin(STORED, true()))
    return dialect.rows(query.order_by(STORED.c.position.desc(), STORED.c.taken_at.desc()), "NetworkSnapshot")

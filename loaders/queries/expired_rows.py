"""Finds the rows of a table that are older than a moment, by their keys."""

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Statement
from loaders.tables import Table


async def expired_keys(
    reads: RowFetcher, table: Table, column: str, before: datetime | date, limit: int
) -> list[dict[str, Any]]:
    """The primary keys, by column, of at most `limit` rows in whose `column` no later moment than `before` stands."""
    names = table.primary_key.columns.keys()
    rows = await reads.fetch(_expired(reads.dialect, table, column, limit), {"before": before})
    return [dict(zip(names, row, strict=True)) for row in rows]


@cache
def _expired(dialect: Dialect, table: Table, column: str, limit: int) -> Statement:
    before = bindparam("before", type_=table.c[column].type)
    query = select(*table.primary_key.columns).where(table.c[column] <= before).limit(limit)
    return dialect.rows(query, table.name)

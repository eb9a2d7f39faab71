"""Sums of a table's rows, by what they belong to."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import BigInteger, cast, func, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import Table


async def sums_by_key(reads: RowFetcher, table: Table, key: str, columns: Sequence[str]) -> list[Row]:
    """Rows of a key and, in their order, the sums of the columns over all rows that have it."""
    return await reads.fetch(_sums(reads.dialect, table, key, tuple(columns)), {})


@cache
def _sums(dialect: Dialect, table: Table, key: str, columns: tuple[str, ...]) -> Statement:
    totals = [cast(func.sum(table.c[name]), BigInteger).label(name) for name in columns]
    return dialect.rows(select(table.c[key], *totals).group_by(table.c[key]), table.name)

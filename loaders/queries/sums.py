"""Sums of a table's columns, grouped by a foreign key."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import BigInteger, Table, cast, func, select

from loaders.sql.dialect import Dialect
from loaders.sql.statement import Statement


@cache
def sum_by_key(dialect: Dialect, table: Table, key: str, columns: Sequence[str]) -> Statement:
    """Rows of a key and, in their order, the sums of the columns (a tuple) over all rows that have it."""
    totals = [cast(func.sum(table.c[name]), BigInteger).label(name) for name in columns]
    return dialect.rows(select(table.c[key], *totals).group_by(table.c[key]), table.name)

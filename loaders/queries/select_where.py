"""Reads rows by the values of some columns, for tables that are no part of the graph: accounts, tokens, roles."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import String, Table, func, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.sql.storable_text import is_storable
from loaders.unit_of_work.statements import condition_shape, select_statement


async def select_where(reads: RowFetcher, table: Table, where: Mapping[str, Any], columns: Sequence[str]) -> list[Row]:
    """The `columns` of the rows whose columns equal `where` (None: are null), in no order."""
    if not is_storable(where):
        return []
    statement = select_statement(reads.dialect, table, condition_shape(where), tuple(columns))
    return await reads.fetch(statement, {f"at {name}": value for name, value in where.items()})


async def select_in(
    reads: RowFetcher,
    table: Table,
    column: str,
    keys: Collection[str],
    columns: Sequence[str],
    *,
    any_case: bool = False,
) -> list[Row]:
    """The `columns` of the rows that have one of the `keys` in a column, in no order: one statement for all keys.

    In `any_case`, the keys are given in lower case.
    """
    statement = _select_in(reads.dialect, table, column, tuple(columns), any_case=any_case)
    return await reads.fetch(statement, {"keys": list(keys)})


@lru_cache(maxsize=256)
def _select_in(
    dialect: Dialect, table: Table, column: str, columns: tuple[str, ...], *, any_case: bool = False
) -> Statement:
    """Gives `columns` of the rows that have one of the values bound as `keys` in a column."""
    key = func.lower(table.c[column], type_=String()) if any_case else table.c[column]
    query = select(*(table.c[name] for name in columns)).where(dialect.is_in(key, "keys"))
    return dialect.rows(query, table.name)

"""Reads rows by the values of some columns, for tables that are no part of the graph: accounts, tokens, roles."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import String, Table, func, select

from loaders.queries.lookup import Queryable
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.sql.storable_text import is_storable
from loaders.unit_of_work.statements import condition_shape, select_statement


async def select_where(reads: Queryable, table: Table, where: Mapping[str, Any], columns: Sequence[str]) -> list[Row]:
    """The `columns` of the rows whose columns equal `where` (None: are null), in no order."""
    if not is_storable(where):
        return []
    statement = select_statement(reads.lens.dialect, table, condition_shape(where), tuple(columns))
    return await reads.fetch(statement, {f"at {name}": value for name, value in where.items()})


async def select_in(
    reads: Queryable,
    table: Table,
    column: str,
    keys: Sequence[str],
    columns: Sequence[str],
    *,
    any_case: bool = False,
) -> list[Row]:
    """The `columns` of the rows that have one of the `keys` in a column, in no order: one statement for all keys.

    In `any_case`, the keys are given in lower case.
    """
    statement = select_in_statement(reads.lens.dialect, table, column, tuple(columns), any_case=any_case)
    return await reads.fetch(statement, {"keys": list(keys)})


@lru_cache(maxsize=256)
def select_in_statement(
    dialect: Dialect, table: Table, column: str, columns: tuple[str, ...], *, any_case: bool = False
) -> Statement:
    """Gives `columns` of the rows that have one of the values bound as `keys` in a column."""
    key = func.lower(table.c[column], type_=String()) if any_case else table.c[column]
    query = select(*(table.c[name] for name in columns)).where(dialect.is_in(key, "keys"))
    return dialect.rows(query, table.name)

"""Reads rows by the values of some columns, for tables that are no part of the graph: accounts, tokens, roles."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import String, Table, func, select

from loaders.dialect import Dialect
from loaders.lookup import Reads
from loaders.statement import Row, Statement
from loaders.text import can_be_stored
from loaders.transactions.statements import selecting, shape


async def matching(reads: Reads, table: Table, where: Mapping[str, Any], columns: Sequence[str]) -> list[Row]:
    """The `columns` of the rows whose columns equal `where` (None: are null), in no order."""
    if not can_be_stored(where):
        return []
    statement = selecting(reads.lens.dialect, table, shape(where), tuple(columns))
    return await reads.fetch(statement, {f"at {name}": value for name, value in where.items()})


async def matching_any(
    reads: Reads,
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
    statement = among(reads.lens.dialect, table, column, tuple(columns), any_case=any_case)
    return await reads.fetch(statement, {"keys": list(keys)})


@lru_cache(maxsize=256)
def among(
    dialect: Dialect, table: Table, column: str, columns: tuple[str, ...], *, any_case: bool = False
) -> Statement:
    """Gives `columns` of the rows that have one of the values bound as `keys` in a column."""
    key = func.lower(table.c[column], type_=String()) if any_case else table.c[column]
    query = select(*(table.c[name] for name in columns)).where(dialect.among(key, "keys"))
    return dialect.rows(query, table.name)

"""Reads rows by the values of some columns, for tables that are no part of the graph: accounts, tokens, roles."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from loaders.lookup import Reads
from loaders.statement import Row
from loaders.text import can_be_stored
from loaders.transactions.statements import selecting, shape


async def matching(reads: Reads, table: Table, where: Mapping[str, Any], columns: Sequence[str]) -> list[Row]:
    """The `columns` of the rows whose columns equal `where` (None: are null), in no order."""
    if not can_be_stored(where):
        return []
    statement = selecting(reads.lens.dialect, table, shape(where), tuple(columns))
    return await reads.fetch(statement, {f"at {name}": value for name, value in where.items()})

"""Reads one row for each key."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import select

from loaders.dialect import Dialect
from loaders.snapshot import Snapshot
from loaders.statement import Row, Statement
from loaders.target import Target
from loaders.writing import shown
from loaders.written import Name, columns_of


async def one(
    snapshot: Snapshot, target: Target, keys: Sequence[str | None], columns: Sequence[Name] | None
) -> list[Row | None]:
    """For n keys, n rows or None: the row whose `target.key` is the key; equal keys give the same row object.

    Rows have `columns` in their order (None: all, by name), and more behind.
    """
    wanted = list({key for key in keys if key is not None})
    if not wanted:
        return [None] * len(keys)
    chosen = target.all_columns()[:-1] if columns is None else tuple(columns)
    rows = await snapshot.fetch(_statement(snapshot.dialect, target, chosen), {"keys": wanted})
    found = {row[-1]: row for row in rows}
    return [found.get(key) for key in keys]


@lru_cache(maxsize=2048)
def _statement(dialect: Dialect, target: Target, columns: tuple[Name, ...]) -> Statement:
    query = select(*map(target.labelled, columns_of(columns)), target.key_column.label("key__"))
    query = query.select_from(target.source).where(dialect.among(target.key_column, "keys"))
    return dialect.rows(shown(dialect, query, target, columns), target.type_name)

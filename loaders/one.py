"""Reads one row for each key."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import select

from loaders.dialect import Dialect
from loaders.snapshot import Snapshot
from loaders.statement import Row, Statement
from loaders.target import Target


async def one(
    snapshot: Snapshot, target: Target, keys: Sequence[str | None], columns: Sequence[str] | None
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
def _statement(dialect: Dialect, target: Target, columns: tuple[str, ...]) -> Statement:
    shown = [target.labelled(name) for name in columns]
    query = select(*shown, target.key_column.label("key__")).select_from(target.source)
    return dialect.statement(query.where(dialect.among(target.key_column, "keys")), target.type_name)

"""Finds ids by official codes and other unique columns."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from loaders.dialect import Dialect
from loaders.filters import EVERYTHING, Filter, Where, values_of
from loaders.snapshot import Snapshot
from loaders.statement import Statement
from loaders.target import Target


async def lookup(
    snapshot: Snapshot, target: Target, shown: str, values: Sequence[str], condition: Filter = EVERYTHING
) -> dict[str, Any]:
    """For each of the values that stands in the column `target.key`, the row's column `shown`."""
    statement = _statement(snapshot.dialect, target, shown, condition)
    rows = await snapshot.fetch(statement, values_of(condition) | {"keys": list(values)}, together=True)
    return {row[1]: row[0] for row in rows}


@lru_cache(maxsize=256)
def _statement(dialect: Dialect, target: Target, shown: str, condition: Filter) -> Statement:
    query = select(target.labelled(shown), target.key_column.label("key__")).select_from(target.source)
    inside = dialect.among(target.key_column, "keys")
    return dialect.rows(query.where(inside, *Where(target, dialect).clauses(condition)), target.type_name)

"""Finds ids by official codes and other unique columns.

What is not published may have a code of something else: what is published goes before it, and what a verified space has
before what one has that was not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Integer, Select, case, exists, literal_column, select, union_all

from loaders.queries.filter_sql import FilterSql
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.filters import MATCH_ALL, Filter, bound_values
from loaders.sql.statement import Statement
from loaders.sql.target import Target
from loaders.tables import SPACE
from loaders.visibility.access import PUBLIC_ACCESS, Visibility
from models import PublicationState


class Queryable(RowFetcher, Protocol):
    """Something that compiles and sends statements for a viewer: a snapshot, or a unit of work with their access."""

    visibility: Visibility


@dataclass(frozen=True, slots=True)
class Lookup:
    """A lookup of rows by the column `target.key`, with the wanted column `shown`."""

    target: Target
    shown: str = "id"
    condition: Filter = MATCH_ALL


async def lookup(reads: Queryable, wanted: Sequence[tuple[Lookup, Sequence[str]]]) -> list[dict[str, Any]]:
    """Return, for each lookup, the found values of the column `shown` by key: in one statement."""
    statement = _statement(reads.visibility, tuple(each for each, _ in wanted))
    values: dict[str, Any] = {}
    for number, (each, keys) in enumerate(wanted):
        values |= bound_values(each.condition, f"f{number}_") | {f"keys{number}": list(keys)}
    found: list[dict[str, Any]] = [{} for _ in wanted]
    for row in sorted(await reads.fetch(statement, values), key=lambda row: (row.place, str(row.shown))):
        found[row.number].setdefault(row.key__, row.shown)
    return found


@lru_cache(maxsize=256)
def _statement(visibility: Visibility, wanted: tuple[Lookup, ...]) -> Statement:
    queries = [_query(visibility, each, number) for number, each in enumerate(wanted)]
    return visibility.dialect.rows(union_all(*queries) if len(queries) > 1 else queries[0], wanted[0].target.type_name)


def _query(visibility: Visibility, wanted: Lookup, number: int) -> Select[Any]:
    target = wanted.target
    where = FilterSql(target, visibility, f"f{number}_").clauses(wanted.condition)
    query = select(
        target.key_column.label("key__"),
        target.column(wanted.shown).label("shown"),
        literal_column(str(number), Integer()).label("number"),
        _place(visibility, target).label("place"),
    )
    return query.select_from(target.source).where(visibility.dialect.is_in(target.key_column, f"keys{number}"), *where)


def _place(visibility: Visibility, target: Target) -> ColumnElement[int]:
    """Return the rank of a row among those with the same code, of which the first is meant."""
    columns = target.table.c
    if visibility.access == PUBLIC_ACCESS or target.key == "id" or "state" not in columns:
        return literal_column("0", Integer())
    proven = exists().where(SPACE.c.id == columns.space_id, SPACE.c.verified_at.is_not(None)).correlate(target.table)
    return case((columns.state == PublicationState.PUBLISHED, 0), (proven, 1), else_=2)

"""Reads entries of the journal."""

from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import bindparam, func, select

from loaders.queries.lookup import Queryable
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.literals import literals
from loaders.sql.statement import Row, Statement
from loaders.tables import CHANGE


async def changes_of(reads: RowFetcher, records: Sequence[str]) -> list[Row]:
    """Return all changes of the given records, by version: `node_id`, `version`, `kind` and `fields`."""
    return await reads.fetch(_changes(reads.dialect), {"keys": records})


async def last_versions(reads: Queryable, records: Sequence[str], kinds: Collection[str]) -> dict[str, int]:
    """Return, by record id, the version of the latest change of the given kinds; changes of seals do not count."""
    rows = await reads.fetch(_last(reads.visibility.dialect, tuple(sorted(kinds))), {"keys": records})
    return {row.node_id: row.version for row in rows}


async def entries_after(reads: RowFetcher, position: int, limit: int) -> list[Row]:
    """Return the next `limit` entries after a position, in the order of positions, with all columns."""
    return await reads.fetch(_after(reads.dialect, limit), {"position": position})


@cache
def _changes(dialect: Dialect) -> Statement:
    query = select(CHANGE.c.node_id, CHANGE.c.version, CHANGE.c.kind, CHANGE.c.fields).where(
        dialect.is_in(CHANGE.c.node_id, "keys")
    )
    return dialect.rows(query.order_by(CHANGE.c.version, CHANGE.c.id), "Change")


@cache
def _last(dialect: Dialect, kinds: tuple[str, ...]) -> Statement:
    wrote = CHANGE.c.kind.in_(literals(kinds))
    says = CHANGE.c.fields["seal"].as_string().is_(None)
    query = select(CHANGE.c.node_id, func.max(CHANGE.c.version).label("version")).where(wrote, says)
    return dialect.rows(query.where(dialect.is_in(CHANGE.c.node_id, "keys")).group_by(CHANGE.c.node_id), "Change")


@cache
def _after(dialect: Dialect, limit: int) -> Statement:
    later = CHANGE.c.position > bindparam("position", type_=CHANGE.c.position.type)
    return dialect.rows(select(CHANGE).where(later).order_by(CHANGE.c.position).limit(limit), "Change")

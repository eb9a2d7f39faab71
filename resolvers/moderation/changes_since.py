"""Changes of a record since a moment, from the journal: of its content or its state."""

from collections.abc import Mapping
from datetime import datetime

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CHANGE
from loaders.unit_of_work import UnitOfWork
from resolvers.core.journal import changed_fields


async def fields_changed_since(work: UnitOfWork, record_id: str, moment: datetime) -> set[str]:
    """The fields that say, or have said, something else after a moment."""
    return {name for row in await _since(work, record_id, moment) for name in changed_fields(row)}


async def fields_changed_since_each(work: UnitOfWork, since: Mapping[str, datetime]) -> set[str]:
    """Those of n records that say, or have said, something else after a moment of their own, by id."""
    if not since:
        return set()
    rows = await select_in(work, CHANGE, "node_id", sorted(since), ("node_id", "kind", "created_at", "fields"))
    return {row.node_id for row in rows if row.created_at > since[row.node_id] and changed_fields(row)}


async def state_changed_since(work: UnitOfWork, record_id: str, moment: datetime) -> bool:
    """True if the record's state has changed since a moment."""
    return any("state" in row.fields for row in await _since(work, record_id, moment))


async def _since(work: UnitOfWork, record_id: str, moment: datetime) -> list[Row]:
    rows = await work.select(CHANGE, {"node_id": record_id}, ("kind", "created_at", "fields"))
    return [row for row in rows if row.created_at > moment]

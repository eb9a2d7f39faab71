"""Associations of a record: its lists, each replaced as a whole, and its detail."""

from typing import Any

from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from resolvers.core.journal import FieldChanges
from resolvers.core.record_types import RecordType
from resolvers.records.patch import ValidPatch, detail_changes, list_change


async def load_detail(work: UnitOfWork, kind: RecordType, record_id: str) -> dict[str, Any]:
    """The details of the record, under their name; None there where it says nothing."""
    if kind.detail is None:
        return {}
    columns = list(kind.detail_columns)
    rows = await work.select(table_of(kind.detail), kind.detail_key(record_id), columns)
    return {kind.detail_name: dict(zip(columns, rows[0], strict=True)) if rows else None}


async def replace_associations(work: UnitOfWork, kind: RecordType, record_id: str, wanted: ValidPatch) -> FieldChanges:
    """Replace the lists and the detail of a record, and return the changes."""
    return await _listed(work, kind, record_id, wanted) | await _detailed(work, kind, record_id, wanted)


async def _listed(work: UnitOfWork, kind: RecordType, record_id: str, wanted: ValidPatch) -> FieldChanges:
    changes: FieldChanges = {}
    for name, rows in wanted.lists.items():
        listed, own = kind.lists[name], {kind.lists[name].own: record_id}
        found = await work.select(listed.table, own, listed.columns)
        before, after = list_change(listed, list(map(tuple, found))), list_change(listed, rows)
        if before != after:
            await work.delete(listed.table, own)
            if rows:
                await work.insert(listed.table, [own | dict(zip(listed.columns, each, strict=False)) for each in rows])
            changes[name] = before, after
    return changes


async def _detailed(work: UnitOfWork, kind: RecordType, record_id: str, wanted: ValidPatch) -> FieldChanges:
    if kind.detail is None or (wanted.detail is None and not wanted.clears_detail):
        return {}
    table, key = table_of(kind.detail), kind.detail_key(record_id)
    before = await load_detail(work, kind, record_id)
    changes = detail_changes(kind, before, wanted)
    if wanted.detail is None:
        await work.delete(table, key)
    elif before[kind.detail_name] is None:
        await work.insert(table, [{**key, **wanted.detail}])
    elif changes:
        await work.update(table, key, wanted.detail)
    return changes

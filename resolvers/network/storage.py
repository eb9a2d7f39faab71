"""Storing of snapshots, and forgetting: none outlasts what it shows."""

from collections.abc import Sequence
from datetime import datetime

from loaders.queries.network import anything_hidden_since
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import NetworkSnapshot, PublicationState
from resolvers.core.record_types import RecordType
from resolvers.network.snapshot import GraphSnapshot
from resolvers.privacy.hooks import records_erased
from resolvers.records.hooks import ChangesByRecord, records_changed

MOST_STORED = 8
STORED = table_of(NetworkSnapshot)


async def store_snapshot(work: UnitOfWork, snapshot: GraphSnapshot, content: str) -> bool:
    """Store a snapshot unless something may have left the public since it was read; True if it is stored.

    The oldest one makes room for it.
    """
    if await anything_hidden_since(work, snapshot.position):
        return False
    rows = await work.select(STORED, {}, ("id", "position", "taken_at"))
    if snapshot.id not in {row.id for row in rows}:
        old = sorted(rows, key=lambda row: (row.position, row.taken_at), reverse=True)[MOST_STORED - 1 :]
        await work.delete_all(STORED, [{"id": row.id} for row in old])
        columns = {"id": snapshot.id, "position": snapshot.position, "taken_at": snapshot.taken_at}
        await work.insert(STORED, [columns | {"content": content}])
    return True


async def forget_snapshots(work: UnitOfWork) -> None:
    """Delete all stored snapshots."""
    await work.delete(STORED, {})


@records_erased.register
async def _forget_erased(work: UnitOfWork, _now: datetime, _records: Sequence[str]) -> None:
    await forget_snapshots(work)


@records_changed.register
async def _forget_hidden(
    work: UnitOfWork, _now: datetime, _kind: RecordType, changed: ChangesByRecord
) -> ChangesByRecord:
    """Forget them when a record leaves the public."""
    if any(each.get("state", (None,))[0] == PublicationState.PUBLISHED for each in changed.values()):
        await forget_snapshots(work)
    return {}

"""Saving of planned changes: others give way first, and cases follow afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from models import ChangeKind, PublicationState
from resolvers.core.record_types import RecordType
from resolvers.core.storage_usage import StorageAllowance
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.records.displacement import settle_unique_values
from resolvers.records.load import load_records
from resolvers.records.planned_changes import PlannedChange, plan_state
from resolvers.records.reviews import follow_changes
from resolvers.records.store import StoredEntry, store_changes
from resolvers.records.unique_resolution import UniqueResolution


async def save_changes(
    use_case: UseCase,
    kind: RecordType,
    planned: Sequence[PlannedChange],
    *,
    settled: UniqueResolution[Any] | None = None,
    counted: StorageAllowance | None = None,
    network_id: str | None = None,
) -> list[StoredEntry]:
    """Save changes of records of one type, and return the journal entry of each that has field changes, in order.

    Args:
        use_case: the viewer has the right to all of it.
        kind: the type of the records.
        planned: the changes, any number of them.
        settled: who has what is unique, if that is settled already.
        counted: the storage, if it is counted already.
        network_id: the network that the journal names, instead of the viewer's.
    """
    settled = settled or await settle_unique_values(use_case.work, kind, planned)
    await _give_way(use_case, kind, settled.giving_way)
    author = replace(use_case.viewer, network_id=network_id) if network_id else use_case.viewer
    saved = await store_changes(
        use_case.as_viewer(author), kind, planned, changing_hands=settled.changing_hands, counted=counted
    )
    await follow_changes(use_case, kind, planned)
    return saved


async def _give_way(use_case: UseCase, kind: RecordType, record_ids: Collection[str]) -> None:
    """Have published records be drafts, in the name of all."""
    if not record_ids:
        return
    system = use_case.as_viewer(system_viewer(use_case.viewer))
    found = await load_records(system.work, kind, record_ids, ())
    planned = [
        plan_state(ChangeKind.RETURNED, each.record, PublicationState.DRAFT, system.now) for each in found.values()
    ]
    await store_changes(system, kind, planned)
    await follow_changes(system, kind, planned)

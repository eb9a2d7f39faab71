"""Bulk upsert: many records of a network created or brought up to date, in a number of statements that stays the same.

What the request names is read first, all of it at once; each item is then judged by that alone, and all of them by who
has in the end what only one may have; what is left to write is written last, table by table.
"""

from collections.abc import Sequence

from models import PublicationState
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.storage_usage import network_allowance
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.exchange.item_changes import ItemChanges
from resolvers.exchange.item_upsert import ItemUpsert
from resolvers.exchange.items import Item, ItemResult, UpsertOutcome
from resolvers.exchange.network_context import NetworkContext
from resolvers.exchange.preload import preload
from resolvers.exchange.review_policy import review_policy
from resolvers.exchange.row_writer import write_rows
from resolvers.exchange.unique_resolution import PlannedItem, UniqueResolution
from resolvers.records.publication_policy import PublicationPolicy, publication_policy
from resolvers.records.service import RecordService


async def bulk_upsert(
    use_case: UseCase, party: NetworkContext, type_name: str, items: Sequence[Item], *, atomic: bool
) -> list[ItemResult]:
    """Return the result of each item, in order; with `atomic`, one refused item rolls all back.

    The items are of one type, any number of them.
    """
    work, viewer, now, kind = use_case.work, use_case.viewer, use_case.now, RECORD_TYPES[type_name]
    may_store = await network_allowance(work, viewer, party.space_id)
    knowledge = await preload(work, viewer, party, kind, items)
    anew = not any(knowledge.record_of(type_name, each.reference) for each in items)
    limits = await review_policy(work, now, party, type_name, anew=anew)
    upserting = ItemUpsert(kind, knowledge, ItemChanges(viewer, now, party, kind, limits.state), limits, may_store)
    judged = [upserting.one(each) for each in items]
    settling = UniqueResolution(judged, knowledge.held, upserting.withdraw)
    settling.settle()
    if atomic and not all(each.is_kept for each in judged):
        return [_not_made(each.told) for each in judged]
    for record_id in settling.giving_way:
        system = use_case.as_viewer(system_viewer(viewer))
        await RecordService(system, kind).set_state(record_id, PublicationState.DRAFT)
    written = (each.rows for each in judged if each.rows is not None)
    await write_rows(work, kind.table, written, settling.changing_hands)
    await may_store.store(work)
    await _ask_anew(publication_policy(use_case, type_name), judged)
    return [each.told for each in judged]


async def _ask_anew(policy: PublicationPolicy, judged: Sequence[PlannedItem]) -> None:
    """Reopen the cases of records that changed while they were under review."""
    for each in judged:
        if each.renews is None:
            continue
        record, entry = each.renews
        if record["state"] == PublicationState.SUBMITTED:
            await policy.open_submission({**record, "version": entry["version"]}, rewritten=True)
        await policy.reopen_changed(record, entry["version"], entry["fields"])


def _not_made(told: ItemResult) -> ItemResult:
    return told if told.outcome is UpsertOutcome.REFUSED else ItemResult(told.reference, UpsertOutcome.NOT_MADE)

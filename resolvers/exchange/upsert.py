"""Bulk upsert: many records of a network created or brought up to date, in a number of statements that stays the same.

What the request names is read first, all of it at once; each item is then judged by that alone, and all of them by who
has in the end what only one may have; what is left to write is written last, table by table.
"""

from collections.abc import Sequence
from datetime import datetime

from loaders.unit_of_work import UnitOfWork
from models import PublicationState
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.storage_usage import network_allowance
from resolvers.core.system_viewer import system_viewer
from resolvers.core.viewer import Viewer
from resolvers.exchange.batch import Batch
from resolvers.exchange.item import Item, Told, UpsertOutcome
from resolvers.exchange.knowing import known
from resolvers.exchange.party import Party
from resolvers.exchange.reviewed import reviewed
from resolvers.exchange.rows import store
from resolvers.exchange.settling import Judged, Settling
from resolvers.exchange.upserting import Upserting
from resolvers.moderation.publication_policy import PublicationPolicy
from resolvers.records.service import RecordService


async def upsert(
    work: UnitOfWork,
    viewer: Viewer,
    now: datetime,
    party: Party,
    type_name: str,
    items: Sequence[Item],
    *,
    atomic: bool,
) -> list[Told]:
    """What became of each item, in order; when `atomic`, one that is refused leaves nothing made.

    The items are of one type, any number of them; `now` is when everything of this unit happens.
    """
    kind = RECORD_TYPES[type_name]
    may_store = await network_allowance(work, viewer, party.space_id)
    knowledge = await known(work, viewer, party, kind, items)
    anew = not any(knowledge.record_of(type_name, each.reference) for each in items)
    limits = await reviewed(work, now, party, type_name, anew=anew)
    upserting = Upserting(kind, knowledge, Batch(viewer, now, party, kind, limits.state), limits, may_store)
    judged = [upserting.one(each) for each in items]
    settling = Settling(judged, knowledge.held, upserting.withdraw)
    settling.settle()
    if atomic and not all(each.is_kept for each in judged):
        return [_not_made(each.told) for each in judged]
    for record_id in settling.giving_way:
        await RecordService(work, system_viewer(viewer), now, kind).set_state(record_id, PublicationState.DRAFT)
    written = (each.rows for each in judged if each.rows is not None)
    await store(work, kind.table, written, settling.changing_hands)
    await may_store.store(work)
    await _ask_anew(PublicationPolicy(work, viewer, now, type_name), judged)
    return [each.told for each in judged]


async def _ask_anew(gate: PublicationPolicy, judged: Sequence[Judged]) -> None:
    """Have the partners know of what changed while they were asked about it."""
    for each in judged:
        if each.renews is None:
            continue
        record, entry = each.renews
        if record["state"] == PublicationState.SUBMITTED:
            await gate.open_submission({**record, "version": entry["version"]}, rewritten=True)
        await gate.reopen_changed(record, entry["version"], entry["fields"])


def _not_made(told: Told) -> Told:
    return told if told.outcome is UpsertOutcome.REFUSED else Told(told.reference, UpsertOutcome.NOT_MADE)

"""Bulk upsert: many records of a network created or brought up to date, in a number of statements that stays the same.

What the request names is read first, all of it at once; each item is then judged by that alone, and all of them by who
has in the end what only one may have; what is left to write is written last, table by table.
"""

from collections.abc import Sequence

from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.storage_usage import network_allowance
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads
from resolvers.exchange.item_upsert import ItemUpsert
from resolvers.exchange.items import Item, ItemResult, UpsertOutcome
from resolvers.exchange.network_context import NetworkContext
from resolvers.exchange.preload import preload
from resolvers.exchange.review_policy import review_policy
from resolvers.records.patch_context import PatchRequest, load_patch_context
from resolvers.records.save import save_changes


async def bulk_upsert(
    use_case: UseCase, party: NetworkContext, type_name: str, items: Sequence[Item], *, atomic: bool
) -> list[ItemResult]:
    """Return the result of each item, in order; with `atomic`, one refused item rolls all back.

    The items are of one type, any number of them.
    """
    work, viewer, now, kind = use_case.work, use_case.viewer, use_case.now, RECORD_TYPES[type_name]
    may_store = await network_allowance(work, viewer, party.space_id)
    knowledge = await preload(work, viewer, party, kind, items)
    requests = [PatchRequest(each.draft, knowledge.record_of(type_name, each.reference)) for each in items]
    context = await load_patch_context(ViewerReads(work, viewer), kind, requests, knowledge.answers)
    limits = await review_policy(work, now, party, type_name, anew=not any(each.before for each in requests))
    upserting = ItemUpsert(use_case, party, knowledge, context, limits, may_store)
    judged = [upserting.one(*each) for each in zip(items, requests, strict=True)]
    settled = await upserting.settle(work, judged)
    if atomic and not all(each.is_kept for each in judged):
        return [_not_made(each.told) for each in judged]
    planned = [each.change for each in judged if each.change is not None]
    await save_changes(use_case, kind, planned, settled=settled, counted=may_store, network_id=party.network_id)
    return [each.told for each in judged]


def _not_made(told: ItemResult) -> ItemResult:
    return told if told.outcome is UpsertOutcome.REFUSED else ItemResult(told.reference, UpsertOutcome.NOT_MADE)

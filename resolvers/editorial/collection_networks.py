"""Networks that begin to answer for a collection which they were asked about, and networks that no longer do."""

from models import ChangeKind
from resolvers.core.journal import differences
from resolvers.core.references import Reference
from resolvers.core.refusals import Conflict, NotPermitted, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.editorial.collection_store import (
    StoredCollection,
    check_not_reviewed,
    collection_space,
    journal_lists,
    load_collection,
    store_collection,
)
from resolvers.moderation.voters import choose_network, represented_networks, voting_network
from resolvers.records.planned_changes import plan_columns


async def join_collection(use_case: UseCase, record_id: str, expected: int, network: Reference | None) -> SaveResult:
    """A collection for which a network answers too, that was asked to."""
    joining = await voting_network(use_case, network)
    before = await load_collection(use_case, record_id, expected, {joining})
    if joining not in before.invited:
        refuse(Conflict("NOT_INVITED", before.row.version))
    await check_not_reviewed(use_case, before)
    return await _tied(use_case, before, before.networks | {joining}, before.invited - {joining})


async def leave_collection(use_case: UseCase, record_id: str, expected: int, network: Reference | None) -> SaveResult:
    """A collection for which a network answers no more, or is asked to no more; another one has to be left."""
    leaving = await choose_network(use_case, await represented_networks(use_case), network)
    before = await load_collection(use_case, record_id, expected, {leaving})
    if leaving not in before.networks | before.invited:
        refuse(NotPermitted("NO_VOICE"))
    if before.networks == {leaving}:
        refuse(Conflict("NOBODY_ANSWERS", before.row.version))
    return await _tied(use_case, before, before.networks - {leaving}, before.invited - {leaving})


async def _tied(
    use_case: UseCase, before: StoredCollection, networks: frozenset[str], invited: frozenset[str]
) -> SaveResult:
    changes = differences(before.lists, journal_lists(networks, invited, before.items))
    values = {"space_id": await collection_space(use_case, sorted(networks), before.row.space_id)}
    planned = plan_columns(ChangeKind.UPDATED, before.record, values, changes, use_case.now)
    return await store_collection(use_case, planned)

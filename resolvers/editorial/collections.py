"""Use cases of collections: create, change, publish and archive."""

from models import ChangeKind, PublicationState
from resolvers.core.journal import differences
from resolvers.core.refusals import Conflict, NotPermitted, ValidationFailed, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.editorial.collection_contents import CollectionDraft, ValidCollection, validate_collection
from resolvers.editorial.collection_store import (
    KIND,
    StoredCollection,
    check_not_reviewed,
    collection_space,
    journal_lists,
    load_collection,
    store_collection,
)
from resolvers.moderation.voters import check_may_withdraw_votes, represented_networks, votable_networks
from resolvers.records.patch import ValidPatch
from resolvers.records.planned_changes import new_record, plan_columns, plan_creation, plan_state
from resolvers.records.publication_policy import PublicationPolicy, publication_policy
from resolvers.validation import Problem


async def create_collection(use_case: UseCase, draft: CollectionDraft) -> SaveResult:
    """A collection that its networks alone see: those that the viewer speaks for answer for it, others are asked to."""
    spoken = set(await votable_networks(use_case))
    if not spoken:
        refuse(NotPermitted("NO_VOICE"))
    wanted = await validate_collection(use_case, draft, None)
    _refuse(wanted.problems)
    listed = wanted.networks or []
    answering, invited = [each for each in listed if each in spoken], [each for each in listed if each not in spoken]
    if not answering:
        refuse(NotPermitted("NO_VOICE"))
    kept = new_record(KIND, use_case.now, PublicationState.DRAFT, await collection_space(use_case, answering))
    planned = plan_creation(KIND, kept, ValidPatch(wanted.texts, {}, None))
    KIND.fold(planned.values)
    planned.changes |= differences({}, journal_lists(answering, invited, wanted.items or []))
    return await store_collection(use_case, planned)


async def update_collection(use_case: UseCase, record_id: str, expected: int, draft: CollectionDraft) -> SaveResult:
    """A collection as a draft wants it; what of it is public is public at once, and no other network is left out."""
    spoken = set(await votable_networks(use_case))
    before = await load_collection(use_case, record_id, expected, spoken)
    if not spoken & before.networks:
        refuse(NotPermitted("JOIN_FIRST" if spoken & before.invited else "NO_VOICE"))
    wanted = await validate_collection(use_case, draft, before)
    answering, invited = _tied(wanted, before, spoken)
    _refuse(wanted.problems)
    items = before.items if wanted.items is None else wanted.items
    changes = differences(before.record, wanted.texts)
    changes |= differences(before.lists, journal_lists(answering, invited, items))
    if not changes:
        return SaveResult(before.row.id, before.row.version)
    if not set(answering) <= before.networks:
        await check_not_reviewed(use_case, before)
    await _policy(use_case).check_not_redacted(before.record, changes.keys())
    values = {**wanted.texts, "space_id": await collection_space(use_case, answering, before.row.space_id)}
    KIND.fold(values)
    planned = plan_columns(ChangeKind.UPDATED, before.record, values, changes, use_case.now)
    return await store_collection(use_case, planned)


async def publish_collection(use_case: UseCase, record_id: str, expected: int) -> SaveResult:
    """Publish a collection, archived or not, unless the partners took it down."""
    spoken = set(await votable_networks(use_case))
    before = await load_collection(use_case, record_id, expected, spoken)
    if not spoken & before.networks:
        refuse(NotPermitted("NO_VOICE"))
    await _policy(use_case).check_restores(before.record, PublicationState.PUBLISHED)
    return await _move(use_case, before, ChangeKind.PUBLISHED, PublicationState.PUBLISHED)


async def archive_collection(use_case: UseCase, record_id: str, expected: int) -> SaveResult:
    """Archive a collection, on behalf of one of its networks, voting or not, or of a steward."""
    before = await load_collection(use_case, record_id, expected, await represented_networks(use_case))
    await check_may_withdraw_votes(use_case, before.networks)
    return await _move(use_case, before, ChangeKind.ARCHIVED, PublicationState.ARCHIVED)


async def _move(use_case: UseCase, before: StoredCollection, kind: ChangeKind, state: PublicationState) -> SaveResult:
    if before.row.state == state:
        refuse(Conflict(f"ALREADY_{state}", before.row.version))
    return await store_collection(use_case, plan_state(kind, before.record, state, use_case.now))


def _tied(wanted: ValidCollection, before: StoredCollection, spoken: set[str]) -> tuple[list[str], list[str]]:
    """The networks that will answer for a collection, and those that will be asked to; adds what is wrong with that.

    A network answers once somebody who speaks for it says so, and until somebody who does takes it out.
    """
    if wanted.networks is None:
        return sorted(before.networks), sorted(before.invited)
    answering = [each for each in wanted.networks if each in spoken | before.networks]
    if before.networks - spoken - set(answering):
        wanted.problems.append(Problem(("networks",), "OTHERS_ANSWER"))
    elif not answering and not wanted.problems:
        wanted.problems.append(Problem(("networks",), "NOBODY_ANSWERS"))
    return answering, [each for each in wanted.networks if each not in answering]


def _policy(use_case: UseCase) -> PublicationPolicy:
    return publication_policy(use_case, "Collection")


def _refuse(problems: list[Problem]) -> None:
    if problems:
        refuse(ValidationFailed(problems))

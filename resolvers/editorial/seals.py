"""Seals granted and withdrawn: a network's word for what others have done."""

from dataclasses import replace

from loaders.sql.statement import Row
from loaders.tables import RESOURCE, SEAL, SPACE
from models import ChangeKind, PublicationState, Seal, SealKind, ids
from resolvers.core.journal import JournalEntry, record_changes
from resolvers.core.references import Reference
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads, is_visible
from resolvers.moderation.judges import networks_with_interest
from resolvers.moderation.voters import check_may_withdraw_votes, voter_identity, voting_network
from resolvers.validation.texts import Limit, line

COLUMNS = tuple(SEAL.c.keys())


async def grant_seal(
    use_case: UseCase, resource_id: str, expected: int, by: Reference | None, kind: SealKind, text: str | None
) -> Row:
    """A seal on a resource that everyone sees, in the version that was read; one of a kind is in force at a time."""
    said, problems = (None, []) if text is None else line(Limit.SUMMARY)(text)
    if problems:
        refuse(ValidationFailed([each.under("text") for each in problems]))
    network = await voting_network(use_case, by)
    resource = await _published(use_case, resource_id)
    if resource.version != expected:
        refuse(Conflict(version=resource.version))
    await _check_apart(use_case, resource, network, kind)
    place = {"resource_id": resource_id, "network_id": network, "kind": kind}
    if await use_case.work.select(SEAL, {**place, "withdrawn_at": None}, ("id",)):
        refuse(Conflict("ALREADY_SEALED"))
    dated = {"created_at": use_case.now, "updated_at": use_case.now}
    seal_id = ids.new(Seal.prefix)
    await use_case.work.insert(SEAL, [{"id": seal_id, **dated, **place, "version": resource.version, "text": said}])
    await _note(use_case, resource, network, None, kind)
    return await use_case.row_by_id(SEAL, seal_id, COLUMNS)


async def withdraw_seal(use_case: UseCase, seal_id: str) -> Row:
    """A seal that no longer holds, which stays to be read; for the network that granted it, and stewards."""
    seal = await use_case.row_by_id(SEAL, seal_id, COLUMNS)
    await check_may_withdraw_votes(use_case, [seal.network_id])
    if seal.withdrawn_at is not None:
        refuse(Conflict("ALREADY_WITHDRAWN"))
    await use_case.work.update(SEAL, {"id": seal_id}, {"withdrawn_at": use_case.now, "updated_at": use_case.now})
    resource = await use_case.row_by_id(RESOURCE, seal.resource_id, ("id", "version", "state", "space_id"))
    by = None if use_case.viewer.acts_as_steward else seal.network_id
    await _note(use_case, resource, by, seal.kind, None)
    return await use_case.row_by_id(SEAL, seal_id, COLUMNS)


async def _published(use_case: UseCase, resource_id: str) -> Row:
    if not await is_visible(ViewerReads(use_case.work, use_case.viewer), "Resource", resource_id):
        refuse(NotFound())
    resource = await use_case.row_by_id(RESOURCE, resource_id, ("id", "version", "state", "space_id"))
    if resource.state != PublicationState.PUBLISHED:
        refuse(Conflict(f"IS_{resource.state}", resource.version))
    return resource


async def _check_apart(use_case: UseCase, resource: Row, network: str, kind: SealKind) -> None:
    """Refuse a seal on what is one's own; what its own member did, a network has not checked as others would."""
    tied = await networks_with_interest(use_case.work, use_case.now, resource.space_id)
    own = await use_case.work.select(SPACE, {"id": resource.space_id, "network_id": network}, ("id",))
    if (
        own
        or resource.space_id in (await voter_identity(use_case)).spaces
        or (kind is SealKind.VERIFIED and network in tied)
    ):
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))


async def _note(use_case: UseCase, resource: Row, network: str | None, before: str | None, after: str | None) -> None:
    """Write down which network's seal came or went: the resource itself stays as it is."""
    viewer = replace(use_case.viewer, network_id=network)
    state = PublicationState(resource.state)
    entry = JournalEntry(
        ChangeKind.UPDATED, resource.id, resource.version, state, resource.space_id, {"seal": (before, after)}
    )
    await record_changes(use_case.as_viewer(viewer), [entry])

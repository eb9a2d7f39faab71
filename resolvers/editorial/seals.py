"""Seals granted and withdrawn: a network's word for what others have done."""

from dataclasses import replace

from loaders.sql.statement import Row
from loaders.tables import RESOURCE, SEAL, SPACE
from models import ChangeKind, PublicationState, Seal, SealKind, ids
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.references import Reference
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads, is_visible
from resolvers.moderation.judges import networks_with_interest
from resolvers.moderation.voters import check_may_withdraw_votes, voter_identity, voting_network
from resolvers.records.planned_changes import PlannedChange
from resolvers.records.store import store_changes
from resolvers.validation.texts import Limit, line

COLUMNS = tuple(SEAL.c.keys())
RESOURCE_COLUMNS = ("id", "version", "state", "space_id")


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
    planned = _planned(resource, None, kind)
    planned.inserts.append((SEAL, {"id": seal_id, **dated, **place, "version": resource.version, "text": said}))
    await _store(use_case, network, planned)
    return await use_case.row_by_id(SEAL, seal_id, COLUMNS)


async def withdraw_seal(use_case: UseCase, seal_id: str) -> Row:
    """A seal that no longer holds, which stays to be read; for the network that granted it, and stewards."""
    seal = await use_case.row_by_id(SEAL, seal_id, COLUMNS)
    await check_may_withdraw_votes(use_case, [seal.network_id])
    if seal.withdrawn_at is not None:
        refuse(Conflict("ALREADY_WITHDRAWN"))
    planned = _planned(await use_case.row_by_id(RESOURCE, seal.resource_id, RESOURCE_COLUMNS), seal.kind, None)
    planned.updates.append((SEAL, ({"id": seal_id}, {"withdrawn_at": use_case.now, "updated_at": use_case.now})))
    await _store(use_case, None if use_case.viewer.acts_as_steward else seal.network_id, planned)
    return await use_case.row_by_id(SEAL, seal_id, COLUMNS)


async def _published(use_case: UseCase, resource_id: str) -> Row:
    if not await is_visible(ViewerReads(use_case.work, use_case.viewer), "Resource", resource_id):
        refuse(NotFound())
    resource = await use_case.row_by_id(RESOURCE, resource_id, RESOURCE_COLUMNS)
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


def _planned(resource: Row, before: str | None, after: str | None) -> PlannedChange:
    """Plan what the journal says of a seal that came or went: the resource itself stays as it is."""
    standing = dict(zip(RESOURCE_COLUMNS, resource, strict=True))
    return PlannedChange(ChangeKind.UPDATED, standing, {}, {"seal": (before, after)})


async def _store(use_case: UseCase, network: str | None, planned: PlannedChange) -> None:
    """Store a seal in the name of its network."""
    viewer = replace(use_case.viewer, network_id=network)
    await store_changes(use_case.as_viewer(viewer), RECORD_TYPES["Resource"], [planned])

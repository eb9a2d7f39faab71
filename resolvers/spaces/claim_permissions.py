"""Permissions for deciding claims: stewards, and people who act for a guarantor network."""

from collections.abc import Collection, Mapping

from loaders.queries.lookup import Lookup, Queryable, lookup
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.sql.target import Target
from loaders.tables import CLAIM, MEMBER, NETWORK, SPACE
from models import NetworkRole, Scope, SpaceRole
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.steward_reasons import check_reason
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.core.viewer_reads import ViewerReads
from resolvers.moderation.claim_rivals import claimants_of

NETWORKS = Lookup(Target(SPACE, "Space", key="id"), "network_id")
ROLES = Lookup(Target(NETWORK, "Network", key="id"), "role")


async def guarantor_spaces(reads: Queryable, viewer: Viewer) -> Mapping[str, str]:
    """The spaces in which the viewer manages a guarantor network, each with its network."""
    spaces = [space_id for space_id, role in viewer.roles.items() if role is SpaceRole.ADMIN]
    if not spaces or Scope.NETWORK_ADMIN not in viewer.scopes:
        return {}
    (networks,) = await lookup(reads, [(NETWORKS, spaces)])
    held = {space_id: network_id for space_id, network_id in networks.items() if network_id is not None}
    if not held:
        return {}
    (roles,) = await lookup(reads, [(ROLES, list(held.values()))])
    return {space_id: each for space_id, each in held.items() if roles[each] == NetworkRole.GUARANTOR}


async def check_may_decide(use_case: UseCase, claim: Row | None) -> None:
    """Refuse who does not decide about claims, whether there is one or not, and everyone in a case of their own."""
    viewer = use_case.viewer
    spaces = await guarantor_spaces(ViewerReads(use_case.work, viewer), viewer)
    if not viewer.steward and not spaces:
        refuse(NotPermitted("DECIDED_BY_GUARANTORS"))
    if not spaces:
        check_reason(viewer)
    if claim is not None and not (await _parties(use_case, claim)).isdisjoint(await _behind(use_case, spaces)):
        refuse(NotPermitted("OWN_CLAIM"))


async def _parties(use_case: UseCase, claim: Row) -> set[str]:
    """The accounts with a part in a claim: who has ever claimed the authority, works in its space, or lost it."""
    where = {"actor_id": claim.actor_id}
    found = {row.account_id for row in await use_case.work.select(CLAIM, where, ("account_id",))}
    for (space_id,) in await use_case.work.select(SPACE, where, ("id",)):
        found |= {row.account_id for row in await use_case.work.select(MEMBER, {"space_id": space_id}, ("account_id",))}
    return found | await claimants_of(use_case.work, claim.actor_id)


async def _behind(use_case: UseCase, spaces: Collection[str]) -> set[str]:
    """The accounts that decide in a request: the person, or all in a network's space, who can have its token."""
    if use_case.viewer.account_id is not None:
        return {use_case.viewer.account_id}
    rows = await select_in(use_case.work, MEMBER, "space_id", sorted(spaces), ("account_id",))
    return {use_case.viewer.person_id or "", *(row.account_id for row in rows)}

"""Voters: the networks for which a viewer can vote, and the person behind a request, who votes once in a round."""

from collections.abc import Collection
from dataclasses import dataclass

from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, DECISION, MEMBER, NETWORK, SPACE, VOTE
from loaders.unit_of_work import UnitOfWork
from models import WITH_A_VOICE, Panel, SpaceRole
from resolvers.core.references import Reference
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.steward_reasons import check_reason
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.core.viewer_reads import ViewerReads, resolve_id


async def votable_networks(use_case: UseCase) -> list[str]:
    """The networks that the viewer speaks for: as an editor of their spaces, or as their program."""
    return sorted(await represented_networks(use_case) & await voting_networks(use_case.work))


async def represented_networks(use_case: UseCase) -> set[str]:
    """The networks for which the viewer acts, with a voice or not: who edits in their spaces, and their programs.

    What a program may do is its scope, which was looked at before.
    """
    if use_case.viewer.network_id is not None:
        return {use_case.viewer.network_id}
    edited = [each for each in use_case.viewer.roles if use_case.viewer.has_role(each, SpaceRole.EDITOR)]
    return {row.network_id for row in await select_in(use_case.work, SPACE, "id", edited, ("network_id",))} - {None}


async def represented_names(reads: Queryable, viewer: Viewer) -> tuple[frozenset[str], bool]:
    """Return the networks for which a person can vote, by whatever token, and whether they are a steward."""
    if viewer.answered_by is None:
        return viewer.voices, viewer.steward
    person = [viewer.answered_by]
    accounts = await select_in(reads, ACCOUNT, "id", person, ("steward",))
    roles = await select_in(reads, MEMBER, "account_id", person, ("space_id", "role"))
    edited = sorted(row.space_id for row in roles if row.role != SpaceRole.MEMBER)
    spaces = await select_in(reads, SPACE, "id", edited, ("network_id",))
    return viewer.voices | ({row.network_id for row in spaces} - {None}), any(row.steward for row in accounts)


async def check_may_withdraw_votes(use_case: UseCase, network_ids: Collection[str]) -> None:
    """Refuse to take back what networks said, but to stewards, and to who edits for one of them, voice or not."""
    if await represented_networks(use_case) & set(network_ids):
        return
    if not use_case.viewer.steward:
        refuse(NotPermitted("NO_VOICE"))
    check_reason(use_case.viewer)


async def voting_network(use_case: UseCase, network: Reference | None) -> str:
    """The network that the viewer speaks for: the one named, or the only one; refuses who speaks for none."""
    return await choose_network(use_case, await votable_networks(use_case), network)


async def ballot_network(use_case: UseCase, network: Reference | None) -> str:
    """The network that the viewer votes for: stewards vote for none, whatever space they have a role in."""
    if use_case.viewer.steward:
        refuse(NotPermitted("NO_VOICE"))
    return await voting_network(use_case, network)


async def choose_network(use_case: UseCase, found: Collection[str], network: Reference | None) -> str:
    """Return the named one of some networks, or the only one."""
    if network is not None:
        network_id = await resolve_id(ViewerReads(use_case.work, use_case.viewer), network, "network")
        return network_id if network_id in found else refuse(NotPermitted("NO_VOICE"))
    if len(found) == 1:
        return next(iter(found))
    return refuse(NotPermitted("WHICH_NETWORK" if found else "NO_VOICE"))


async def voting_networks(work: UnitOfWork) -> set[str]:
    """All networks that take part in decisions."""
    return {row.id for row in await select_in(work, NETWORK, "role", WITH_A_VOICE, ("id",))}


@dataclass(frozen=True, slots=True)
class VoterIdentity:
    """The person behind a request, and where they belong."""

    account_id: str | None
    """The responsible person's account; None for a program without one."""
    spaces: frozenset[str]
    networks: frozenset[str]


async def voter_identity(use_case: UseCase) -> VoterIdentity:
    """The person who asks, or who answers for the program that does: what keeps them back keeps it back."""
    viewer = use_case.viewer
    spaces, networks = frozenset(viewer.roles), viewer.networks
    if viewer.answered_by is None:
        return VoterIdentity(viewer.person_id, spaces, networks)
    rows = await use_case.work.select(MEMBER, {"account_id": viewer.answered_by}, ("space_id",))
    held = frozenset(row.space_id for row in rows)
    spaces_held = await select_in(use_case.work, SPACE, "id", sorted(held), ("network_id",))
    theirs = {row.network_id for row in spaces_held} - {None}
    return VoterIdentity(viewer.answered_by, spaces | held, networks | theirs)


async def check_votes_once(use_case: UseCase, case: Row, account_id: str | None, name: str | None) -> None:
    """Refuse a person who has voted in this round in another name, a network's or the stewards' (None).

    An appeal is judged by those who did not sit, whatever name they sat in, unless all networks judge. Who has sat, or
    has ever spoken for a network, leaves the case to another steward.
    """
    if account_id is None:
        return
    said = await use_case.work.select(VOTE, {"case_id": case.id, "account_id": account_id}, ("round", "network_id"))
    if any(row.network_id != name for row in said if name is None or row.round == case.round):
        refuse(NotPermitted("SPOKE_ALREADY"))
    if said and (name is None or case.panel == Panel.FRESH):
        decided = {row.round for row in await use_case.work.select(DECISION, {"case_id": case.id}, ("round",))}
        if any(row.round in decided for row in said):
            refuse(NotPermitted("SAT_BEFORE"))

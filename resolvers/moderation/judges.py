"""Judges of a case: those without a conflict of interest in it, and the networks of its panel."""

from datetime import datetime

from loaders.queries.eligibility import eligible_in_cases, networks_of_spaces
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import COLLECTION_NETWORK, REPORT, SPACE
from loaders.unit_of_work import UnitOfWork
from models import FROM_OUTSIDE, CaseKind, Panel, Stage
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.moderation.claim_rivals import has_claimed, is_rival
from resolvers.moderation.voters import VoterIdentity


def may_read_case(viewer: Viewer, case: Row) -> bool:
    """True if the viewer may read a case: as a moderator or steward, by their space, or because they opened it."""
    return viewer.access.moderates or viewer.steward or case.owner_id in viewer.roles or opened_case(viewer, case)


def opened_case(viewer: Viewer, case: Row) -> bool:
    """True if the viewer opened a case as a person or as a network's program, and not for a space."""
    person = viewer.account_id is not None and viewer.account_id == case.account_id
    program = viewer.network_id is not None and viewer.network_id == case.network_id
    return case.kind in FROM_OUTSIDE and (person or program)


def party_name(viewer: Viewer) -> dict[str, str | None]:
    """The name in which somebody reports or suggests: their own, or that of the network whose program it is."""
    return {"account_id": viewer.account_id} if viewer.account_id else {"network_id": viewer.network_id}


def redacting_party(viewer: Viewer) -> str:
    """The account or network that has something hidden."""
    return str(viewer.account_id or viewer.network_id)


async def reports_in_case(work: UnitOfWork, viewer: Viewer, case: Row) -> bool:
    """True if a case asks what the viewer does: they opened it, or joined those who report the same."""
    return opened_case(viewer, case) or bool(
        await work.select(REPORT, {"case_id": case.id, **party_name(viewer)}, ("id",))
    )


def _is_party(viewer: Viewer, case: Row, asking_id: str | None) -> bool:
    """True if somebody opened the case, or belongs to the network that did, or to the space that owns the record.

    They vote for no network. `asking_id` is the network that opened it.
    """
    opened = viewer.person_id is not None and viewer.person_id == case.account_id
    return opened or asking_id in viewer.networks or case.owner_id in viewer.roles


async def has_conflict(use_case: UseCase, case: Row, who: VoterIdentity) -> bool:
    """The same of the person who speaks, with all spaces whose record it is, and with those against whom a claim is."""
    joined = await use_case.work.select(REPORT, {"case_id": case.id}, ("account_id", "network_id"))
    people = {case.account_id, case.hidden_by, *(row.account_id for row in joined)} - {None}
    networks = {case.network_id, *(row.network_id for row in joined)}
    if who.account_id in people or not who.networks.isdisjoint(networks):
        return True
    if case.kind == CaseKind.CLAIM and await has_claimed(use_case.work, case.node_id, who.account_id):
        return True
    if await is_rival(use_case.work, case.id, who.account_id):
        return True
    return not who.spaces.isdisjoint(await owner_spaces(use_case.work, case))


async def owner_spaces(work: UnitOfWork, case: Row) -> list[str]:
    """The spaces whose record a case is about: a collection is of all networks that answer for it."""
    if case.type_name != "Collection":
        return [case.owner_id] if case.owner_id else []
    networks = await work.select(COLLECTION_NETWORK, {"collection_id": case.node_id}, ("network_id",))
    return [row.id for row in await select_in(work, SPACE, "network_id", [row.network_id for row in networks], ("id",))]


async def eligible_networks(work: UnitOfWork, now: datetime, case_id: str) -> list[Row]:
    """The networks with a voice and without a part in a case, whether each `sat` in it before, and `said` something."""
    return await eligible_in_cases(work, [case_id], now.date())


async def check_eligible(work: UnitOfWork, now: datetime, case: Row, network_id: str) -> None:
    """Refuse a network that does not judge the present round of a case, with the reason."""
    if case.panel == Panel.OWNER:
        refuse(NotPermitted("OWNER_FIRST"))
    judge = next((row for row in await eligible_networks(work, now, case.id) if row.network_id == network_id), None)
    if judge is None:
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))
    if not panel_includes(case.panel, judge):
        refuse(NotPermitted("SAT_BEFORE"))


async def networks_with_interest(work: UnitOfWork, now: datetime, space_id: str | None) -> set[str]:
    """The networks that do not judge what is a space's: its own, and those of which it is a member."""
    return await networks_of_spaces(work, [space_id] if space_id else [], now.date())


def awaits_vote(viewer: Viewer, row: Row, *, blind: bool) -> bool:
    """True if a case waits for a network of the viewer's, by a row that `eligible_among` gives.

    Who is `blind` to what their colleagues say knows only whether they have spoken themselves.
    """
    said = row.said_by_person if blind else row.said
    return not said and not row.spoken and not viewer.steward and is_eligible(viewer, row)


def is_eligible(viewer: Viewer, row: Row) -> bool:
    """True if one of the viewer's networks may vote on the open case, whether it has voted or not."""
    mine = row.stage == Stage.OPEN and row.network_id in viewer.voices
    return mine and not _is_party(viewer, row, row.asking_id) and panel_includes(row.panel, row)


def panel_includes(panel: str, judge: Row) -> bool:
    """True if a panel includes a network that may vote on the case."""
    return panel != Panel.OWNER and not (panel == Panel.FRESH and judge.sat)

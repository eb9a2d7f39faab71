"""Eligibility of networks to vote on cases: one statement for one case, a page of them, or all open ones."""

from datetime import datetime

from loaders.queries.eligibility import eligible_in_cases, networks_of_spaces, networks_with_part
from loaders.sql.statement import Row
from loaders.unit_of_work import UnitOfWork
from models import Panel, Stage
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.viewer import Viewer
from resolvers.moderation.conflict_of_interest import is_party


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


async def conflicted_networks(work: UnitOfWork, now: datetime, case_id: str) -> set[str]:
    """The networks that may not judge a case: whose it is, and those of which those are members whose it is."""
    return await networks_with_part(work, [case_id], now.date())


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
    return mine and not is_party(viewer, row, row.asking_id) and panel_includes(row.panel, row)


def panel_includes(panel: str, judge: Row) -> bool:
    """True if a panel includes a network that may vote on the case."""
    return panel != Panel.OWNER and not (panel == Panel.FRESH and judge.sat)

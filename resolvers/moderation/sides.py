"""The sides of a case, and which of them lost: whoever asked for something, and whoever had it."""

from loaders.sql.statement import Row
from models import CaseKind, Side, SpaceRole
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.losers import losers_of
from resolvers.moderation.parts import owners_of, reports, sees
from resolvers.moderation.rivals import is_rival
from resolvers.moderation.voices import networks_of


async def sides_of(acting: UseCase, case: Row) -> set[Side]:
    """The sides that the viewer is on; refuses who is on none, whether they may know of the case or not."""
    viewer = acting.viewer
    sides = set()
    theirs = case.network_id is not None and case.network_id in await networks_of(acting)
    if theirs or await reports(acting.work, viewer, case):
        sides.add(Side.OPENER)
    if case.kind == CaseKind.CLAIM:
        sides |= {Side.RIVAL} if await is_rival(acting.work, case.id, viewer.account_id) else set()
    elif any(viewer.has_role(each, SpaceRole.EDITOR) for each in await owners_of(acting.work, case)):
        sides.add(Side.OWNER)
    return sides or refuse(NotPermitted("NOT_CONCERNED") if sees(viewer, case) else NotFound())


def check_lost(case: Row, decision: Row, sides: set[Side]) -> Side:
    """The side whose words an appeal is; refuses who has lost nothing: nobody spends the appeal of who has."""
    lost = sorted(sides & losers_of(case.kind, decision.verdict), key=list(Side).index)
    return lost[0] if lost else refuse(Conflict("DECIDED_IN_FAVOUR"))

"""The sides of a case, and the losing one: the requester, and the owner or rival."""

from loaders.sql.statement import Row
from models import CaseKind, Side, SpaceRole
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.claim_rivals import is_rival
from resolvers.moderation.conflict_of_interest import may_read_case, owner_spaces, reports_in_case
from resolvers.moderation.losing_sides import losing_sides
from resolvers.moderation.voting_rights import represented_networks


async def sides_of(use_case: UseCase, case: Row) -> set[Side]:
    """Return the viewer's sides in a case; refuses viewers who are on none."""
    viewer = use_case.viewer
    sides = set()
    theirs = case.network_id is not None and case.network_id in await represented_networks(use_case)
    if theirs or await reports_in_case(use_case.work, viewer, case):
        sides.add(Side.OPENER)
    if case.kind == CaseKind.CLAIM:
        sides |= {Side.RIVAL} if await is_rival(use_case.work, case.id, viewer.account_id) else set()
    elif any(viewer.has_role(each, SpaceRole.EDITOR) for each in await owner_spaces(use_case.work, case)):
        sides.add(Side.OWNER)
    return sides or refuse(NotPermitted("NOT_CONCERNED") if may_read_case(viewer, case) else NotFound())


def losing_side(case: Row, decision: Row, sides: set[Side]) -> Side:
    """Return the side for which the viewer appeals; refuses sides that have not lost."""
    lost = sorted(sides & losing_sides(case.kind, decision.verdict), key=list(Side).index)
    return lost[0] if lost else refuse(Conflict("DECIDED_IN_FAVOUR"))

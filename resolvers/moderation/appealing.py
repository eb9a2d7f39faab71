"""Appeals: a decision judged once more, by networks that did not sit, or by all of them and the stewards."""

from loaders.sql.statement import Row
from models import CaseKind, Panel
from resolvers.core.refusals import Conflict, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.appealable import check_can_follow
from resolvers.moderation.consequences import hand_in_again
from resolvers.moderation.deciding import COLUMNS as DECISION_COLUMNS
from resolvers.moderation.judging import judges_of
from resolvers.moderation.losers import losers_of
from resolvers.moderation.opening import COLUMNS, ask_anew, pending_case
from resolvers.moderation.policies import POLICY
from resolvers.moderation.sides import check_lost, sides_of
from resolvers.moderation.stages import Doing, check_stage
from resolvers.moderation.tables import CASE, DECISION
from resolvers.moderation.telling import tell_appeal
from resolvers.validation.texts import Limit, line


async def appeal(acting: UseCase, case_id: str, reason: str) -> Row:
    """The case in the round of its appeal; for those against whom it was decided, once, in time."""
    text, problems = line(Limit.SUMMARY)(reason)
    if problems:
        refuse(ValidationFailed([each.under("reason") for each in problems]))
    case = await acting.row_by_id(CASE, case_id, COLUMNS)
    sides = await sides_of(acting, case)
    check_stage(case, Doing.APPEAL)
    decision = await _decision(acting, case)
    if losers_of(case.kind, decision.verdict):
        _check_time(acting, decision)
    side = check_lost(case, decision, sides)
    if await pending_case(acting.work, case.node_id, CaseKind(case.kind), case.question):
        refuse(Conflict("CASE_PENDING"))
    values = await check_can_follow(acting, case, decision)
    values |= {"appeal": text, "appealed_by": side, "appellant_id": acting.viewer.account_id}
    await ask_anew(acting.work, acting.now, case, {"panel": await _panel(acting, case), **values})
    await hand_in_again(acting, case)
    await tell_appeal(acting, case, side)
    return await acting.row_by_id(CASE, case_id, COLUMNS)


async def _decision(acting: UseCase, case: Row) -> Row:
    """The decision that stands."""
    decisions = await acting.work.select(DECISION, {"case_id": case.id}, DECISION_COLUMNS)
    return max(decisions, key=lambda row: row.round)


def _check_time(acting: UseCase, decision: Row) -> None:
    """Refuse an appeal against a decision that is final."""
    if decision.appealable_until is None or decision.appealable_until < acting.now:
        refuse(Conflict("DECIDED_FOR_GOOD"))


async def _panel(acting: UseCase, case: Row) -> Panel:
    """Those who did not sit, if they are enough for the quorum; else all, and the stewards with them."""
    (policy,) = await acting.work.select(POLICY, {"id": case.policy_id}, ("quorum",))
    fresh = [row for row in await judges_of(acting.work, acting.now, case.id) if not row.sat]
    return Panel.FRESH if len(fresh) >= policy.quorum else Panel.EVERYONE

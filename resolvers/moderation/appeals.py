"""Appeals: a decision judged once more, by networks that did not sit, or by all of them and the stewards."""

from loaders.sql.statement import Row
from loaders.tables import CASE, DECISION, POLICY
from models import CaseKind, Panel
from resolvers.core.refusals import Conflict, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.appeal_preconditions import check_appealable
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS, pending_case, reopen_round
from resolvers.moderation.consequences import resubmit
from resolvers.moderation.decisions import COLUMNS as DECISION_COLUMNS
from resolvers.moderation.eligibility import eligible_networks
from resolvers.moderation.losing_sides import losing_sides
from resolvers.moderation.notifications import notify_appeal
from resolvers.moderation.sides import losing_side, sides_of
from resolvers.validation.texts import Limit, line


async def open_appeal(use_case: UseCase, case_id: str, reason: str) -> Row:
    """The case in the round of its appeal; for those against whom it was decided, once, in time."""
    text, problems = line(Limit.SUMMARY)(reason)
    if problems:
        refuse(ValidationFailed([each.under("reason") for each in problems]))
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    sides = await sides_of(use_case, case)
    CASE_LIFECYCLE.check("appeal", case.stage)
    decision = await _decision(use_case, case)
    if losing_sides(case.kind, decision.verdict):
        _check_time(use_case, decision)
    side = losing_side(case, decision, sides)
    if await pending_case(use_case.work, case.node_id, CaseKind(case.kind), case.question):
        refuse(Conflict("CASE_PENDING"))
    values = await check_appealable(use_case, case, decision)
    values |= {"appeal": text, "appealed_by": side, "appellant_id": use_case.viewer.account_id}
    await reopen_round(use_case.work, use_case.now, case, {"panel": await _panel(use_case, case), **values})
    await resubmit(use_case, case)
    await notify_appeal(use_case, case, side)
    return await use_case.row_by_id(CASE, case_id, COLUMNS)


async def _decision(use_case: UseCase, case: Row) -> Row:
    """Return the decision in force."""
    decisions = await use_case.work.select(DECISION, {"case_id": case.id}, DECISION_COLUMNS)
    return max(decisions, key=lambda row: row.round)


def _check_time(use_case: UseCase, decision: Row) -> None:
    """Refuse an appeal against a decision that is final."""
    if decision.appealable_until is None or decision.appealable_until < use_case.now:
        refuse(Conflict("DECIDED_FOR_GOOD"))


async def _panel(use_case: UseCase, case: Row) -> Panel:
    """Those who did not sit, if they are enough for the quorum; else all, and the stewards with them."""
    (policy,) = await use_case.work.select(POLICY, {"id": case.policy_id}, ("quorum",))
    fresh = [row for row in await eligible_networks(use_case.work, use_case.now, case.id) if not row.sat]
    return Panel.FRESH if len(fresh) >= policy.quorum else Panel.EVERYONE

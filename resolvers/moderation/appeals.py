"""Appeals: a decision judged once more, by networks that did not sit, or by all of them and the stewards."""

from loaders.sql.statement import Row
from loaders.tables import CASE, POLICY
from models import CaseKind, Panel, PublicationState, Side, SpaceRole
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_kinds import CASE_KINDS, outcome_of
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS, case_record_service, pending_case, reopen_round
from resolvers.moderation.claim_rivals import is_rival
from resolvers.moderation.decisions import latest_decision
from resolvers.moderation.judges import eligible_networks, may_read_case, owner_spaces, reports_in_case
from resolvers.moderation.notifications import notify_appeal
from resolvers.moderation.voters import represented_networks
from resolvers.privacy.anonymisation import is_anonymised
from resolvers.validation.texts import Limit, line


async def open_appeal(use_case: UseCase, case_id: str, reason: str) -> Row:
    """The case in the round of its appeal; for those against whom it was decided, once, in time."""
    text, problems = line(Limit.SUMMARY)(reason)
    if problems:
        refuse(ValidationFailed([each.under("reason") for each in problems]))
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    sides = await _sides_of(use_case, case)
    CASE_LIFECYCLE.check("appeal", case.stage)
    decision: Row = await latest_decision(use_case.work, case.id)
    if outcome_of(case.kind, decision.verdict).loses:
        _check_time(use_case, decision)
    side = _losing_side(case, decision, sides)
    if await pending_case(use_case.work, case.node_id, CaseKind(case.kind), case.question):
        refuse(Conflict("CASE_PENDING"))
    if await is_anonymised(use_case.work, case.node_id):
        refuse(Conflict("ERASED"))
    values = await CASE_KINDS[CaseKind(case.kind)].check_appeal(use_case, case, decision)
    values |= {"appeal": text, "appealed_by": side, "appellant_id": use_case.viewer.account_id}
    await reopen_round(use_case.work, use_case.now, case, {"panel": await _panel(use_case, case), **values})
    await _resubmit(use_case, case)
    await notify_appeal(use_case, case, side)
    return await use_case.row_by_id(CASE, case_id, COLUMNS)


async def _resubmit(use_case: UseCase, case: Row) -> None:
    """Submit a returned record again, so that it stays visible and unchanged during the appeal."""
    if case.kind != CaseKind.SUBMISSION:
        return
    kind = REVIEWABLE_TYPES[case.type_name]
    (record,) = await use_case.work.select(kind.table, {"id": case.node_id}, ("state", "version"))
    if record.state != PublicationState.DRAFT:
        refuse(Conflict(f"IS_{record.state}", record.version))
    await case_record_service(use_case, case).set_state(case.node_id, PublicationState.SUBMITTED)


def _check_time(use_case: UseCase, decision: Row) -> None:
    """Refuse an appeal against a decision that is final."""
    if decision.appealable_until is None or decision.appealable_until < use_case.now:
        refuse(Conflict("DECIDED_FOR_GOOD"))


async def _panel(use_case: UseCase, case: Row) -> Panel:
    """Those who did not sit, if they are enough for the quorum; else all, and the stewards with them."""
    (policy,) = await use_case.work.select(POLICY, {"id": case.policy_id}, ("quorum",))
    fresh = [row for row in await eligible_networks(use_case.work, use_case.now, case.id) if not row.sat]
    return Panel.FRESH if len(fresh) >= policy.quorum else Panel.EVERYONE


async def _sides_of(use_case: UseCase, case: Row) -> set[Side]:
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


def _losing_side(case: Row, decision: Row, sides: set[Side]) -> Side:
    """Return the side for which the viewer appeals; refuses sides that have not lost."""
    lost = sorted(sides & outcome_of(case.kind, decision.verdict).loses, key=list(Side).index)
    return lost[0] if lost else refuse(Conflict("DECIDED_IN_FAVOUR"))

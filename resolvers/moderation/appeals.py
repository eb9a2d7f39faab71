"""Appeals: a decision judged once more, by networks that did not sit, or by all of them and the stewards."""

from typing import Any

from loaders.sql.statement import Row
from loaders.tables import CASE, CLAIM, DECISION, POLICY
from models import CaseKind, ClaimState, Hindrance, Panel, PublicationState, Side, SpaceRole, Verdict
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS, case_record_service, pending_case, reopen_round, system_record_service
from resolvers.moderation.claim_rivals import is_rival
from resolvers.moderation.decisions import COLUMNS as DECISION_COLUMNS
from resolvers.moderation.judges import eligible_networks, may_read_case, owner_spaces, reports_in_case
from resolvers.moderation.losing_sides import losing_sides
from resolvers.moderation.notifications import notify_appeal
from resolvers.moderation.takedowns import CONTENT_CASES, fields_changed_since
from resolvers.moderation.voters import represented_networks
from resolvers.privacy.anonymisation import is_anonymised
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


async def check_appealable(use_case: UseCase, case: Row, decision: Row) -> dict[str, Any]:
    """The columns of a case that its appeal changes; refuses an appeal about what is not there any more."""
    if await is_anonymised(use_case.work, case.node_id):
        refuse(Conflict("ERASED"))
    if case.kind == CaseKind.CLAIM:
        await _check_claim(use_case, case, decision)
    elif case.kind == CaseKind.SUBMISSION:
        if await fields_changed_since(use_case.work, case.node_id, decision.created_at):  # which can be handed in
            refuse(Conflict("SAYS_SOMETHING_ELSE"))
    elif case.kind in CONTENT_CASES:
        return await _proposed(use_case, case, decision)
    return {}


async def _check_claim(use_case: UseCase, case: Row, decision: Row) -> None:
    """Refuse where the claim was settled otherwise since, or somebody else confirmed once its person had left."""
    was_granted = decision.verdict == Verdict.APPROVED
    where = {"actor_id": case.node_id, "state": ClaimState.CONFIRMED} if was_granted else {"id": case.question}
    claims = await use_case.work.select(CLAIM, where, ("id", "state"))
    state = ClaimState.CONFIRMED if was_granted else ClaimState.REFUSED
    if [(row.id, row.state) for row in claims] != [(case.question, state)]:
        refuse(Conflict("CLAIM_SETTLED"))


async def _proposed(use_case: UseCase, case: Row, decision: Row) -> dict[str, Any]:
    """Return the proposed content against the current record; refuses if nothing of it is left."""
    kind = REVIEWABLE_TYPES[case.type_name]
    (record,) = await use_case.work.select(kind.table, {"id": case.node_id}, ("state", "version"))
    says = await system_record_service(use_case, kind).content(case.node_id)
    if decision.verdict == Verdict.APPROVED and decision.hindered_by != Hindrance.MOVED:
        if not any(says.get(name) == after for name, (_, after) in case.proposed.items()):
            refuse(Conflict("SAYS_SOMETHING_ELSE", record.version))
        return {}
    if record.state != PublicationState.PUBLISHED:
        refuse(Conflict(f"IS_{record.state}", record.version))
    left = {name: [says.get(name), after] for name, (_, after) in case.proposed.items() if says.get(name) != after}
    if not left:
        refuse(Conflict("SAYS_SOMETHING_ELSE", record.version))
    return {"proposed": left, "version": record.version}

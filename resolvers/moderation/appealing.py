"""Appeals: a decision judged once more, by networks that did not sit, or by all of them and the stewards."""

from typing import Any

from loaders.statement import Row
from models import CaseKind, Ground, Panel, SpaceRole
from resolvers.editing.editable import JUDGED
from resolvers.mails.kind import Kind
from resolvers.moderation.consequences import bring_back, edit_for_all
from resolvers.moderation.deciding import COLUMNS as DECISION_COLUMNS
from resolvers.moderation.hiding import hide
from resolvers.moderation.judging import judges_of
from resolvers.moderation.opening import COLUMNS, ask_anew, pending_case
from resolvers.moderation.parts import asked, owners_of, sees
from resolvers.moderation.policies import POLICY
from resolvers.moderation.stages import Doing, check_stage
from resolvers.moderation.tables import CASE, DECISION
from resolvers.moderation.telling import tell_owner
from resolvers.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.spaces.acting import Acting
from resolvers.validation.texts import Limit, line


async def appeal(acting: Acting, case_id: str, reason: str) -> Row:
    """The case in the round of its appeal; for who opened it, and for the space whose record it is, once, in time."""
    text, problems = line(Limit.SUMMARY)(reason)
    if problems:
        refuse(ValidationFailed([each.under("reason") for each in problems]))
    case = await acting.named(CASE, case_id, COLUMNS)
    await _check_concerned(acting, case)
    check_stage(case, Doing.APPEAL)
    decisions = await acting.work.select(DECISION, {"case_id": case.id}, DECISION_COLUMNS)
    decision = max(decisions, key=lambda row: row.round)
    if decision.appealable_until is None or decision.appealable_until < acting.now:
        refuse(Conflict("DECIDED_FOR_GOOD"))
    if await pending_case(acting.work, case.node_id, CaseKind(case.kind), case.question):
        refuse(Conflict("CASE_PENDING"))
    values = {"panel": await _panel(acting, case), "text": text, **await _hidden_again(acting, case)}
    await ask_anew(acting.work, acting.now, case, values)
    await bring_back(acting, case)
    if asked(acting.viewer, case):
        await tell_owner(acting, case, Kind.RECORD_REPORTED)
    return await acting.named(CASE, case_id, COLUMNS)


async def _check_concerned(acting: Acting, case: Row) -> None:
    """Refuse who has no part in the case, whether they may know of it or not."""
    viewer = acting.viewer
    owns = any(viewer.has_role(each, SpaceRole.EDITOR) for each in await owners_of(acting.work, case))
    if asked(viewer, case) or owns or case.network_id in viewer.networks:
        return
    refuse(NotPermitted("NOT_CONCERNED") if sees(viewer, case) else NotFound())


async def _hidden_again(acting: Acting, case: Row) -> dict[str, Any]:
    """What a case on personal data keeps of the field, which is hidden until the appeal is decided, too."""
    if case.ground != Ground.PERSONAL_DATA:
        return {}
    kind = JUDGED[case.type_name]
    return {"proposed": await hide(acting, edit_for_all(acting, kind), kind, case.node_id, case.question)}


async def _panel(acting: Acting, case: Row) -> Panel:
    """Those who did not sit, if they are enough for the quorum; else all, and the stewards with them."""
    (policy,) = await acting.work.select(POLICY, {"id": case.policy_id}, ("quorum",))
    fresh = [row for row in await judges_of(acting.work, acting.now, case.id) if not row.sat]
    return Panel.FRESH if len(fresh) >= policy.quorum else Panel.EVERYONE

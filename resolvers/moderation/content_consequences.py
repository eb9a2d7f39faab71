"""What follows a decision on the content of a record: a change is made, or reverted where nobody wrote over it."""

from loaders.sql.statement import Row
from models import CaseKind, Hindrance, Panel, Verdict
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_kinds import NO_EFFECT, DecisionEffect, case_kind
from resolvers.moderation.cases import case_record_service, pending_case
from resolvers.moderation.takedowns import is_record_public
from resolvers.records.service import RecordService


@case_kind(CaseKind.CHANGE)
async def decide_change(use_case: UseCase, case: Row, verdict: Verdict, earlier: Row | None) -> DecisionEffect:
    """Make the change that was decided of what is public, or take back the one that an earlier round made."""
    edit = case_record_service(use_case, case)
    made = earlier is not None and earlier.verdict == Verdict.APPROVED and earlier.hindered_by != Hindrance.MOVED
    if verdict is not Verdict.APPROVED:
        return DecisionEffect(await edit.apply(case.node_id, inverse_change(case.proposed))) if made else NO_EFFECT
    if not made and not await is_record_public(use_case.work, case.type_name, case.node_id):
        return DecisionEffect(Hindrance.MOVED)
    return DecisionEffect(await edit.apply(case.node_id, case.proposed))


@case_kind(CaseKind.SUGGESTION)
async def decide_suggestion(use_case: UseCase, case: Row, verdict: Verdict, earlier: Row | None) -> DecisionEffect:
    """Make the change that others suggest: in the name of its owner where they accept it, and else in that of all."""
    if case.panel != Panel.OWNER:
        return await decide_change(use_case, case, verdict, earlier)
    return await _accepted(use_case, case) if verdict is Verdict.APPROVED else NO_EFFECT


async def _accepted(use_case: UseCase, case: Row) -> DecisionEffect:
    """Make the change as its owner makes any; what of theirs waits for the partners already is not given up for it."""
    own = await pending_case(use_case.work, case.node_id, CaseKind.CHANGE)
    wanted = {**(own.proposed if own else {}), **case.proposed}
    edit = RecordService(use_case, RECORD_TYPES[case.type_name])
    return DecisionEffect(await edit.apply(case.node_id, wanted))


def inverse_change(proposed: dict[str, list[object]]) -> dict[str, list[object]]:
    """The change that undoes a change."""
    return {name: [after, before] for name, (before, after) in proposed.items()}

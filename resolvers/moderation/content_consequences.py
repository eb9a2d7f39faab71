"""Consequences of a decision on the content of a record: a change is made, or reverted where nobody wrote over it."""

from typing import Any

from loaders.sql.statement import Row
from models import CaseKind, Hindrance, Panel, PublicationState, Verdict
from resolvers.core.record_types import RECORD_TYPES, REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.case_kinds import (
    ITS_SPACE,
    NO_EFFECT,
    NOBODY,
    OPENER,
    OWNER,
    DecisionEffect,
    Outcome,
    case_kind,
)
from resolvers.moderation.cases import case_record_service, pending_case, system_record_service
from resolvers.moderation.takedowns import is_record_public
from resolvers.records.service import RecordService


async def check_something_left(use_case: UseCase, case: Row, decision: Row) -> dict[str, Any]:
    """Return the proposed content against the current record; refuses an appeal if nothing of it is left."""
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


@case_kind(
    CaseKind.CHANGE,
    {
        Verdict.APPROVED: Outcome(MailKind.CHANGE_APPROVED, NOBODY),
        Verdict.REJECTED: Outcome(MailKind.CHANGE_REJECTED, ITS_SPACE),
        Verdict.CHANGES_REQUESTED: Outcome(MailKind.CHANGE_RETURNED, ITS_SPACE),
    },
    check_appeal=check_something_left,
)
async def decide_change(use_case: UseCase, case: Row, verdict: Verdict, earlier: Row | None) -> DecisionEffect:
    """Make the change that was decided of what is public, or take back the one that an earlier round made."""
    edit = case_record_service(use_case, case)
    made = earlier is not None and earlier.verdict == Verdict.APPROVED and earlier.hindered_by != Hindrance.MOVED
    if verdict is not Verdict.APPROVED:
        return DecisionEffect(await edit.apply(case.node_id, _inverse_change(case.proposed))) if made else NO_EFFECT
    if not made and not await is_record_public(use_case.work, case.type_name, case.node_id):
        return DecisionEffect(Hindrance.MOVED)
    return DecisionEffect(await edit.apply(case.node_id, case.proposed))


@case_kind(
    CaseKind.SUGGESTION,
    {
        Verdict.APPROVED: Outcome(MailKind.SUGGESTION_APPROVED, OWNER, MailKind.RECORD_CORRECTED),
        Verdict.REJECTED: Outcome(MailKind.SUGGESTION_REJECTED, OPENER, MailKind.RECORD_UNCHANGED),
        Verdict.CHANGES_REQUESTED: Outcome(MailKind.SUGGESTION_RETURNED, OPENER, MailKind.RECORD_UNCHANGED),
    },
    check_appeal=check_something_left,
)
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


def _inverse_change(proposed: dict[str, list[object]]) -> dict[str, list[object]]:
    """The change that undoes a change."""
    return {name: [after, before] for name, (before, after) in proposed.items()}

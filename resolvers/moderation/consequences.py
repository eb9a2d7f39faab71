"""Consequences of a decision, checked when it is carried out: those that are impossible by now are reported."""

from loaders.sql.statement import Row
from models import CaseKind, Ground, Panel, PublicationState, Verdict
from resolvers.core.record_types import REVIEWABLE_TYPES, RecordType
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.moderation.claim_decisions import award_space
from resolvers.moderation.content_changes import apply_accepted_change, apply_change
from resolvers.moderation.decision_effect import NO_EFFECT, DecisionEffect
from resolvers.moderation.record_state import apply_state
from resolvers.moderation.redaction import decide_redaction
from resolvers.records.service import RecordService


async def apply_decision(acting: UseCase, case: Row, verdict: Verdict, earlier: Row | None) -> DecisionEffect:
    """Do what a verdict says, in the name of all: no person and no network stands in the journal for it.

    `earlier` is the decision that it supersedes, which is undone as far as nothing was changed since. What the owner of
    a record accepts, they do in their own name.
    """
    kind = CaseKind(case.kind)
    if kind is CaseKind.CLAIM:
        return await award_space(acting, case, verdict, earlier)
    if case.panel == Panel.OWNER:
        return await apply_accepted_change(acting, case) if verdict is Verdict.APPROVED else NO_EFFECT
    edit = system_record_service(acting, REVIEWABLE_TYPES[case.type_name])
    if kind is CaseKind.REPORT and case.ground == Ground.PERSONAL_DATA:
        return await decide_redaction(acting, edit, case, verdict)
    if kind in {CaseKind.CHANGE, CaseKind.SUGGESTION}:
        return await apply_change(acting, edit, case, verdict, earlier)
    return await apply_state(acting, edit, case, verdict, earlier)


async def return_to_draft(acting: UseCase, case: Row) -> None:
    """Have a record that cannot be published any more be its space's draft again."""
    await system_record_service(acting, REVIEWABLE_TYPES[case.type_name]).set_state(
        case.node_id, PublicationState.DRAFT
    )


async def resubmit(acting: UseCase, case: Row) -> None:
    """Have what was given back stand as handed in again, so that what is judged on appeal is seen, and kept."""
    if case.kind != CaseKind.SUBMISSION:
        return
    kind = REVIEWABLE_TYPES[case.type_name]
    (record,) = await acting.work.select(kind.table, {"id": case.node_id}, ("state", "version"))
    if record.state != PublicationState.DRAFT:
        refuse(Conflict(f"IS_{record.state}", record.version))
    await system_record_service(acting, kind).set_state(case.node_id, PublicationState.SUBMITTED)


def system_record_service(acting: UseCase, kind: RecordType) -> RecordService:
    """Edits of a type in the name of all."""
    return RecordService(acting.work, system_viewer(acting.viewer), acting.now, kind)

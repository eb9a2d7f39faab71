"""Consequences of a decision, checked when it is carried out: those that are impossible by now are reported."""

from loaders.sql.statement import Row
from models import CaseKind, PublicationState, Verdict
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_kinds import CONSEQUENCES
from resolvers.moderation.decision_effect import DecisionEffect
from resolvers.moderation.system_edits import case_record_service


async def apply_decision(use_case: UseCase, case: Row, verdict: Verdict, earlier: Row | None) -> DecisionEffect:
    """Carry out a verdict, as the kind of the case declares it.

    What the partners decide is done in the name of all: no person and no network stands in the journal for it. What the
    owner of a record accepts, they do in their own name. `earlier` is the decision that this one supersedes, which is
    undone as far as nothing was changed since.
    """
    return await CONSEQUENCES[CaseKind(case.kind)](use_case, case, verdict, earlier)


async def return_to_draft(use_case: UseCase, case: Row) -> None:
    """Return a record that can no longer be published to its space as a draft."""
    await case_record_service(use_case, case).set_state(case.node_id, PublicationState.DRAFT)


async def resubmit(use_case: UseCase, case: Row) -> None:
    """Submit a returned record again, so that it stays visible and unchanged during the appeal."""
    if case.kind != CaseKind.SUBMISSION:
        return
    kind = REVIEWABLE_TYPES[case.type_name]
    (record,) = await use_case.work.select(kind.table, {"id": case.node_id}, ("state", "version"))
    if record.state != PublicationState.DRAFT:
        refuse(Conflict(f"IS_{record.state}", record.version))
    await case_record_service(use_case, case).set_state(case.node_id, PublicationState.SUBMITTED)

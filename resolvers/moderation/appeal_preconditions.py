"""Preconditions of an appeal: it is refused if its result could not be carried out."""

from typing import Any

from loaders.sql.statement import Row
from loaders.tables import CLAIM
from models import CaseKind, ClaimState, Hindrance, PublicationState, Verdict
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.adverse_decisions import CONTENT_CASES
from resolvers.moderation.changes_since import fields_changed_since
from resolvers.moderation.system_edits import system_record_service
from resolvers.privacy.anonymisation import is_anonymised


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

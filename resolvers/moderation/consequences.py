"""What follows from a decision: the record stands where it was decided, and who asked is told."""

from collections.abc import Mapping

from loaders.statement import Row
from models import CaseKind, PublicationState, Verdict
from resolvers.editing.edit import Edit
from resolvers.editing.editable import EDITABLE
from resolvers.moderation.hiding import decide_hidden
from resolvers.moderation.together import together
from resolvers.spaces.acting import Acting

LEADS_TO: Mapping[tuple[CaseKind, Verdict], PublicationState] = {
    (CaseKind.SUBMISSION, Verdict.APPROVED): PublicationState.PUBLISHED,
    (CaseKind.SUBMISSION, Verdict.REJECTED): PublicationState.DRAFT,
    (CaseKind.SUBMISSION, Verdict.CHANGES_REQUESTED): PublicationState.DRAFT,
    (CaseKind.REPORT, Verdict.APPROVED): PublicationState.ARCHIVED,
    (CaseKind.REPORT, Verdict.REJECTED): PublicationState.PUBLISHED,
    (CaseKind.REPORT, Verdict.CHANGES_REQUESTED): PublicationState.DRAFT,
    (CaseKind.DUPLICATE, Verdict.APPROVED): PublicationState.ARCHIVED,
    (CaseKind.DUPLICATE, Verdict.REJECTED): PublicationState.PUBLISHED,
}
"""Where a record stands after a decision about it."""


async def carry_out(acting: Acting, case: Row, verdict: Verdict) -> None:
    """Do what a verdict says, in the name of all: no person and no network stands in the journal for it."""
    kind = CaseKind(case.kind)
    edit = Edit(acting.work, together(acting.viewer), acting.now, EDITABLE[case.type_name])
    if kind is CaseKind.CHANGE and verdict is Verdict.APPROVED:
        await edit.apply(case.node_id, case.proposed)
    if kind is CaseKind.REPORT and case.proposed is not None:
        await decide_hidden(acting, edit, case, verdict)
        return
    state = LEADS_TO.get((kind, verdict))
    undoes = verdict is Verdict.REJECTED and kind is not CaseKind.SUBMISSION  # what an earlier round did, if there was
    if state is not None and not (undoes and case.round == 1):
        await edit.place(case.node_id, state)

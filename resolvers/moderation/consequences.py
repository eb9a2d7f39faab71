"""What follows from a decision: the record stands where it was decided, and who asked is told."""

from collections.abc import Mapping
from dataclasses import replace

from loaders.statement import Row
from models import CaseKind, PublicationState, Verdict
from resolvers.editing.edit import Edit
from resolvers.editing.editable import EDITABLE
from resolvers.spaces.acting import Acting
from resolvers.viewer import EVERY_SCOPE, Viewer

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
    if verdict is Verdict.REJECTED and kind is not CaseKind.SUBMISSION and case.round == 1:
        return  # nothing was done yet that had to be undone
    state = LEADS_TO.get((kind, verdict))
    if state is not None:
        await edit.place(case.node_id, state)


def together(viewer: Viewer) -> Viewer:
    """The partners together, as what carries their decisions out."""
    return replace(viewer, account_id=None, token_id=None, network_id=None, scopes=EVERY_SCOPE, roles={}, steward=True)

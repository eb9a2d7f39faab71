"""What follows from a decision: the record stands where it was decided, and who asked is told."""

from collections.abc import Mapping
from dataclasses import replace

import models
from loaders.statement import Row
from models import CaseKind, ClaimState, Panel, PublicationState, Verdict
from resolvers.editing.edit import Edit
from resolvers.editing.editable import EDITABLE, table_of
from resolvers.moderation.hiding import decide_hidden
from resolvers.moderation.together import together
from resolvers.spaces.acting import Acting
from resolvers.spaces.settling import settle_claim

PROPOSING = frozenset({CaseKind.CHANGE, CaseKind.SUGGESTION})
"""The cases on other content of a record."""
CLAIM = table_of(models.Claim)
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
    if kind is CaseKind.CLAIM:
        await _settle_claim(acting, case, verdict)
        return
    edit = Edit(acting.work, together(acting.viewer), acting.now, EDITABLE[case.type_name])
    if kind in PROPOSING and verdict is Verdict.APPROVED and case.panel != Panel.OWNER:
        await edit.apply(case.node_id, case.proposed)
    if kind is CaseKind.REPORT and case.proposed is not None:
        await decide_hidden(acting, edit, case, verdict)
        return
    state = LEADS_TO.get((kind, verdict))
    undoes = verdict is Verdict.REJECTED and kind is not CaseKind.SUBMISSION  # what an earlier round did, if there was
    if state is not None and not (undoes and case.round == 1):
        await edit.place(case.node_id, state)


async def _settle_claim(acting: Acting, case: Row, verdict: Verdict) -> None:
    """Give the space to who claimed it, or not; a claim that was settled before stays as it is."""
    if await acting.work.select(CLAIM, {"id": case.question, "state": ClaimState.CONTESTED}, ("id",)):
        for_all = replace(acting, viewer=together(acting.viewer))
        await settle_claim(for_all, case.question, in_favour=verdict is Verdict.APPROVED)

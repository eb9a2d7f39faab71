"""What follows from a decision: the record stands where it was decided, and who asked is told."""

from collections.abc import Mapping
from dataclasses import replace

import models
from loaders.statement import Row
from models import CaseKind, ClaimState, Panel, PublicationState, Verdict
from resolvers.editing.edit import Edit
from resolvers.editing.editable import JUDGED, Editable, table_of
from resolvers.moderation.gate import PROPOSING
from resolvers.moderation.hiding import decide_hidden
from resolvers.moderation.together import together
from resolvers.refusals import Conflict, refuse
from resolvers.spaces.acting import Acting
from resolvers.spaces.settling import settle_claim

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


async def carry_out(acting: Acting, case: Row, verdict: Verdict, earlier: Row | None) -> None:
    """Do what a verdict says, in the name of all: no person and no network stands in the journal for it.

    `earlier` is the decision that it supersedes, which is undone as far as nothing was changed since.
    """
    kind = CaseKind(case.kind)
    if kind is CaseKind.CLAIM:
        await _settle_claim(acting, case, verdict)
        return
    edit = edit_for_all(acting, JUDGED[case.type_name])
    if kind is CaseKind.REPORT and case.proposed is not None:
        await decide_hidden(acting, edit, case, verdict)
    elif kind in PROPOSING and case.panel != Panel.OWNER:
        await _change(edit, case, verdict, earlier)
    elif kind is CaseKind.SUBMISSION or await _stands(acting, case, earlier):
        await _place(edit, case, verdict, earlier)


async def bring_back(acting: Acting, case: Row) -> None:
    """Have what was handed in, and given back, stand as handed in again, so that what is judged is seen, and kept."""
    if case.kind != CaseKind.SUBMISSION:
        return
    kind = JUDGED[case.type_name]
    (record,) = await acting.work.select(kind.table, {"id": case.node_id}, ("state", "version"))
    if record.state != PublicationState.DRAFT:
        refuse(Conflict(f"IS_{record.state}", record.version))
    await edit_for_all(acting, kind).place(case.node_id, PublicationState.SUBMITTED)


def edit_for_all(acting: Acting, kind: Editable) -> Edit:
    """Edits of a type in the name of all."""
    return Edit(acting.work, together(acting.viewer), acting.now, kind)


async def _change(edit: Edit, case: Row, verdict: Verdict, earlier: Row | None) -> None:
    """Make the change that was decided, or take back the one that an earlier round made."""
    made = earlier is not None and earlier.verdict == Verdict.APPROVED
    if verdict is Verdict.APPROVED and not made:
        await edit.apply(case.node_id, case.proposed)
    elif verdict is not Verdict.APPROVED and made:
        await edit.apply(case.node_id, {name: [after, before] for name, (before, after) in case.proposed.items()})


async def _place(edit: Edit, case: Row, verdict: Verdict, earlier: Row | None) -> None:
    """Have the record stand where it was decided; what was rejected undoes what an earlier round did, if it did."""
    state = LEADS_TO.get((CaseKind(case.kind), verdict))
    undoes = verdict is Verdict.REJECTED and case.kind != CaseKind.SUBMISSION
    if state is not None and not (undoes and earlier is None):
        await edit.place(case.node_id, state)


async def _stands(acting: Acting, case: Row, earlier: Row | None) -> bool:
    """Whether a reported record still stands as it was left: as published, or as the earlier decision placed it.

    What its space has changed or put away since is not published by a decision that was about something else.
    """
    table = JUDGED[case.type_name].table
    for row in await acting.work.select(table, {"id": case.node_id}, ("state", "updated_at")):
        if earlier is None or earlier.verdict == Verdict.REJECTED:
            return bool(row.state == PublicationState.PUBLISHED)
        return bool(row.state == PublicationState.PUBLISHED or row.updated_at <= earlier.created_at)
    return False


async def _settle_claim(acting: Acting, case: Row, verdict: Verdict) -> None:
    """Give the space to who claimed it, or not; a claim that was settled before stays as it is."""
    if await acting.work.select(CLAIM, {"id": case.question, "state": ClaimState.CONTESTED}, ("id",)):
        for_all = replace(acting, viewer=together(acting.viewer))
        await settle_claim(for_all, case.question, in_favour=verdict is Verdict.APPROVED)

"""Consequences of a decision on the state of a record: it is published, returned, taken down, or left as before."""

from datetime import datetime
from typing import Any

from loaders.sql.statement import Row
from loaders.unit_of_work import UnitOfWork
from models import CaseKind, Ground, Hindrance, PublicationState, Verdict
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.use_case import UseCase
from resolvers.core.verified_spaces import is_verified
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
    outcome_of,
)
from resolvers.moderation.cases import case_record_service, close_duplicates_of
from resolvers.moderation.notifications import notify_closed
from resolvers.moderation.redaction import decide_redaction
from resolvers.moderation.takedowns import (
    TAKEDOWN_KINDS,
    awaits_revision,
    fields_changed_since,
    is_record_public,
    is_taken_down,
    state_changed_since,
)


async def check_unchanged(use_case: UseCase, case: Row, decision: Row) -> dict[str, Any]:
    """Refuse an appeal about a record that says something else since: as such, it can be submitted."""
    if await fields_changed_since(use_case.work, case.node_id, decision.created_at):
        refuse(Conflict("SAYS_SOMETHING_ELSE"))
    return {}


@case_kind(
    CaseKind.SUBMISSION,
    {
        Verdict.APPROVED: Outcome(MailKind.SUBMISSION_APPROVED, NOBODY, state=PublicationState.PUBLISHED),
        Verdict.REJECTED: Outcome(MailKind.SUBMISSION_REJECTED, ITS_SPACE, state=PublicationState.DRAFT),
        Verdict.CHANGES_REQUESTED: Outcome(MailKind.SUBMISSION_RETURNED, ITS_SPACE, state=PublicationState.DRAFT),
    },
    of=PublicationState.SUBMITTED,
    check_appeal=check_unchanged,
    ends_with_subject=True,
)
async def decide_submission(use_case: UseCase, case: Row, verdict: Verdict, _earlier: Row | None) -> DecisionEffect:
    """Publish or return a submitted record; one that was withdrawn meanwhile stays as it is."""
    state = outcome_of(CaseKind.SUBMISSION, verdict).state
    if state is None or await _state(use_case, case) != PublicationState.SUBMITTED:
        return DecisionEffect(Hindrance.MOVED)
    if state is PublicationState.PUBLISHED and not await is_verified(use_case.work, case.owner_id):
        return NO_EFFECT  # it is published once it is confirmed who acts in the space, which the mail says
    await case_record_service(use_case, case).set_state(case.node_id, state)
    return NO_EFFECT


@case_kind(
    CaseKind.REPORT,
    {
        Verdict.APPROVED: Outcome(
            MailKind.REPORT_UPHELD, OWNER, MailKind.RECORD_TAKEN_DOWN, state=PublicationState.ARCHIVED
        ),
        Verdict.REJECTED: Outcome(MailKind.REPORT_REJECTED, OPENER, MailKind.RECORD_KEPT),
        # The record is not taken down for good, as one side asked, and it is not public, as the other side had it.
        Verdict.CHANGES_REQUESTED: Outcome(
            MailKind.REPORT_RETURNED, OPENER | OWNER, MailKind.RECORD_RETURNED, state=PublicationState.DRAFT
        ),
    },
)
async def decide_report(use_case: UseCase, case: Row, verdict: Verdict, earlier: Row | None) -> DecisionEffect:
    """Take a reported record down or leave it; where personal data is reported, that is erased or shown again."""
    if case.ground == Ground.PERSONAL_DATA:
        return await decide_redaction(use_case, case, verdict)
    return await _placed(use_case, case, outcome_of(CaseKind.REPORT, verdict).state, earlier)


@case_kind(
    CaseKind.DUPLICATE,
    {
        Verdict.APPROVED: Outcome(
            MailKind.REPORT_UPHELD, OWNER, MailKind.RECORD_TAKEN_DOWN, state=PublicationState.ARCHIVED
        ),
        Verdict.REJECTED: Outcome(MailKind.REPORT_REJECTED, OPENER, MailKind.RECORD_KEPT),
        Verdict.CHANGES_REQUESTED: Outcome(MailKind.REPORT_RETURNED, OPENER, MailKind.RECORD_TO_REVISE),
    },
)
async def decide_duplicate(use_case: UseCase, case: Row, verdict: Verdict, earlier: Row | None) -> DecisionEffect:
    """Take a record down as the duplicate of another one, as long as that one is public."""
    state = outcome_of(CaseKind.DUPLICATE, verdict).state
    if state is not None and not await is_record_public(use_case.work, case.type_name, case.question):
        undone = await _undone(use_case, case, earlier)
        return DecisionEffect(Hindrance.OTHER_GONE, undone.before)
    return await _placed(use_case, case, state, earlier)


async def _placed(use_case: UseCase, case: Row, state: PublicationState | None, earlier: Row | None) -> DecisionEffect:
    """Give the record the decided state; a decision on appeal restores the state before the first one."""
    if state is None:
        return await _undone(use_case, case, earlier)
    return await _taken_down(use_case, case, state, earlier)


async def _taken_down(use_case: UseCase, case: Row, state: PublicationState, earlier: Row | None) -> DecisionEffect:
    """Archive or return a record that was decided against; its space's own archiving becomes permanent.

    What was handed in meanwhile goes as well: nobody is asked any more whether it is published. What was taken down
    before, and says something else since, was not what an appeal is about, be it public again or not.
    """
    stood, before = await _state(use_case, case), _before(earlier)
    if stood == state or (stood == PublicationState.ARCHIVED and not before):
        return DecisionEffect(before=before)
    stands = stood == PublicationState.PUBLISHED
    if before or not stands:
        since = earlier.created_at if earlier is not None and before else case.opened_at
        if hindrance := await _hindrance(use_case.work, case.node_id, since, written_alone=stands or not before):
            return DecisionEffect(hindrance, before)
    if state is not PublicationState.ARCHIVED and await is_taken_down(use_case.work, case.node_id, besides=case.id):
        return DecisionEffect(Hindrance.OTHER_DECISION, before)
    await case_record_service(use_case, case).set_state(case.node_id, state)
    if state is PublicationState.ARCHIVED:
        for closed in await close_duplicates_of(use_case.work, use_case.now, case.node_id):
            await notify_closed(use_case, closed)
    return DecisionEffect(before=before or {"state": stood})


async def _undone(use_case: UseCase, case: Row, earlier: Row | None) -> DecisionEffect:
    """Restore the record's state before the earlier decision, unless it has changed since.

    What its space has changed or put away meanwhile is not published by a decision that was about something else.
    """
    if earlier is None or not (before := _before(earlier)):
        return NO_EFFECT
    state = PublicationState(before["state"])
    if state is PublicationState.SUBMITTED:  # which was no longer asked for once it was put away
        state = PublicationState.DRAFT
    if await _state(use_case, case) == state:
        return NO_EFFECT
    if hindrance := await _hindrance(use_case.work, case.node_id, earlier.created_at):
        return DecisionEffect(hindrance)
    if await is_taken_down(use_case.work, case.node_id, besides=case.id):
        return DecisionEffect(Hindrance.OTHER_DECISION)
    sent_back = state is PublicationState.PUBLISHED and await awaits_revision(
        use_case.work, case.node_id, besides=case.id
    )
    await case_record_service(use_case, case).set_state(case.node_id, PublicationState.DRAFT if sent_back else state)
    return DecisionEffect(Hindrance.OTHER_DECISION if sent_back else None)


def leads_to_publication(case: Row, verdict: Verdict) -> bool:
    """True if a verdict can make a whole record public, for the first time or again."""
    if case.kind == CaseKind.SUBMISSION:
        return verdict is Verdict.APPROVED
    of_record = case.kind in TAKEDOWN_KINDS and case.ground != Ground.PERSONAL_DATA
    return of_record and outcome_of(case.kind, verdict).state is None


def _before(earlier: Row | None) -> dict[str, str]:
    """Return the state before an earlier decision; empty if that decision did not change it."""
    if earlier is None or earlier.verdict == Verdict.REJECTED:
        return {}
    # Of decisions of old, nothing was written down: they took nothing down but what was public.
    return dict(earlier.before) if earlier.before is not None else {"state": PublicationState.PUBLISHED.value}


async def _state(use_case: UseCase, case: Row) -> str | None:
    rows = await use_case.work.select(REVIEWABLE_TYPES[case.type_name].table, {"id": case.node_id}, ("state",))
    return rows[0].state if rows else None


async def _hindrance(
    work: UnitOfWork, record_id: str, since: datetime, *, written_alone: bool = False
) -> Hindrance | None:
    """Return the hindrance of a record that was written since a moment or, unless `written_alone`, moved."""
    if await fields_changed_since(work, record_id, since):
        return Hindrance.CHANGED
    return Hindrance.MOVED if not written_alone and await state_changed_since(work, record_id, since) else None

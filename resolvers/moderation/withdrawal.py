"""Cases taken back by who opened them, before anything was decided."""

from loaders.sql.statement import Row
from loaders.tables import CASE, DECISION
from models import FROM_OUTSIDE, CaseKind, ChangeKind, PublicationState, SpaceRole, Stage, Verdict
from resolvers.core.journal import JournalEntry, record_changes
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS, withdraw_case
from resolvers.moderation.conflict_of_interest import may_read_case, opened_case, reports_in_case
from resolvers.moderation.notifications import notify_owner
from resolvers.moderation.redaction import decide_redaction
from resolvers.moderation.report_merging import merged_reports, withdraw_merged_report
from resolvers.moderation.takedowns import TAKEDOWN_KINDS
from resolvers.moderation.vote_counting import check_undecided

OTHERWISE = frozenset({CaseKind.CLAIM, CaseKind.SUBMISSION})
"""Kinds of cases that end with their subject: a claim that is withdrawn, a record that is archived."""


async def withdraw_own_case(use_case: UseCase, case_id: str) -> Row:
    """Withdraw a report or suggestion, or a change that a space proposed, and return its case.

    What a report has hidden is shown again. Where others report the same, the case goes on for them.
    """
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    await _check_own(use_case, case)
    if case.kind in OTHERWISE:
        refuse(Conflict("ENDS_OTHERWISE"))
    CASE_LIFECYCLE.check("withdraw", case.stage)
    if await use_case.work.select(DECISION, {"case_id": case.id}, ("id",)):
        refuse(Conflict("DECIDED_BEFORE"))
    await check_undecided(use_case.work, case, use_case.now)
    others = await merged_reports(use_case, case)
    if others or _is_anothers(use_case, case):
        await withdraw_merged_report(use_case, case, others)
        await _note(use_case, case, "report")
    else:
        await _end(use_case, case)
        await _note(use_case, case, "stage")
    return await use_case.row_by_id(CASE, case_id, COLUMNS)


async def _end(use_case: UseCase, case: Row) -> None:
    """Close a case from which every request was withdrawn."""
    await withdraw_case(use_case.work, use_case.now, case)
    if case.kind == CaseKind.REPORT and case.proposed is not None:
        await decide_redaction(use_case, case, Verdict.REJECTED)
    if case.kind in FROM_OUTSIDE:
        await notify_owner(use_case, case, MailKind.REQUEST_WITHDRAWN)


def _is_anothers(use_case: UseCase, case: Row) -> bool:
    """True if somebody else opened a case, and has not taken it back."""
    theirs = case.kind in TAKEDOWN_KINDS and not opened_case(use_case.viewer, case)
    return theirs and (case.account_id or case.network_id) is not None


async def _check_own(use_case: UseCase, case: Row) -> None:
    """Refuse viewers who did not open the case, for themselves or for their space."""
    viewer = use_case.viewer
    if await reports_in_case(use_case.work, viewer, case) or (
        case.kind not in FROM_OUTSIDE and viewer.has_role(case.owner_id, SpaceRole.EDITOR)
    ):
        return
    refuse(NotPermitted() if may_read_case(viewer, case) else NotFound())


async def _note(use_case: UseCase, case: Row, what: str) -> None:
    """Record the withdrawal of a case, or of a report in it.

    It is said of the case and not of the record, whose history everyone reads.
    """
    changes = {what: (case.stage, Stage.WITHDRAWN)}
    entry = JournalEntry(ChangeKind.ARCHIVED, case.id, case.round, PublicationState.DRAFT, None, changes)
    await record_changes(use_case, [entry])

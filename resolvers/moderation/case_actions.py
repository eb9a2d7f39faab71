"""Actions on a case besides votes: a network holds it, whoever asked withdraws it, a steward settles it."""

from datetime import timedelta

from loaders.sql.statement import Row
from loaders.tables import CASE, DECISION
from models import FROM_OUTSIDE, CaseKind, ChangeKind, Choice, PublicationState, SpaceRole, Stage, Verdict
from resolvers.core.journal import JournalEntry, record_changes
from resolvers.core.references import Reference
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.case_kinds import CASE_KINDS
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS, withdraw_case
from resolvers.moderation.claim_rivals import awaits_appeal
from resolvers.moderation.decisions import record_decision
from resolvers.moderation.judges import check_eligible, has_conflict, may_read_case, opened_case, reports_in_case
from resolvers.moderation.notifications import notify_owner
from resolvers.moderation.redaction import decide_redaction
from resolvers.moderation.repeated_reports import merged_reports, withdraw_merged_report
from resolvers.moderation.takedowns import TAKEDOWN_KINDS
from resolvers.moderation.tally import VERDICTS, check_undecided, votes_in
from resolvers.moderation.voters import ballot_network, voter_identity
from resolvers.moderation.voting import Ballot, StoredVote, valid_vote_text, write_vote
from resolvers.validation import Problem

HELD_FOR = timedelta(days=2)
"""The time for which a network holds a case."""


async def assign(use_case: UseCase, case_id: str, network: Reference | None) -> Row:
    """The case held by a network that may vote in it; refuses while another one holds it."""
    case, holder = await _open_case(use_case, case_id), await ballot_network(use_case, network)
    if await has_conflict(use_case, case, await voter_identity(use_case)):
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))
    await check_eligible(use_case.work, use_case.now, case, holder)
    if case.held_by not in (None, holder) and case.held_until > use_case.now:
        refuse(Conflict("CASE_HELD"))
    return await _held(use_case, case, holder)


async def unassign(use_case: UseCase, case_id: str, network: Reference | None) -> Row:
    """The case free for others; refuses a network that does not hold it."""
    case, holder = await _open_case(use_case, case_id), await ballot_network(use_case, network)
    if case.held_by != holder:
        refuse(Conflict("CASE_NOT_HELD"))
    return await _held(use_case, case, None)


async def _held(use_case: UseCase, case: Row, network: str | None) -> Row:
    until = None if network is None else use_case.now + HELD_FOR
    await use_case.work.update(CASE, {"id": case.id}, {"held_by": network, "held_until": until})
    return await use_case.row_by_id(CASE, case.id, COLUMNS)


async def _open_case(use_case: UseCase, case_id: str) -> Row:
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    CASE_LIFECYCLE.check("hold", case.stage)
    return case


async def withdraw_own_case(use_case: UseCase, case_id: str) -> Row:
    """Withdraw a report or suggestion, or a change that a space proposed, and return its case.

    What a report has hidden is shown again. Where others report the same, the case goes on for them.
    """
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    await _check_own(use_case, case)
    if CASE_KINDS[CaseKind(case.kind)].ends_with_subject:
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


async def decide_escalated(use_case: UseCase, case_id: str, ballot: Ballot) -> Row:
    """The case as a steward decided it; what the networks said stays beside the decision."""
    if not use_case.viewer.steward:
        refuse(NotPermitted("DECIDED_BY_STEWARDS"))
    text = valid_vote_text(ballot, explained=True)
    if ballot.choice is Choice.ABSTAIN:
        refuse(ValidationFailed([Problem(("choice",), "DECIDES_NOTHING")]))
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    CASE_LIFECYCLE.check("settle", case.stage)
    who = await voter_identity(use_case)
    if await has_conflict(use_case, case, who):
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))
    await write_vote(use_case, case, StoredVote(who.account_id, None, ballot, text))
    if await awaits_appeal(use_case.work, case, VERDICTS[ballot.choice]):
        refuse(Conflict("APPEAL_PENDING"))
    votes = await votes_in(use_case.work, case)
    await record_decision(use_case, case, VERDICTS[ballot.choice], use_case.now, votes, by_stewards=True)
    return await use_case.row_by_id(CASE, case_id, COLUMNS)

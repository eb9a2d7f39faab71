"""Decisions: the results of votes, recorded permanently and carried out."""

from collections.abc import Sequence
from datetime import datetime

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE, DECISION, NETWORK, POLICY
from loaders.unit_of_work import ConstraintError, Rollback, UnitOfWork
from models import ON_APPEAL, CaseKind, Decision, Ground, Hindrance, Panel, PublicationState, Stage, Verdict, ids
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_kinds import CASE_KINDS, DecisionEffect, outcome_of
from resolvers.moderation.cases import case_record_service, reopen_round, withdraw_case
from resolvers.moderation.claim_rivals import awaits_appeal
from resolvers.moderation.notifications import notify_outcome, notify_stewards
from resolvers.moderation.policies import COLUMNS as POLICY_COLUMNS
from resolvers.moderation.policies import HOUR, voting_terms
from resolvers.moderation.state_consequences import leads_to_publication
from resolvers.moderation.takedowns import CONTENT_CASES
from resolvers.moderation.tally import (
    STEWARDS,
    VERDICTS,
    count_votes,
    counted_votes,
    last_votes,
    votes_by_choice,
    votes_in,
)
from resolvers.privacy.anonymisation import is_anonymised

COLUMNS = tuple(DECISION.c.keys())
FOR = {verdict: choice for choice, verdict in VERDICTS.items()}
"""The choice of those who were for a verdict."""


async def latest_decision(work: UnitOfWork, case_id: str) -> Row | None:
    """Return the decision of the latest round of a case that was decided, with COLUMNS."""
    return max(await work.select(DECISION, {"case_id": case_id}, COLUMNS), key=lambda row: row.round, default=None)


async def decide_if_due(use_case: UseCase, case: Row) -> None:
    """Decide a case that is open, if its votes and the clock do."""
    votes, found = await count_votes(use_case.work, case, use_case.now)
    if found.verdict is None:
        # Every vote touches its case, so that of two that are cast at once one waits for what the other came to; but
        # nothing that anybody sees, since that would tell them that somebody has voted.
        ripe = use_case.now >= case.next_at
        await use_case.work.update(CASE, {"id": case.id}, {"next_at": case.due_at if ripe else case.next_at})
    elif found.verdict is Verdict.ESCALATED and case.panel == Panel.OWNER:
        await reopen_round(use_case.work, use_case.now, case, {"panel": Panel.PARTNERS})
    elif found.verdict is Verdict.ESCALATED:
        await _escalate(use_case, case)
    elif await awaits_appeal(use_case.work, case, found.verdict):
        await use_case.work.update(CASE, {"id": case.id}, {"next_at": min(case.next_at, use_case.now)})
    else:
        await record_decision(use_case, case, found.verdict, found.at or use_case.now, votes)


async def _escalate(use_case: UseCase, case: Row) -> None:
    """Leave a case to the stewards, for as long as the networks had it."""
    (policy,) = await use_case.work.select(POLICY, {"id": case.policy_id}, POLICY_COLUMNS)
    until = use_case.now + voting_terms(policy, case.ground).due_after
    await _update(use_case, case, {"stage": Stage.ESCALATED, "due_at": until, "next_at": until})
    await notify_stewards(use_case, case)


async def expire_case(use_case: UseCase, case: Row) -> None:
    """End what no steward has decided in time, be it that none may: what was decided before stays, after an appeal.

    What was never decided is for the networks again.
    """
    if case.panel not in ON_APPEAL:
        await reopen_round(use_case.work, use_case.now, case, {})
    elif (earlier := await latest_decision(use_case.work, case.id)) is not None:
        votes = await votes_in(use_case.work, case)
        await record_decision(use_case, case, Verdict(earlier.verdict), case.next_at, votes)


async def record_decision(
    use_case: UseCase, case: Row, verdict: Verdict, moment: datetime, votes: Sequence[Row], *, by_stewards: bool = False
) -> None:
    """Write a decision down, carry it out, and tell who asked; `votes` are those of the round, up to `moment`.

    Of what is erased, nothing is decided any more.
    """
    if await is_anonymised(use_case.work, case.node_id):
        await withdraw_case(use_case.work, use_case.now, case)
        return
    (policy,) = await use_case.work.select(POLICY, {"id": case.policy_id}, ("appeal_hours",))
    earlier = await latest_decision(use_case.work, case.id)
    said = await _said(use_case, verdict, moment, votes, by_stewards=by_stewards)
    await _update(use_case, case, {"stage": Stage.DECIDED, "next_at": None, "held_by": None, "held_until": None})
    verdict, followed = await _carried_out(use_case, case, verdict, earlier)
    row = {
        "id": ids.new(Decision.prefix),
        "created_at": use_case.now,
        "updated_at": use_case.now,
        "case_id": case.id,
        "kind": case.kind,
        "node_id": case.node_id,
        "round": case.round,
        "opened_at": case.opened_at,
        "panel": case.panel,
        "supersedes": earlier.id if earlier else None,
        **said,
        "verdict": verdict,
        "hindered_by": followed.hindered_by,
        "before": dict(followed.before),
        "appealable_until": use_case.now + policy.appeal_hours * HOUR if _is_appealable(case, verdict) else None,
    }
    await use_case.work.insert(DECISION, [row])
    await notify_outcome(use_case, case, verdict, row)


async def _said(
    use_case: UseCase, verdict: Verdict, moment: datetime, votes: Sequence[Row], *, by_stewards: bool
) -> dict[str, object]:
    """The columns of a decision that say how it was voted up to a moment, and on what grounds for the verdict."""
    numbers = {each.number for each in last_votes(counted_votes(votes), moment)}
    last = [vote for vote in votes if vote.number in numbers]
    counts = votes_by_choice(
        [each for each in counted_votes(last) if each.network_id != STEWARDS or not by_stewards], moment
    )
    return {
        "decided_at": moment,
        "grounds": sorted({vote.ground for vote in last if vote.choice == FOR[verdict]}),
        "counts": {str(choice): count for choice, count in counts.items()},
        "networks": await _named(use_case, [vote.network_id for vote in last if vote.network_id]),
        "by_stewards": by_stewards,
    }


async def _carried_out(
    use_case: UseCase, case: Row, verdict: Verdict, earlier: Row | None
) -> tuple[Verdict, DecisionEffect]:
    """Carry out a verdict and return it with its effect; another verdict is returned if it cannot be carried out.

    What the partners decide is done in the name of all: no person and no network stands in the journal for it. What a
    change refers to may be gone, or what it goes with may say something else since; what is to be published
    may have a code that something else has published meanwhile. An owner who accepts a change is told.
    """
    try:
        async with use_case.work.savepoint():
            return verdict, await CASE_KINDS[CaseKind(case.kind)].consequence(use_case, case, verdict, earlier)
    except (ConstraintError, Rollback):
        if case.panel == Panel.OWNER:
            raise
    if leads_to_publication(case, verdict):
        await case_record_service(use_case, case).set_state(case.node_id, PublicationState.DRAFT)
    elif case.kind not in CONTENT_CASES or verdict is not Verdict.APPROVED:
        return verdict, DecisionEffect(Hindrance.INVALID)
    return Verdict.CHANGES_REQUESTED, DecisionEffect(Hindrance.INVALID)


def _is_appealable(case: Row, verdict: Verdict) -> bool:
    """True if a decision can be judged once more: the first one, if somebody has lost what is not gone for good."""
    gone = case.ground == Ground.PERSONAL_DATA and verdict is not Verdict.REJECTED
    first = case.panel == Panel.PARTNERS or (case.panel == Panel.OWNER and verdict is Verdict.REJECTED)
    return bool(first and not gone and outcome_of(case.kind, verdict).loses)


async def _update(use_case: UseCase, case: Row, values: dict[str, object]) -> None:
    """Update a case; the time of the update is recorded."""
    await use_case.work.update(CASE, {"id": case.id}, {"updated_at": use_case.now, **values})


async def _named(use_case: UseCase, networks: Sequence[str]) -> list[str]:
    """Networks in the order of their names."""
    rows = await select_in(use_case.work, NETWORK, "id", networks, ("id", "name_sort"))
    return [row.id for row in sorted(rows, key=lambda row: (row.name_sort, row.id))]

"""Votes are counted by a pure function of a policy's terms, the votes and the clock.

Each moment at which a decision is possible is examined in order: each vote, the end of the minimum time, the deadline.
The first decision is final.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from loaders.sql.statement import Row
from loaders.tables import POLICY, VOTE
from loaders.unit_of_work import UnitOfWork
from models import Choice, Stage, Verdict
from resolvers.core.refusals import Conflict, refuse
from resolvers.moderation.policies import COLUMNS, Terms, voting_terms

HUNDRED = 100
VERDICTS = {
    Choice.APPROVE: Verdict.APPROVED,
    Choice.REJECT: Verdict.REJECTED,
    Choice.REQUEST_CHANGES: Verdict.CHANGES_REQUESTED,
}
STEWARDS = "stewards"
"""The key of the stewards' common vote."""


@dataclass(frozen=True, slots=True)
class TalliedVote:
    """A network's vote."""

    number: int
    """Its place among the votes of the case: of two votes of one network, the higher is the later one."""
    network_id: str
    choice: Choice
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of counting votes."""

    verdict: Verdict | None
    """None: nothing is decided yet."""
    at: datetime | None
    """The moment that decided."""
    counts: dict[Choice, int]
    """Networks by choice, at the moment that decided or now."""


def tally(terms: Terms, opened_at: datetime, votes: Collection[TalliedVote], now: datetime) -> Tally:
    """Return the result at `now` of a round that opened at `opened_at`; only a network's last vote counts."""
    counts = votes_by_choice(votes, opened_at)
    for moment in _moments(terms, opened_at, votes, now):
        counts = votes_by_choice(votes, moment)
        verdict = _verdict(terms, counts, moment - opened_at)
        if verdict is not None:
            return Tally(verdict, moment, counts)
    return Tally(None, None, counts)


def votes_by_choice(votes: Collection[TalliedVote], moment: datetime) -> dict[Choice, int]:
    """Networks by choice, by the last vote of each that was cast until a moment."""
    counts = dict.fromkeys(Choice, 0)
    for vote in last_votes(votes, moment):
        counts[vote.choice] += 1
    return counts


def last_votes(votes: Collection[TalliedVote], moment: datetime) -> list[TalliedVote]:
    """The last vote of each network that was cast until a moment: the others are superseded."""
    ordered = sorted((vote for vote in votes if vote.at <= moment), key=lambda vote: vote.number)
    return list({vote.network_id: vote for vote in ordered}.values())


def _moments(terms: Terms, opened_at: datetime, votes: Collection[TalliedVote], now: datetime) -> Iterator[datetime]:
    """When something can be decided, up to `now` and to the deadline."""
    due = opened_at + terms.due_after
    moments = {opened_at + terms.open_for, due, *(vote.at for vote in votes if vote.at >= opened_at)}
    return (each for each in sorted(moments) if each <= min(now, due))


def _verdict(terms: Terms, counts: dict[Choice, int], age: timedelta) -> Verdict | None:
    """Return the verdict of a round of an age with these votes; None if there is none yet."""
    if age < terms.open_for:
        return _early(terms, counts)
    found = _early(terms, counts) or _regular(terms, counts)
    return Verdict.ESCALATED if found is None and age >= terms.due_after else found


def _early(terms: Terms, counts: dict[Choice, int]) -> Verdict | None:
    """Return the early verdict: enough equal votes, and no other except abstentions."""
    if terms.early is None:
        return None
    given = {choice: count for choice, count in counts.items() if count and choice is not Choice.ABSTAIN}
    if len(given) != 1 or max(given.values()) < terms.early or sum(counts.values()) < terms.quorum:
        return None
    return VERDICTS[next(iter(given))]


def _regular(terms: Terms, counts: dict[Choice, int]) -> Verdict | None:
    """Return the verdict after the minimum time."""
    rejected, changes = counts[Choice.REJECT], counts[Choice.REQUEST_CHANGES]
    given = counts[Choice.APPROVE] + rejected + changes
    if not given or given + counts[Choice.ABSTAIN] < terms.quorum:
        return None
    if terms.vetoes is not None and rejected >= terms.vetoes:
        return Verdict.REJECTED
    needed = terms.majority * given
    if HUNDRED * counts[Choice.APPROVE] >= needed:
        return Verdict.APPROVED
    if HUNDRED * rejected >= needed:
        return Verdict.REJECTED
    # Who rejects does not want it as it is either: together they send it back.
    return Verdict.CHANGES_REQUESTED if changes and HUNDRED * (rejected + changes) >= needed else None


class VoteCount(NamedTuple):
    """The votes of a round, and their result."""

    votes: list[Row]
    tally: Tally


async def count_votes(work: UnitOfWork, case: Row, now: datetime) -> VoteCount:
    """Return the votes of a case's current round, with their result at this moment."""
    (policy,) = await work.select(POLICY, {"id": case.policy_id}, COLUMNS)
    votes = await votes_in(work, case)
    return VoteCount(votes, tally(_terms(policy, case), case.opened_at, counted_votes(votes), now))


def _terms(policy: Row, case: Row) -> Terms:
    """The terms of a case's round, which may have kept the deadline of an earlier one."""
    terms, due_after = voting_terms(policy, case.ground), case.due_at - case.opened_at
    return replace(terms, due_after=due_after, open_for=min(terms.open_for, due_after))


async def votes_in(work: UnitOfWork, case: Row) -> list[Row]:
    """All votes of a case's present round."""
    return await work.select(VOTE, {"case_id": case.id, "round": case.round}, tuple(VOTE.c.keys()))


def counted_votes(votes: Sequence[Row]) -> list[TalliedVote]:
    """Votes as they are counted."""
    return [TalliedVote(row.number, row.network_id or STEWARDS, Choice(row.choice), row.created_at) for row in votes]


async def is_decided(work: UnitOfWork, case: Row, now: datetime) -> bool:
    """True if the votes on a case have decided it and the decision awaits the next run of the job."""
    if case.stage != Stage.OPEN or case.next_at > now:
        return False
    return (await count_votes(work, case, now)).tally.verdict not in (None, Verdict.ESCALATED)


async def check_undecided(work: UnitOfWork, case: Row, now: datetime) -> None:
    """Refuse to pass over what was decided."""
    if await is_decided(work, case, now):
        refuse(Conflict("BEING_DECIDED"))

"""Tally of votes: a pure function of a policy's terms, the votes and the clock.

Each moment at which a decision is possible is examined in order: each vote, the end of the minimum time, the deadline.
The first decision is final.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from models import Choice, Verdict

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """The thresholds of a policy; durations are exact, so that no change of clocks makes them longer or shorter."""

    quorum: int
    """Distinct networks that must have voted, abstentions included."""
    majority: int
    """Percent of the votes that are no abstentions, above 50."""
    vetoes: int | None
    """Rejections that reject whatever the others say; None: no number of them does."""
    early: int | None
    """Votes of one choice, with none of another but abstentions, that decide before the minimum time."""
    open_for: timedelta
    """The minimum time."""
    due_after: timedelta
    """The deadline, at which a case that is not decided goes to the stewards."""


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


VERDICTS = {
    Choice.APPROVE: Verdict.APPROVED,
    Choice.REJECT: Verdict.REJECTED,
    Choice.REQUEST_CHANGES: Verdict.CHANGES_REQUESTED,
}

"""The tally: one voice a network, the last one it gave, and no decision that later votes or another clock undo."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Choice, Verdict
from resolvers.moderation.tally import TalliedVote, Terms, tally, votes_by_choice

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OPENED = datetime(2027, 3, 1, 9, tzinfo=UTC)
TERMS = Terms(quorum=3, majority=60, vetoes=2, early=4, open_for=2 * DAY, due_after=14 * DAY)
OUTCOMES = (Verdict.APPROVED, Verdict.REJECTED, Verdict.CHANGES_REQUESTED)


def votes(*given: str, at: datetime = OPENED + DAY, begin: int = 0) -> list[TalliedVote]:
    """One vote each of as many networks: A(pprove), R(eject), C(hanges), or - for an abstention."""
    choices = {"A": Choice.APPROVE, "R": Choice.REJECT, "C": Choice.REQUEST_CHANGES, "-": Choice.ABSTAIN}
    return [
        TalliedVote(number, f"n{number}", choices[each], at) for number, each in enumerate("".join(given), start=begin)
    ]


def verdict(cast: list[TalliedVote], after: timedelta, terms: Terms = TERMS) -> Verdict | None:
    return tally(terms, OPENED, cast, OPENED + after).verdict


@pytest.mark.parametrize(
    ("cast", "after", "expected"),
    [
        ("AAA", DAY, None),  # too soon
        ("AAA", 2 * DAY, Verdict.APPROVED),
        ("AA", 3 * DAY, None),  # no quorum
        ("AA-", 2 * DAY, Verdict.APPROVED),  # who abstains is there
        ("---", 3 * DAY, None),  # and says nothing
        ("AAAA", DAY, Verdict.APPROVED),  # all alike: at once
        ("AAA-", DAY, None),
        ("AAAA-", DAY, Verdict.APPROVED),
        ("AAAAC", DAY, None),
        ("RRRR", DAY, Verdict.REJECTED),
        ("CCCC", DAY, Verdict.CHANGES_REQUESTED),
        ("AAAAAARR", 2 * DAY, Verdict.REJECTED),  # two vetoes
        ("AAAR", 2 * DAY, Verdict.APPROVED),
        ("ARC", 2 * DAY, Verdict.CHANGES_REQUESTED),
        ("AACC", 13 * DAY, None),  # split
        ("AACC", 14 * DAY, Verdict.ESCALATED),
        ("", 14 * DAY, Verdict.ESCALATED),
        ("A", 14 * DAY - timedelta(microseconds=1), None),
    ],
)
def test_what_votes_come_to(cast: str, after: timedelta, expected: Verdict | None):
    assert verdict(votes(cast), after) is expected


def test_sixty_percent_of_five_are_three():
    assert verdict(votes("AAACC"), 3 * DAY) is Verdict.APPROVED
    assert verdict(votes("AAACCC"), 3 * DAY) is None


def test_the_moment_that_decided_is_told_however_late_somebody_looks():
    found = tally(TERMS, OPENED, votes("AAA"), OPENED + 300 * DAY)
    assert (found.verdict, found.at) == (Verdict.APPROVED, OPENED + 2 * DAY)
    late = votes("AA") + votes("A", at=OPENED + 5 * DAY, begin=2)
    assert tally(TERMS, OPENED, late, OPENED + 300 * DAY).at == OPENED + 5 * DAY


def test_a_network_that_votes_again_is_counted_as_it_voted_last():
    cast = [*votes("AAR"), TalliedVote(9, "n2", Choice.APPROVE, OPENED + DAY + HOUR)]
    assert tally(TERMS, OPENED, cast, OPENED + 2 * DAY).counts[Choice.APPROVE] == 3
    same_moment = [*votes("AAA"), TalliedVote(9, "n2", Choice.REJECT, OPENED + DAY)]
    assert votes_by_choice(same_moment, OPENED + DAY) == {
        Choice.APPROVE: 2, Choice.REJECT: 1, Choice.REQUEST_CHANGES: 0, Choice.ABSTAIN: 0
    }  # fmt: skip


@pytest.mark.parametrize("month", [3, 10])
def test_a_deadline_is_as_far_away_when_clocks_change(month: int):
    """The last Sunday of March has 23 hours in Paris, that of October 25."""
    paris = ZoneInfo("Europe/Paris")
    opened = datetime(2027, month, 20, 9, tzinfo=paris)
    assert opened.utcoffset() != (opened + 14 * DAY).utcoffset()
    due = opened.astimezone(UTC) + TERMS.due_after
    for now in (due, due.astimezone(paris)):
        assert tally(TERMS, opened.astimezone(UTC), [], now).verdict is Verdict.ESCALATED
        assert tally(TERMS, opened.astimezone(UTC), [], now.astimezone(UTC) - HOUR).verdict is None


terms = st.builds(
    lambda quorum, majority, vetoes, more, open_for, longer: Terms(
        *(quorum, majority, vetoes, None if more is None else quorum + more, open_for * HOUR),
        due_after=(open_for + longer) * HOUR,
    ),
    *(st.integers(1, 5), st.integers(51, 100), st.none() | st.integers(1, 4), st.none() | st.integers(0, 3)),
    *(st.integers(0, 72), st.integers(1, 400)),
)
cast = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from(Choice), st.integers(0, 500)), max_size=14
).map(
    lambda given: [
        TalliedVote(number, f"n{network}", choice, OPENED + hours * HOUR)
        for number, (network, choice, hours) in enumerate(given)
    ]
)  # fmt: skip
later = st.integers(0, 600).map(lambda hours: OPENED + hours * HOUR)


@given(terms, cast, later, st.randoms())
def test_the_order_of_votes_never_matters(held: Terms, given: list[TalliedVote], now: datetime, random):
    shuffled = list(given)
    random.shuffle(shuffled)
    assert tally(held, OPENED, shuffled, now) == tally(held, OPENED, given, now)


def test_the_order_of_few_votes_never_matters():
    given = [*votes("ARC"), TalliedVote(7, "n1", Choice.APPROVE, OPENED + DAY)]
    assert len({repr(tally(TERMS, OPENED, list(each), OPENED + 2 * DAY)) for each in permutations(given)}) == 1


@given(terms, cast, later)
def test_no_network_counts_twice(held: Terms, given: list[TalliedVote], now: datetime):
    found = tally(held, OPENED, given, now)
    voters = {vote.network_id for vote in given if vote.at <= (found.at or now)}
    assert sum(found.counts.values()) == len(voters)


@given(terms, cast, later)
def test_a_superseded_vote_counts_for_nothing(held: Terms, given: list[TalliedVote], now: datetime):
    """Left out, nothing is other than it was, from the moment on at which it was superseded."""
    by_network: dict[str, list[TalliedVote]] = {}
    for vote in sorted(given, key=lambda each: each.number):
        by_network.setdefault(vote.network_id, []).append(vote)
    last = [each[-1] for each in by_network.values()]
    moment = max((vote.at for vote in given), default=OPENED)
    assert votes_by_choice(given, moment) == votes_by_choice(last, moment)


@given(terms, cast, later, later)
def test_a_decision_never_flips(held: Terms, given: list[TalliedVote], one: datetime, other: datetime):
    early, late = sorted((one, other))
    known = [vote for vote in given if vote.at <= early]  # what comes later is not known yet
    first = tally(held, OPENED, known, early)
    if first.verdict is not None:
        assert tally(held, OPENED, given, late) == first


@given(terms, cast, later)
def test_no_case_is_open_beyond_its_deadline_and_none_is_decided_without_a_quorum(
    held: Terms, given: list[TalliedVote], now: datetime
):
    found = tally(held, OPENED, given, now)
    if now >= OPENED + held.due_after:
        assert found.verdict is not None
    if found.verdict in OUTCOMES:
        assert sum(found.counts.values()) >= held.quorum
        assert found.at is not None
        assert found.at <= min(now, OPENED + held.due_after)
    if found.verdict is Verdict.APPROVED:
        decisive = sum(found.counts.values()) - found.counts[Choice.ABSTAIN]
        assert 2 * found.counts[Choice.APPROVE] > decisive

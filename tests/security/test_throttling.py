"""Guessing is slowed down: waits grow with the guesses, up to a cap, until it has been quiet."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.security.throttling import (
    FREE,
    LONGEST_WAIT,
    QUIET,
    GuessState,
    after_guess,
    after_success,
    is_forgotten,
    seconds_to_wait,
)

START = datetime(2026, 11, 25, 8, tzinfo=UTC)
WHOSE = st.sampled_from(list(FREE))
SECONDS = st.floats(0, 40_000).map(lambda seconds: timedelta(seconds=seconds))


def guessed(count, whose="account", now=START):
    attempts = GuessState()
    for _ in range(count):
        attempts = after_guess(attempts, whose, now)
    return attempts


@pytest.mark.parametrize("whose", FREE)
def test_the_first_are_free_then_the_wait_doubles_up_to_the_cap(whose):
    waits = [seconds_to_wait(guessed(FREE[whose] + beyond, whose), START) for beyond in range(13)]
    assert waits == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_an_account_has_five_free_guesses_and_an_address_more():
    assert FREE["account"] == 5 < FREE["address"]
    assert seconds_to_wait(guessed(5), START) == 0
    assert seconds_to_wait(guessed(6), START) == 1
    assert LONGEST_WAIT == 900


def test_no_number_is_too_large():
    assert seconds_to_wait(after_guess(GuessState(10**18, START), "account", START), START) == LONGEST_WAIT


def test_a_wait_ends_when_it_has_been_waited():
    attempts = guessed(8)
    expected = {0: 4, 0.5: 4, 1: 3, 3: 1, 3.999: 1, 4: 0, 5: 0, 100_000: 0}
    assert {after: seconds_to_wait(attempts, START + timedelta(seconds=after)) for after in expected} == expected


@given(WHOSE, st.lists(SECONDS, min_size=1, max_size=80))
def test_waits_never_shrink_while_guesses_go_on_and_never_pass_the_cap(whose, pauses):
    attempts, now, before = GuessState(), START, 0
    for pause in pauses:
        now += pause
        attempts = after_guess(attempts, whose, now)
        wait = seconds_to_wait(attempts, now)
        assert before <= wait <= LONGEST_WAIT
        before = wait
    assert attempts.failures == len(pauses)


@given(WHOSE, st.integers(1, 10**9), SECONDS)
def test_quiet_time_forgets_all(whose, failures, pause):
    attempts = GuessState(failures, START, START + timedelta(seconds=LONGEST_WAIT))
    later = START + QUIET + pause
    assert is_forgotten(attempts, later)
    assert seconds_to_wait(attempts, later) == 0
    assert after_guess(attempts, whose, later) == GuessState(1, later)
    assert not is_forgotten(attempts, START + QUIET - timedelta(seconds=1))


@given(WHOSE, st.integers(0, 10**9), st.floats(-1e8, 1e8))
def test_a_clock_that_jumps_makes_nobody_wait_for_longer_than_the_cap(whose, failures, jump):
    attempts = after_guess(GuessState(failures, START), whose, START)
    assert 0 <= seconds_to_wait(attempts, START + timedelta(seconds=jump)) <= LONGEST_WAIT


def test_a_right_guess_clears_the_account():
    assert after_success(guessed(30), "account") == GuessState()


def test_a_right_guess_is_only_taken_back_from_an_address():
    wrong = guessed(FREE["address"] + 3, "address")
    right = after_success(after_guess(wrong, "address", START), "address")
    assert right.failures == wrong.failures
    assert seconds_to_wait(right, START) == 0
    assert seconds_to_wait(after_guess(right, "address", START), START) == 8


def test_someone_with_an_account_of_their_own_gains_nothing_for_their_address():
    attempts, waited = GuessState(), []
    for _ in range(FREE["address"] + 4):
        attempts = after_guess(attempts, "address", START)
        waited.append(seconds_to_wait(attempts, START))
        attempts = after_success(after_guess(attempts, "address", START), "address")
    assert waited[-4:] == [1, 2, 4, 8]


def test_right_guesses_alone_make_no_address_wait():
    attempts = GuessState()
    for _ in range(1_000):
        attempts = after_success(after_guess(attempts, "address", START), "address")
    assert seconds_to_wait(attempts, START) == 0
    assert attempts.failures == 0


def test_a_thousand_guesses_at_once_pass_the_door_five_times():
    attempts, checked = GuessState(), 0
    for _ in range(1_000):
        if seconds_to_wait(attempts, START) == 0:
            attempts = after_guess(attempts, "account", START)
            checked += 1
    assert checked == FREE["account"] + 1


def test_most_guesses_in_a_day():
    attempts, now, checked = GuessState(), START, 0
    while now < START + timedelta(days=1):
        attempts = after_guess(attempts, "account", now)
        now += timedelta(seconds=seconds_to_wait(attempts, now))
        checked += 1
    assert checked < 120

"""Frequent log entries are written once a minute, with their number."""

import logging

import pytest

from encommun.log_throttling import ThrottledLog


@pytest.fixture
def clock():
    return [0.0]


@pytest.fixture
def notices(clock):
    return ThrottledLog(logging.getLogger("tests"), logging.WARNING, lambda: clock[0])


def test_each_kind_is_told_at_once_and_a_minute_later_with_its_number(notices, clock, caplog):
    for clock[0] in (0, 1, 59, 60, 61):
        notices.add("a", f"A at {clock[0]}")
        notices.add("b")
    assert [record.getMessage() for record in caplog.records] == [
        "A at 0",
        "b",
        "A at 60 (3 times since the last line)",
        "b (3 times since the last line)",
    ]


def test_what_was_not_told_is_told_when_nothing_more_of_its_kind_happens(notices, clock, caplog):
    for _ in range(1_000):
        notices.add("a")
    clock[0] = 30
    notices.flush()
    assert len(caplog.records) == 1
    clock[0] = 60
    notices.flush()
    assert caplog.messages[1:] == ["a (999 times since the last line)"]
    clock[0] = 200
    notices.flush()
    assert len(caplog.records) == 2


def test_an_error_is_told_with_its_traceback(notices, caplog):
    error = LookupError("why")
    notices.add("a", "It broke", error)
    assert caplog.records[0].exc_info[1] is error

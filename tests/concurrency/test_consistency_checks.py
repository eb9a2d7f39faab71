"""The books that crowds are held to see what is missing, and what is there twice."""

from collections.abc import Callable

import pytest

from tests.schema.graph_client import Rows
from tests.support.concurrent_clients import ClientResult
from tests.support.consistency_checks import (
    assert_decisions_add_up,
    assert_journal_is_complete,
    assert_nothing_is_there_twice,
    assert_told_the_truth,
)

RECORD = {"id": "project_1", "version": 2, "state": "PUBLISHED", "title": "projet"}
CHANGES = [
    {"node_id": "project_1", "version": 1, "kind": "CREATED", "state": "DRAFT"},
    {"node_id": "project_1", "version": 2, "kind": "PUBLISHED", "state": "PUBLISHED"},
]
DECISION = {"case_id": "case_1", "round": 1, "counts": {"APPROVE": 1}, "verdict": "APPROVED", "kind": "SUBMISSION"}


def books() -> Rows:
    """Those of one project that was created, voted on and published."""
    empty: Rows = {name: [] for name in ("resource", "workshop", "actor")}
    return empty | {
        "project": [dict(RECORD)],
        "change": [dict(each) for each in CHANGES],
        "outcome": [{"result": {"node_id": "project_1"}}],
        "vote": [{"case_id": "case_1", "round": 1, "network_id": "network_1"}],
        "decision": [{**DECISION, "node_id": "project_1"}],
        "review_case": [{"id": "case_1", "stage": "DECIDED"}],
        "account": [{"email": "a@example.org", "email_key": "a@example.org"}],
    }


def hold(rows: Rows) -> None:
    assert_journal_is_complete(rows)
    assert_nothing_is_there_twice(rows)
    assert_decisions_add_up(rows)
    told = ClientResult(created={"projet": "project_1"}, versions={"project_1": 2}, registered={"a@example.org"})
    assert_told_the_truth(rows, told)


def test_books_in_order_are_passed():
    hold(books())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows["change"].pop(0),
        lambda rows: rows["change"].append(rows["change"][0]),
        lambda rows: rows["project"][0].update(version=3),
        lambda rows: rows["project"][0].update(state="DRAFT"),
        lambda rows: rows["project"].clear(),
        lambda rows: rows["project"].append({**RECORD, "id": "project_2"}),
        lambda rows: rows["account"].append(rows["account"][0]),
        lambda rows: rows["account"].clear(),
        lambda rows: rows["decision"].append(rows["decision"][0]),
        lambda rows: rows["decision"].clear(),
        lambda rows: rows["vote"].clear(),
    ],
    ids=[
        *("a hole in the journal", "a change twice", "a version without a change", "a state without a change"),
        *("a record that is lost", "a record twice", "an account twice", "an account that is lost"),
        *("a decision twice", "a decision that is lost", "a decision without votes"),
    ],
)
def test_books_that_do_not_add_up_are_not(spoil: Callable[[Rows], object]):
    rows = books()
    spoil(rows)
    with pytest.raises((AssertionError, ValueError)):
        hold(rows)

"""Consistency of stored data: a journal without gaps, no duplicates, and everything that was acknowledged."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from tests.moderation.client import network_of
from tests.schema.graph_client import Rows, rows_of
from tests.support.concurrent_clients import ClientResult
from tests.unit_of_work.test_crash import rows_of as selected

TABLES = (
    *("project", "resource", "workshop", "actor", "change", "outcome", "vote", "decision", "review_case"),
    *("account", "mail", "one_time_token"),
)
VERSIONED = ("project", "resource", "workshop", "actor")
SAME_VERSION = frozenset({"HIDDEN", "CLAIMED"})
"""Journal entries that keep a record's version."""


async def stored(url: str) -> Rows:
    """The rows that the books are kept in."""
    return await rows_of(url, TABLES)


async def assert_in_order(url: str) -> None:
    """The database itself is sound, and so are the books."""
    if url.startswith("sqlite"):
        checks = await selected(url, "PRAGMA integrity_check", "PRAGMA foreign_key_check")
        assert checks == [[("ok",)], []]
    rows = await stored(url)
    assert_journal_is_complete(rows)
    assert_nothing_is_there_twice(rows)
    assert_decisions_add_up(rows)


def assert_journal_is_complete(rows: Rows) -> None:
    """Of each record that anybody changed: every version once, from the first to its present one and state."""
    entries: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for change in rows["change"]:
        entries[change["node_id"]].append(change)
    for table in VERSIONED:
        for row in rows[table]:
            if told := entries.get(row["id"]):
                _assert_follows(row, [each for each in told if each["kind"] not in SAME_VERSION])


def _assert_follows(row: Mapping[str, Any], told: Iterable[Mapping[str, Any]]) -> None:
    ordered = sorted(told, key=lambda each: each["version"])
    versions = [each["version"] for each in ordered]
    assert versions == list(range(versions[0], row["version"] + 1)), (row["id"], versions)
    assert ordered[-1]["state"] == row["state"], row["id"]
    created = [each["version"] for each in ordered if each["kind"] == "CREATED"]
    assert created in ([], [1]), row["id"]


def assert_nothing_is_there_twice(rows: Rows) -> None:
    """One outcome for each key, one account for each address, one decision for each round."""
    nodes = {row["id"] for table in VERSIONED for row in rows[table]}
    made = [each["result"]["node_id"] for each in rows["outcome"] if (each["result"] or {}).get("node_id")]
    assert {each for each in made if each.split("_")[0] in VERSIONED} <= nodes
    assert max(Counter(each["email_key"] for each in rows["account"] if each["email_key"]).values()) == 1
    rounds = Counter((each["case_id"], each["round"]) for each in rows["decision"])
    assert all(times == 1 for times in rounds.values()), rounds


def assert_decisions_add_up(rows: Rows) -> None:
    """A decision counts the networks that have voted, and what it says was carried out."""
    voted: dict[tuple[str, int], set[str]] = defaultdict(set)
    for vote in rows["vote"]:
        voted[vote["case_id"], vote["round"]].add(vote["network_id"])
    decided = {each["case_id"]: each for each in rows["decision"]}
    for case_id, decision in decided.items():
        assert sum(decision["counts"].values()) <= len(voted[case_id, decision["round"]])
    for case in rows["review_case"]:
        assert (case["stage"] == "DECIDED") == (case["id"] in decided), case["id"]
    projects = {each["id"]: each for each in rows["project"]}
    published = [
        each["node_id"] for each in decided.values() if each["verdict"] == "APPROVED" and each["kind"] == "SUBMISSION"
    ]
    assert {projects[each]["state"] for each in published if each in projects} <= {"PUBLISHED"}


def assert_told_the_truth(rows: Rows, told: ClientResult) -> None:
    """Whatever anybody was told of is there, once, and as far as they were told."""
    titles = defaultdict(set)
    for row in rows["project"]:
        titles[row["title"]].add(row["id"])
    assert {title: titles[title] for title in told.created} == {title: {id_} for title, id_ in told.created.items()}
    entered = Counter(each["node_id"] for each in rows["change"] if each["kind"] == "CREATED")
    assert {id_ for id_ in told.created.values() if entered[id_] != 1} == set()
    versions = {row["id"]: row["version"] for row in rows["project"]}
    assert {id_: versions[id_] for id_, version in told.versions.items() if versions[id_] < version} == {}
    for case_id, networks in told.voted.items():
        there = {vote["network_id"] for vote in rows["vote"] if vote["case_id"] == case_id}
        assert {network_of(each) for each in networks} <= there
    decided = {each["case_id"] for each in rows["decision"]}
    assert {case for case, times in told.decided.items() if times} <= decided
    assert told.registered <= {row["email"] for row in rows["account"]}

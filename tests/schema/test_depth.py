"""Walks as deep as the limits allow: what one statement cannot take is read in several, and the answer is the same."""

import json

import pytest

from execution import Limits
from tests.schema.graph_client import GraphClient

MEMBERS = """{ actors(first: 3) { nodes { memberships(first: 3) { nodes { organisation { name members(first: 3) {
    nodes { member { name memberships(first: 3) { nodes { role network { slug } } } } } } } } } } } }"""


def walk(*fields: str, leaf: str) -> str:
    """A document in which each field stands inside the one before it."""
    return "{ " + " { ".join(fields) + " { " + leaf + " }" * (len(fields) + 1)


def pages(count: int, *fields: str) -> list[str]:
    """Fields, one page of each, taken in turn until there are so many."""
    return [part for number in range(count) for part in (f"{fields[number % len(fields)]}(first: 2)", "nodes")]


DEEPEST = Limits().depth
WALKS = {
    "members of members": MEMBERS,
    "pages in pages": walk("projects(first: 3)", "nodes", *pages(8, "participants", "participations"), leaf="id"),
    "the same pages": walk("topics(first: 3)", "nodes", *pages(8, "projects", "topics"), leaf="id"),
    "what inspired what": walk("projects(first: 9)", "nodes", *pages(8, "inspired", "inspiredBy"), leaf="id"),
    "one beside one": walk("topics(first: 3)", "nodes", *["broader"] * (DEEPEST - 3), leaf="slug"),
    "ones and pages": walk("resources(first: 3)", "nodes", *["project", "resources(first: 1)", "nodes"] * 5, leaf="id"),
    "guarded ones": walk(
        "networks(first: 3)", "nodes", *["features(first: 2)", "nodes", "network"] * 5, leaf="features { totalCount }"
    ),
}


@pytest.mark.parametrize("document", WALKS.values(), ids=WALKS)
async def test_a_deep_walk_is_answered(graph: GraphClient, document: str):
    ours, theirs = [await graph.ask(document, mode=mode) for mode in ("breadth-first", "reference")]
    assert ours.errors == theirs.errors is None
    assert json.dumps(ours.data) == json.dumps(theirs.data)


async def test_what_stands_deep_is_read_in_few_statements(graph: GraphClient):
    """One for each level that cannot be written with what is below it, and one for all the rest."""
    result, trips = await graph.trace(MEMBERS)
    assert result.errors is None
    assert 1 < len(trips.asked) <= 3

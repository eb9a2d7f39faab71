"""Connectors by the public API: pairs of projects counted one by one from the lists of participations and projects."""

from collections import Counter, defaultdict
from itertools import combinations
from typing import Any

import pytest

from tests.network.client import NetworkClient
from tests.network.ties import everything

PARTICIPATIONS = """query ($participations: String) { participations(first: 100, after: $participations) {
    pageInfo { hasNextPage endCursor } nodes { actor { id kind } project { id } } } }"""
PROJECTS = """query ($projects: String) { projects(first: 100, after: $projects) { pageInfo { hasNextPage endCursor }
    nodes { id territories { nodes { kind code region { code } department { code } } } } } }"""
CONNECTORS = """query ($across: NetworkGrouping!, $between: [String!], $kinds: [String!], $first: Int, $after: String) {
    it: connectors(across: $across, between: $between, nodeTypes: [ACTOR], kinds: $kinds, first: $first, after: $after,
            filter: { edgeKinds: [PARTICIPATION] }) {
        totalCount pageInfo { hasNextPage endCursor } nodes { id pairs groups { code neighbours } } } }"""


@pytest.fixture(scope="module")
async def places(commons: NetworkClient) -> dict[str, dict[str, set[str]]]:
    """By level, the codes of the territories of each project."""
    found: dict[str, dict[str, set[str]]] = {"REGION": {}, "DEPARTMENT": {}}
    for project in await everything(commons, PROJECTS, "projects"):
        for level, codes in found.items():
            territories = project["territories"]["nodes"]
            codes[project["id"]] = {code for each in territories if (code := code_of(each, level))}
    return found


def code_of(territory: dict[str, Any], level: str) -> str | None:
    """The code of the region or department that a territory is, or is in."""
    above = territory[level.lower()]
    return territory["code"] if territory["kind"] == level else above and above["code"]


async def expected(commons, codes, among: set[str] | None = None, kind: str | None = None) -> dict[str, Any]:
    """By actor, the pairs of memberships of its projects in different groups, and the projects in each group."""
    projects = defaultdict(set)
    for each in await everything(commons, PARTICIPATIONS, "participations"):
        if kind in {None, each["actor"]["kind"]}:
            projects[each["actor"]["id"]].add(each["project"]["id"])
    found = {}
    for actor, tied in projects.items():
        held = [code for each in tied for code in codes[each] if among is None or code in among]
        pairs = sum(one != other for one, other in combinations(held, 2))
        if pairs:
            found[actor] = (pairs, dict(Counter(held)))
    return found


def shown(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    return {each["id"]: (each["pairs"], {g["code"]: g["neighbours"] for g in each["groups"]}) for each in nodes}


@pytest.mark.parametrize("level", ["REGION", "DEPARTMENT"])
async def test_they_connect_what_the_lists_say(commons, places, level):
    answer = (await commons.ask(CONNECTORS, across=level, first=1000))["it"]
    assert shown(answer["nodes"]) == await expected(commons, places[level])
    assert answer["totalCount"] == len(answer["nodes"]) > 5
    pairs = [each["pairs"] for each in answer["nodes"]]
    assert pairs == sorted(pairs, reverse=True)
    assert all(each["groups"] == sorted(each["groups"], key=lambda g: -g["neighbours"]) for each in answer["nodes"])


async def test_associations_that_bridge_two_regions(commons, places):
    bridges = await expected(commons, places["REGION"], kind="ASSOCIATION")
    counted = Counter(pair for _, groups in bridges.values() for pair in combinations(sorted(groups), 2))
    between = set(max(counted, key=lambda pair: (counted[pair], pair)))
    wanted = await expected(commons, places["REGION"], between, "ASSOCIATION")
    given = {"across": "REGION", "between": sorted(between), "kinds": ["ASSOCIATION"], "first": 1}
    found, cursor, more = [], None, True
    while more:
        page = (await commons.ask(CONNECTORS, **given, after=cursor))["it"]
        found += page["nodes"]
        cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert page["totalCount"] == len(wanted) > 1
    assert shown(found) == wanted
    assert len(found) == len(wanted)


async def test_regions_that_nobody_connects_have_no_connectors(commons):
    answer = (await commons.ask(CONNECTORS, across="REGION", between=["00", "quelque part"]))["it"]
    assert answer == {"totalCount": 0, "pageInfo": {"hasNextPage": False, "endCursor": None}, "nodes": []}


async def test_communities_are_connected_by_those_with_ties_to_several(commons):
    document = """{ it: connectors(across: COMMUNITY, filter: { edgeKinds: [MEMBERSHIP] }, first: 1000) {
        nodes { id pairs groups { code neighbours } } } }"""
    nodes = (await commons.ask(document))["it"]["nodes"]
    assert len(nodes) > 3
    for each in nodes:
        counts = [group["neighbours"] for group in each["groups"]]
        assert all(group["code"].isdecimal() for group in each["groups"])
        assert each["pairs"] == (sum(counts) ** 2 - sum(count**2 for count in counts)) // 2

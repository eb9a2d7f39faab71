"""Walks through the network by the public API, held to networkx on the lists of memberships and participations."""

from collections import Counter
from typing import Any

import networkx as nx
import pytest

import models
from schema.build import create_schema
from schema.kit.context import Context
from tests.network.client import NetworkClient
from tests.network.ties import KINDS, Tie, graph_of, ties_of
from tests.records.client import VIEWERS

NOBODY = "actor_01kf9rt800eap94g54d1dwvnnn"
STEWARD = VIEWERS["steward"]
EDGE = "source target kind role since until weight"
NEIGHBOURHOOD = f"""query ($of: ID!, $depth: Int, $kinds: [GraphEdgeKind!], $types: [GraphNodeType!], $first: Int,
        $after: String, $snapshot: ID) {{
    it: neighbourhood(of: $of, depth: $depth, edgeKinds: $kinds, nodeTypes: $types, first: $first, after: $after,
            snapshot: $snapshot) {{
        snapshot {{ id nodes edges }} totalCount edgesCut pageInfo {{ hasNextPage hasPreviousPage endCursor }}
        nodes {{ id type kind distance degree
            node {{ id __typename ... on Actor {{ kind }} ... on Project {{ phase }} }} }}
        edges {{ {EDGE} }} }} }}"""
PATHS = f"""query ($from: ID!, $to: ID!, $kinds: [GraphEdgeKind!], $first: Int, $after: String) {{
    it: shortestPaths(from: $from, to: $to, edgeKinds: $kinds, first: $first, after: $after) {{
        length totalCount counted pageInfo {{ hasNextPage endCursor }}
        paths {{ nodes {{ id }} edges {{ {EDGE} }} }} }} }}"""
COMMON = f"""query ($of: [ID!]!, $kinds: [GraphEdgeKind!]) {{
    it: commonNeighbours(of: $of, edgeKinds: $kinds) {{ totalCount nodes {{ id degree }} edges {{ {EDGE} }} }} }}"""


@pytest.fixture(scope="module")
async def ties(commons: NetworkClient) -> list[Tie]:
    found = await ties_of(commons)
    assert len(found) > 500
    return found


def edges_of(answer: dict[str, Any]) -> list[Tie]:
    assert {each["weight"] for each in answer["edges"]} <= {1.0}
    return [tuple(each[name] for name in EDGE.split()[:-1]) for each in answer["edges"]]


def middle(ties: list[Tie]) -> str:
    """An association with some ties."""
    counted = Counter(tie[0] for tie in ties)
    return max(counted, key=lambda id_: (counted[id_], id_))


async def test_a_neighbourhood_is_what_networkx_finds_and_can_be_drawn(commons, ties):
    of = middle(ties)
    expected = nx.single_source_shortest_path_length(graph_of(ties), of, 2)
    answer = (await commons.ask(NEIGHBOURHOOD, of=of, depth=2, kinds=KINDS, first=1000))["it"]
    assert {each["id"]: each["distance"] for each in answer["nodes"]} == expected
    assert len(answer["nodes"]) == answer["totalCount"] > 30
    inside = [tie for tie in ties if expected.keys() >= set(tie[:2])]
    assert Counter(edges_of(answer)) == Counter(inside)
    assert (answer["nodes"][0]["id"], answer["edgesCut"]) == (of, False)
    for each in answer["nodes"]:
        assert (each["node"]["id"], each["node"]["__typename"].upper()) == (each["id"], each["type"])
        assert each["kind"] in {each["node"].get("kind", each["kind"]), each["node"].get("phase")}


async def test_pages_together_are_the_whole_of_one_snapshot(commons, ties):
    given = {"of": middle(ties), "depth": 3, "kinds": KINDS}
    whole = (await commons.ask(NEIGHBOURHOOD, **given, first=1000))["it"]
    pages = [(await commons.ask(NEIGHBOURHOOD, **given, first=40))["it"]]
    while pages[-1]["pageInfo"]["hasNextPage"]:
        cursor = pages[-1]["pageInfo"]["endCursor"]
        pages.append((await commons.ask(NEIGHBOURHOOD, **given, first=40, after=cursor))["it"])
    assert len(pages) == -(-whole["totalCount"] // 40) > 2
    assert [each for page in pages for each in page["nodes"]] == whole["nodes"]
    assert Counter(tie for page in pages for tie in edges_of(page)) == Counter(edges_of(whole))
    assert {page["snapshot"]["id"] for page in pages} == {whole["snapshot"]["id"]}
    assert [page["pageInfo"]["hasPreviousPage"] for page in pages] == [False] + [True] * (len(pages) - 1)


async def test_only_nodes_of_the_types_are_reached(commons, ties):
    actors = graph_of([tie for tie in ties if tie[0].startswith("actor_") and tie[1].startswith("actor_")])
    of = max(actors, key=lambda id_: (actors.degree[id_], id_))
    answer = (await commons.ask(NEIGHBOURHOOD, of=of, depth=4, kinds=["MEMBERSHIP"], types=["ACTOR"], first=1000))["it"]
    assert {each["id"] for each in answer["nodes"]} == nx.single_source_shortest_path_length(actors, of, 4).keys()


async def test_more_edges_than_may_be_are_cut_and_it_is_said(commons, ties, monkeypatch):
    monkeypatch.setattr("resolvers.network.neighbourhoods.EDGES_PER_NODE", 1)
    of = middle(ties)
    answer = (await commons.ask(NEIGHBOURHOOD, of=of, depth=3, first=60))["it"]
    assert (len(answer["edges"]), answer["edgesCut"]) == (60, True)


async def test_shortest_paths_are_those_of_networkx(commons, ties):
    graph, start = graph_of(ties), middle(ties)
    steps = nx.single_source_shortest_path_length(graph, start)
    end = max((id_ for id_ in steps if id_.startswith("actor_")), key=lambda id_: (steps[id_] == 4, id_))
    expected = sorted(nx.all_shortest_paths(graph, start, end))
    found, cursor = [], None
    while True:
        answer = (await commons.ask(PATHS, **{"from": start}, to=end, kinds=KINDS, first=2, after=cursor))["it"]
        found += answer["paths"]
        cursor = answer["pageInfo"]["endCursor"]
        if not answer["pageInfo"]["hasNextPage"]:
            break
    assert sorted([node["id"] for node in path["nodes"]] for path in found) == expected
    assert (answer["length"], answer["totalCount"], answer["counted"]) == (steps[end], len(expected), True)
    for path in found:
        steps_of = {frozenset(pair) for pair in nx.utils.pairwise(node["id"] for node in path["nodes"])}
        assert Counter(edges_of(path)) == Counter(tie for tie in ties if frozenset(tie[:2]) in steps_of)


async def test_nodes_that_nothing_connects_have_no_path(commons, ties):
    of, networks = middle(ties), [tie[1] for tie in ties if tie[1].startswith("network_")]
    answer = (await commons.ask(PATHS, **{"from": of}, to=networks[0], kinds=["INSPIRATION"]))["it"]
    assert answer == {
        "length": None,
        "totalCount": 0,
        "counted": True,
        "pageInfo": {"hasNextPage": False, "endCursor": None},
        "paths": [],
    }


async def test_common_neighbours_are_those_of_networkx(commons, ties):
    graph = graph_of(ties)
    pairs = [pair for node in graph for pair in [sorted(graph[node])[:2]] if len(pair) == 2]
    of = max(pairs, key=lambda pair: (len(list(nx.common_neighbors(graph, *pair))), pair))
    expected = set(nx.common_neighbors(graph, *of))
    answer = (await commons.ask(COMMON, of=of, kinds=KINDS))["it"]
    assert {each["id"] for each in answer["nodes"]} == expected
    assert answer["totalCount"] == len(expected) > 1
    degrees = [each["degree"] for each in answer["nodes"]]
    assert degrees == sorted(degrees)
    wanted = [tie for tie in ties if set(tie[:2]) & set(of) and set(tie[:2]) & expected]
    assert Counter(edges_of(answer)) == Counter(wanted)


async def test_both_executors_answer_alike(commons, ties):
    of = middle(ties)
    document = f"""{{ neighbourhood(of: "{of}", depth: 2, first: 50) {{ snapshot {{ id }} totalCount
            nodes {{ distance node {{ id ... on Actor {{ name territory {{ name }} }} ... on Topic {{ labelFr }} }} }}
            edges {{ {EDGE} }} }}
        connectors(first: 5) {{ nodes {{ id pairs groups {{ code neighbours }} node {{ id }} }} }}
        networkEvolution {{ months {{ month nodes edges density components }} }} }}"""
    answers = []
    for mode in ("breadth-first", "reference"):
        snapshot = commons.database.snapshot()
        context = Context(snapshot, clock=lambda: commons.now, network=commons.network)
        result = await create_schema(mode).execute(document, context_value=context)
        await snapshot.close()
        assert result.errors is None
        answers.append(result.data)
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ('neighbourhood(of: "NOBODY") { totalCount }', "NOT_IN_SNAPSHOT"),
        ('neighbourhood(of: "contact_01kf9rt800eap94g54d1dwvpsq") { totalCount }', "INVALID_ID"),
        ('neighbourhood(of: "💧") { totalCount }', "INVALID_ID"),
        ('neighbourhood(of: "NOBODY", depth: 5) { totalCount }', "INVALID_DEPTH"),
        ('neighbourhood(of: "NOBODY", depth: 0) { totalCount }', "INVALID_DEPTH"),
        ('neighbourhood(of: "NOBODY", first: 1001) { totalCount }', "INVALID_PAGE"),
        ('neighbourhood(of: "NOBODY", first: -1) { totalCount }', "INVALID_PAGE"),
        ('neighbourhood(of: "NOBODY", after: "?") { totalCount }', "INVALID_CURSOR"),
        ('neighbourhood(of: "NOBODY", snapshot: "0-0") { totalCount }', "SNAPSHOT_GONE"),
        ('shortestPaths(from: "NOBODY", to: "NOBODY") { totalCount }', "NOT_IN_SNAPSHOT"),
        ('shortestPaths(from: "NOBODY", to: "x") { totalCount }', "INVALID_ID"),
        ("commonNeighbours(of: []) { totalCount }", "INVALID_FILTER"),
        ('commonNeighbours(of: ["NOBODY", "NOBODY"]) { totalCount }', "INVALID_FILTER"),
        ('connectors(between: ["93"]) { totalCount }', "INVALID_FILTER"),
        ('connectors(filter: { territories: [{ region: "00" }] }) { totalCount }', "NOT_FOUND"),
        ('networkEvolution(from: "2027-01-01") { months { nodes } }', "INVALID_PERIOD"),
        ('networkEvolution(from: "1900-01-01") { months { nodes } }', "INVALID_PERIOD"),
        ('networkEvolution(from: "2026-02-01", to: "2026-01-01") { months { nodes } }', "INVALID_PERIOD"),
    ],
)
async def test_bad_input_has_a_clear_answer(commons, question, code):
    result = await commons.result(f"{{ it: {question.replace('NOBODY', NOBODY)} }}")
    assert [error.extensions["code"] for error in result.errors] == [code]


async def test_a_cursor_belongs_to_its_list(commons, ties):
    of = middle(ties)
    cursor = (await commons.ask(NEIGHBOURHOOD, of=of, depth=2, first=1))["it"]["pageInfo"]["endCursor"]
    for given in ({"depth": 3}, {"depth": 2, "kinds": KINDS}, {"depth": 2, "snapshot": "0-0"}):
        result = await commons.result(NEIGHBOURHOOD, of=of, first=1, after=cursor, **given)
        assert [error.extensions["code"] for error in result.errors] == ["INVALID_CURSOR"]


async def test_what_left_the_public_is_no_node_any_more(world):
    actor = await world.enter("Actor", kind="ASSOCIATION", name="Les Amis du lac")
    project = await world.enter("Project", title="Le lac", phase="IDEA", status="IN_PROGRESS", holder={"id": actor})
    before = (await world.ask(NEIGHBOURHOOD, of=actor))["it"]
    assert [each["id"] for each in before["nodes"]] == [actor, project]
    old = before["snapshot"]["id"]
    (version,) = {each["version"] for each in await world.rows(models.Project) if each["id"] == project}
    archived = await world.do("archiveProject", STEWARD, id=project, expectedVersion=version)
    assert archived["__typename"] == "ProjectSaved"
    gone = await world.result(NEIGHBOURHOOD, of=actor, snapshot=old)
    assert gone.errors[0].extensions["code"] == "SNAPSHOT_GONE"
    after = (await world.ask(NEIGHBOURHOOD, of=actor))["it"]
    assert ([each["id"] for each in after["nodes"]], after["edges"]) == ([actor], [])
    hidden = await world.result(NEIGHBOURHOOD, of=project)
    assert hidden.errors[0].extensions["code"] == "NOT_IN_SNAPSHOT"

"""Figures of the network by the public API: what they measure, and that they name their snapshot."""

from typing import Any

import networkx as nx
import pytest

import models
from resolvers.network import measured
from tests.network.client import NetworkClient
from tests.network.ties import KINDS, graph_of, ties_of
from tests.records.client import VIEWERS

STEWARD = VIEWERS["steward"]
FIGURES = "degree strength pageRank betweenness betweennessError closeness clustering core community component"
METRICS = f"""query ($filter: GraphFilter, $projection: GraphProjectionInput, $snapshot: ID,
        $by: NodeMetric! = PAGERANK, $first: Int, $after: String) {{
    it: networkMetrics(filter: $filter, projection: $projection, snapshot: $snapshot) {{
        snapshot {{ id position takenAt nodes edges }} parameters nodes edges density componentCount largestComponent
        clustering transitivity communityCount modularity pathSources
        kind: homophily(by: KIND) {{ edges sameShare coefficient }}
        department: homophily(by: DEPARTMENT) {{ edges sameShare coefficient }}
        communities(first: 50) {{ number size topics {{ share elsewhere topic {{ slug }} }}
            kinds {{ type kind share elsewhere }} leading {{ id }} }}
        ranking(by: $by, first: $first, after: $after) {{
            totalCount pageInfo {{ hasNextPage endCursor }}
            nodes {{ id type kind node {{ id }} {FIGURES} }} }} }} }}"""


async def measure(commons: NetworkClient, **given: Any) -> dict[str, Any]:
    return (await commons.ask(METRICS, **{"first": 1000, **given}))["it"]


@pytest.fixture(scope="module")
async def whole(commons: NetworkClient) -> dict[str, Any]:
    """The figures of the ties of people and organisations."""
    types = ["ACTOR", "NETWORK", "PROJECT"]
    return await measure(commons, filter={"edgeKinds": KINDS, "nodeTypes": types})


async def test_figures_are_those_of_networkx(commons: NetworkClient, whole: dict[str, Any]):
    ties = await ties_of(commons)
    graph = nx.Graph()
    graph.add_nodes_from(each["id"] for each in whole["ranking"]["nodes"])
    for source, target, *_ in ties:
        if source != target:
            weight = graph.get_edge_data(source, target, {"weight": 0})["weight"]
            graph.add_edge(source, target, weight=weight + 1)
    assert (whole["nodes"], whole["edges"]) == (len(graph), graph.number_of_edges())
    expected = {
        "degree": dict(graph.degree()),
        "strength": dict(graph.degree(weight="weight")),
        "pageRank": nx.pagerank(graph, tol=1e-12, max_iter=1000),
        "betweenness": nx.betweenness_centrality(graph),
        "closeness": nx.closeness_centrality(graph),
        "clustering": nx.clustering(graph),
        "core": nx.core_number(graph),
    }
    for each in whole["ranking"]["nodes"]:
        assert each["node"]["id"] == each["id"]
        assert each["betweennessError"] == 0
        for name, figures in expected.items():
            assert each[name] == pytest.approx(figures[each["id"]], rel=1e-6, abs=1e-6), name
    assert whole["density"] == pytest.approx(nx.density(graph))
    assert whole["clustering"] == pytest.approx(nx.average_clustering(graph))
    assert whole["transitivity"] == pytest.approx(nx.transitivity(graph))
    assert whole["componentCount"] == nx.number_connected_components(graph)
    assert whole["largestComponent"] == len(max(nx.connected_components(graph), key=len))
    assert whole["pathSources"] == len(graph)
    kinds = {each["id"]: (each["type"], each["kind"]) for each in whole["ranking"]["nodes"]}
    nx.set_node_attributes(graph, kinds, "kind")
    assert whole["kind"]["coefficient"] == pytest.approx(nx.attribute_assortativity_coefficient(graph, "kind"))
    communities = [
        {each["id"] for each in whole["ranking"]["nodes"] if each["community"] == number}
        for number in range(whole["communityCount"])
    ]
    assert whole["modularity"] == pytest.approx(nx.community.modularity(graph, communities))
    assert [each["size"] for each in whole["communities"]] == list(map(len, communities[:50]))


async def test_an_answer_names_its_snapshot_and_gives_the_same_figures_again(commons: NetworkClient, whole):
    named = whole["snapshot"]
    assert named["id"].startswith(f"{named['position']}-")
    assert whole["parameters"]["filter"]["edge_kinds"] == sorted(KINDS)
    assert whole["parameters"]["communities"]["method"] == "Leiden"
    given = {"edgeKinds": KINDS[::-1], "nodeTypes": ["PROJECT", "NETWORK", "ACTOR"]}
    assert await measure(commons, filter=given, snapshot=named["id"]) == whole


async def test_communities_are_described_by_what_stands_out(commons: NetworkClient, whole):
    members: dict[int, set[str]] = {}
    for each in whole["ranking"]["nodes"]:
        members.setdefault(each["community"], set()).add(each["id"])
    tagged = {
        (row[column], row["topic_id"])
        for model, column in ((models.ActorTopic, "actor_id"), (models.ProjectTopic, "project_id"))
        for row in await commons.rows(model)
    }
    slugs = {each["id"]: each["slug"] for each in await commons.rows(models.Topic)}
    described = [each for each in whole["communities"] if each["topics"]]
    assert len(described) > 3
    for each in described:
        inside = members[each["number"]]
        for topic in each["topics"]:
            having = {node for node, id_ in tagged if slugs[id_] == topic["topic"]["slug"]}
            assert topic["share"] == pytest.approx(len(having & inside) / each["size"])
            assert topic["share"] > topic["elsewhere"]
        assert {leading["id"] for leading in each["leading"]} <= inside


async def test_pages_of_a_ranking_are_in_order_and_of_one_snapshot(commons: NetworkClient, whole):
    expected = [
        each["id"] for each in sorted(whole["ranking"]["nodes"], key=lambda each: (-each["degree"], each["id"]))
    ]
    given = {"filter": {"edgeKinds": KINDS, "nodeTypes": ["ACTOR", "NETWORK", "PROJECT"]}, "by": "DEGREE", "first": 90}
    page = await measure(commons, **given)
    found = [each["id"] for each in page["ranking"]["nodes"]]
    while page["ranking"]["pageInfo"]["hasNextPage"]:
        after = page["ranking"]["pageInfo"]["endCursor"]
        page = await measure(commons, **given, after=after, snapshot=page["snapshot"]["id"])
        found += [each["id"] for each in page["ranking"]["nodes"]]
    assert found == expected


async def test_actors_are_linked_by_the_projects_that_they_share(commons: NetworkClient):
    found = await measure(commons, projection={"of": "ACTOR", "through": "PROJECT", "edgeKinds": ["PARTICIPATION"]})
    ties = [tie for tie in await ties_of(commons) if tie[2] == "PARTICIPATION"]
    graph = graph_of(ties)
    actors = [node for node in graph if node.startswith("actor_")]
    expected = nx.bipartite.weighted_projected_graph(nx.Graph(graph), actors)
    assert found["edges"] == expected.number_of_edges() > 10
    strength = {each["id"]: each["strength"] for each in found["ranking"]["nodes"]}
    assert all(strength[node] == weight for node, weight in expected.degree(weight="weight"))


async def test_a_filter_may_leave_nothing(commons: NetworkClient):
    found = await measure(commons, filter={"nodeTypes": ["NETWORK"], "topics": [{"slug": "eau"}]})
    assert (found["nodes"], found["edges"], found["density"], found["modularity"]) == (0, 0, None, None)
    assert (found["componentCount"], found["communities"], found["ranking"]["nodes"]) == (0, [], [])
    alone = await measure(commons, filter={"nodeTypes": ["NETWORK"]})
    assert alone["nodes"] == alone["componentCount"] == alone["communityCount"] > 0
    assert alone["kind"] == {"edges": 0, "sameShare": None, "coefficient": None}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"snapshot": "0-unknown"}, "SNAPSHOT_GONE"),
        ({"first": 1001}, "INVALID_PAGE"),
        ({"after": "eA"}, "INVALID_CURSOR"),
        ({"filter": {"topics": [{"slug": "nothing-of-the-kind"}]}}, "NOT_FOUND"),
    ],
)
async def test_what_is_wrong_is_said(commons: NetworkClient, given: dict[str, Any], code: str):
    result = await commons.result(METRICS, **{"first": 1, **given})
    assert {each.extensions["code"] for each in result.errors} == {code}


async def test_too_much_that_is_shared_is_not_looked_at(commons: NetworkClient, monkeypatch):
    monkeypatch.setattr(measured, "MOST_PAIRS", 10)
    projection = {"of": "PROJECT", "through": "TOPIC"}
    result = await commons.result(METRICS, projection=projection)
    assert result.errors[0].extensions["code"] == "COST_LIMIT_EXCEEDED"

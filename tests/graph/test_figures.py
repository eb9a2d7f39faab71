"""Figures of graphs agree with networkx: on its published graphs, and on random ones."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.graph import paths
from resolvers.graph.communities import communities_of, modularity
from resolvers.graph.homophily import homophily
from resolvers.graph.matrix import shared_neighbours, symmetric_matrix
from resolvers.graph.pagerank import pagerank
from resolvers.graph.paths import path_figures
from resolvers.graph.structure import clustering, components, core_numbers, degrees, transitivity, triangles

PUBLISHED = {
    "karate club": nx.karate_club_graph,
    "southern women": nx.davis_southern_women_graph,
    "Les Misérables": nx.les_miserables_graph,
    "Florentine families": nx.florentine_families_graph,
}
NEAR = {"rtol": 1e-6, "atol": 1e-6}


def numbered(graph: nx.Graph) -> nx.Graph:
    """The same graph, whose nodes are their positions."""
    return nx.convert_node_labels_to_integers(graph)


def matrix_of(graph: nx.Graph):
    ends = np.array(graph.edges(), np.int64).reshape(-1, 2)
    weights = np.array([weight for _, _, weight in graph.edges(data="weight", default=1)], float)
    return symmetric_matrix(len(graph), ends[:, 0], ends[:, 1], weights)


def check_all(graph: nx.Graph) -> None:
    """Every figure of a graph whose nodes are numbers is that of networkx."""
    matrix, count = matrix_of(graph), len(graph)

    def equal(ours, theirs: dict[int, float]) -> None:
        np.testing.assert_allclose(ours, [theirs[node] for node in range(count)], **NEAR)

    assert matrix.nnz // 2 == graph.number_of_edges()
    equal(degrees(matrix), dict(graph.degree()))
    equal(pagerank(matrix), nx.pagerank(graph, tol=1e-12, max_iter=1000))
    found = path_figures(matrix)
    assert found.sources == count
    assert not found.error.any()
    equal(found.betweenness, nx.betweenness_centrality(graph))
    equal(found.closeness, nx.closeness_centrality(graph))
    corners = triangles(matrix)
    equal(corners, nx.triangles(graph))
    equal(clustering(matrix, corners), nx.clustering(graph))
    assert transitivity(matrix, corners) == pytest.approx(nx.transitivity(graph), abs=1e-9)
    equal(core_numbers(matrix), nx.core_number(graph))
    parts = components(matrix).tolist()
    theirs = {frozenset(each) for each in nx.connected_components(graph)}
    assert {frozenset(np.flatnonzero(np.array(parts) == each).tolist()) for each in set(parts)} == theirs
    groups = communities_of(matrix)
    if graph.number_of_edges():
        members = [set(np.flatnonzero(groups == each).tolist()) for each in range(groups.max() + 1)]
        expected = nx.community.modularity(graph, members)
        assert modularity(matrix, groups) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_graphs(name: str):
    check_all(numbered(PUBLISHED[name]()))


@st.composite
def graphs(draw) -> nx.Graph:
    count = draw(st.integers(1, 12))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.integers(1, 5))
    graph = nx.empty_graph(count)
    graph.add_weighted_edges_from((one, other, weight) for one, other, weight in draw(st.lists(ends)) if one != other)
    return graph


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_random_graphs(graph: nx.Graph):
    check_all(graph)


@given(graphs(), st.data())
@settings(max_examples=40, deadline=None)
def test_homophily_of_random_graphs(graph: nx.Graph, data):
    kinds = data.draw(st.lists(st.integers(-1, 2), min_size=len(graph), max_size=len(graph)))
    known = graph.subgraph(node for node in graph if kinds[node] >= 0)
    nx.set_node_attributes(graph, dict(enumerate(kinds)), "kind")
    found = homophily(matrix_of(graph), np.array(kinds))
    assert found.edges == known.number_of_edges()
    if found.coefficient is not None:
        expected = nx.attribute_assortativity_coefficient(known, "kind")
        assert found.coefficient == pytest.approx(expected, abs=1e-6)
    if found.edges:
        same = sum(kinds[one] == kinds[other] for one, other in known.edges())
        assert found.same_share == pytest.approx(same / found.edges)


def test_women_are_linked_by_the_events_that_they_share():
    named = nx.davis_southern_women_graph()
    women = named.graph["top"]
    graph = numbered(named)
    of = np.array([number for number, name in enumerate(named) if name in women])
    through = np.array([number for number, name in enumerate(named) if name not in women])
    shared = shared_neighbours(matrix_of(graph), of, through)
    expected = nx.bipartite.weighted_projected_graph(graph, of.tolist())
    theirs = nx.to_numpy_array(expected, nodelist=of.tolist())
    np.testing.assert_array_equal(shared.toarray(), theirs)


def test_a_graph_that_is_not_there_has_no_figures():
    nothing = symmetric_matrix(0, np.zeros(0, int), np.zeros(0, int), None)
    assert len(pagerank(nothing)) == len(path_figures(nothing).closeness) == len(communities_of(nothing)) == 0
    assert modularity(nothing, communities_of(nothing)) is None
    lonely = symmetric_matrix(3, np.array([1]), np.array([1]), None)
    assert pagerank(lonely).tolist() == pytest.approx([1 / 3] * 3)
    assert communities_of(lonely).tolist() == [0, 1, 2]


def test_a_sample_is_as_near_as_its_error_says(monkeypatch):
    graph = nx.barabasi_albert_graph(400, 3, seed=7)
    exact = path_figures(matrix_of(graph))
    monkeypatch.setattr(paths, "EXACT_NODES", 100)
    monkeypatch.setattr(paths, "SAMPLED_STEPS", 100 * matrix_of(graph).nnz)
    sampled = path_figures(matrix_of(graph))
    assert sampled.sources == 100
    off = np.abs(sampled.betweenness - exact.betweenness)
    leading = np.argsort(exact.betweenness)[-40:]
    assert (off[leading] <= 3 * sampled.error[leading]).mean() > 0.9
    told, found = (np.sqrt((each * each).mean()) for each in (sampled.error, off))
    assert 0.5 < told / found < 2
    assert np.abs(sampled.closeness - exact.closeness).max() < 0.05
    again = path_figures(matrix_of(graph))
    assert (again.betweenness == sampled.betweenness).all()


def test_the_same_graph_gives_the_same_figures_bit_by_bit():
    matrix = matrix_of(nx.gnm_random_graph(500, 2000, seed=3))
    for figure in (pagerank, communities_of, core_numbers, lambda each: path_figures(each).betweenness):
        assert figure(matrix).tobytes() == figure(matrix).tobytes()

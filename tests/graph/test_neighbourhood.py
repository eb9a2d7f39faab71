"""Neighbourhoods: the nodes and distances that networkx finds, and each edge between them once over all pages."""

from statistics import median
from time import perf_counter

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.graph.adjacency import adjacency_of
from resolvers.graph.neighbourhood import neighbourhood
from resolvers.graph.reach import Ways
from tests.graph.strategies import Drawn, graphs
from tests.support.durations import check_duration


@settings(max_examples=150, deadline=None)
@given(graphs(), st.integers(0, 4), st.integers(1, 5))
def test_the_pages_together_are_what_networkx_finds(graph, depth, size):
    oracle = graph.oracle
    expected = nx.single_source_shortest_path_length(oracle, 0, depth)
    first = neighbourhood(graph.ways, 0, depth, 0, size)
    pages = [neighbourhood(graph.ways, 0, depth, begin, begin + size) for begin in range(0, first.total, size)]
    nodes = [int(node) for page in pages for node in page.nodes]
    assert first.total == len(expected)
    assert dict(zip(nodes, [int(d) for page in pages for d in page.distances], strict=True)) == expected
    edges = [int(edge) for page in pages for edge in page.edges]
    inside = [number for number, ends in enumerate(graph.edges) if expected.keys() >= set(ends)]
    assert sorted(edges) == inside


@settings(max_examples=80, deadline=None)
@given(graphs(), st.integers(1, 12))
def test_the_nearest_come_first_then_those_with_most_edges_then_by_number(graph, count):
    distances = nx.single_source_shortest_path_length(graph.oracle, 0, 3)
    degrees = [sum((each == node) + (other == node) for each, other in graph.edges) for node in range(graph.size)]
    expected = sorted(distances, key=lambda node: (distances[node], -degrees[node], node))
    assert neighbourhood(graph.ways, 0, 3, 0, count).nodes.tolist() == expected[:count]


def test_only_edges_and_nodes_that_may_be_taken_are():
    #   0 - 1 - 2    and 0 - 3 - 2 by edges of another kind
    graph = Drawn(4, [(0, 1), (1, 2), (0, 3), (3, 2)])
    ways = graph.ways
    by_edges = neighbourhood(Ways(ways.adjacency, edges=np.array([True, True, False, False])), 0, 2, 0, 9)
    assert (by_edges.nodes.tolist(), by_edges.edges.tolist()) == ([0, 1, 2], [0, 1])
    by_nodes = neighbourhood(Ways(ways.adjacency, nodes=np.array([True, False, True, True])), 0, 2, 0, 9)
    assert (by_nodes.nodes.tolist(), by_nodes.edges.tolist()) == ([0, 3, 2], [2, 3])


def test_a_graph_without_edges_has_the_node_alone():
    page = neighbourhood(Drawn(3, []).ways, 1, 4, 0, 9)
    assert (page.nodes.tolist(), page.edges.tolist(), page.total) == ([1], [], 1)


def test_two_steps_in_a_large_network_take_less_than_20_ms():
    nodes, edges = 100_000, 500_000
    chance = np.random.default_rng(1)
    source, target = chance.integers(0, nodes, edges), (nodes * chance.random(edges) ** 3).astype(np.int64)
    ways = Ways(adjacency_of(nodes, source, target))
    spent = []
    for start in [*range(50_000, 50_008), 0]:  # the last one has ten thousand edges
        began = perf_counter()
        page = neighbourhood(ways, start, 2, 0, 200)
        spent.append(perf_counter() - began)
    assert page.total > 50_000
    check_duration(median(spent), 0.020)

"""Shortest paths: those of networkx, each once, by rank; and as many as there are, up to a limit."""

from itertools import pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.graph.shortest_paths import MOST_PATHS, shortest_paths
from tests.graph.strategies import Drawn, graphs


@settings(max_examples=150, deadline=None)
@given(graphs(), st.data())
def test_they_are_those_of_networkx(graph, data):
    start, end = (data.draw(st.integers(0, graph.size - 1)) for _ in range(2))
    found = shortest_paths(graph.ways, start, end)
    oracle = graph.oracle
    expected = sorted(nx.all_shortest_paths(oracle, start, end)) if nx.has_path(oracle, start, end) else []
    assert [found.path(rank) for rank in range(found.total)] == expected


def test_there_may_be_more_than_are_counted():
    layers, width = 8, 8  # 8 ** 8 paths, from node 0 to the last
    inner = [[1 + width * layer + place for place in range(width)] for layer in range(layers)]
    end = 1 + layers * width
    edges = [(0, node) for node in inner[0]] + [(node, end) for node in inner[-1]]
    edges += [(a, b) for here, there in pairwise(inner) for a in here for b in there]
    found = shortest_paths(Drawn(end + 1, edges).ways, 0, end)
    assert found.total == MOST_PATHS
    assert found.path(0) == [0, *(layer[0] for layer in inner), end]
    digits = [int(each) for each in f"{MOST_PATHS - 1:o}".zfill(layers)]
    assert found.path(MOST_PATHS - 1) == [0, *(layer[digit] for layer, digit in zip(inner, digits, strict=True)), end]

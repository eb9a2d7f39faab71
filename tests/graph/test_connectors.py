"""Connectors: pairs of neighbours in two groups, counted one by one from the neighbours that networkx gives."""

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.graph.connectors import Connector, Grouping, connectors
from tests.graph.strategies import Drawn, graphs


def of(graph: Drawn, groups: list[set[int]], count: int = 3, among=None, begin=0, end=99):
    pairs = [(node, group) for node, held in enumerate(groups) for group in sorted(held)]
    nodes, held = np.array(pairs, np.int64).reshape(-1, 2).T
    among = np.ones(graph.size, bool) if among is None else np.array(among)
    return connectors(graph.ways, Grouping(nodes, held, count), among, begin, end)


@settings(max_examples=150, deadline=None)
@given(graphs(8), st.data())
def test_they_are_counted_pair_by_pair(graph, data):
    groups = [data.draw(st.sets(st.integers(0, 2))) for _ in range(graph.size)]
    expected = []
    for node in range(graph.size):
        held = [group for near in graph.oracle[node] for group in groups[near]]
        pairs = sum(one != other for one, other in combinations(held, 2))
        if pairs:
            expected.append(Connector(node, dict(Counter(held)), pairs))
    expected.sort(key=lambda each: (-each.pairs, each.node))
    assert of(graph, groups) == (expected, len(expected))


def test_they_come_in_pages_and_from_those_that_are_asked_for():
    star = [(centre, leaf) for centre in (0, 1, 2) for leaf in range(3, 4 + centre + 1)]
    graph, groups = Drawn(7, star), [set(), set(), set(), {0}, {1}, {1}, {1}]
    everyone, count = of(graph, groups)
    assert ([each.node for each in everyone], count) == ([2, 1, 0], 3)
    page, count = of(graph, groups, among=[True, True] + [False] * 5, begin=1, end=2)
    assert ([each.node for each in page], count) == ([0], 2)

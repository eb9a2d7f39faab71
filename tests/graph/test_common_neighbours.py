"""Common neighbours: the sets of neighbours of networkx, intersected, the least connected first."""

from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.graph.common_neighbours import common_neighbours
from tests.graph.strategies import graphs


@settings(max_examples=150, deadline=None)
@given(graphs(8), st.data())
def test_they_are_the_intersection_of_the_neighbours(graph, data):
    nodes = data.draw(st.lists(st.integers(0, graph.size - 1), min_size=1, max_size=4))
    oracle = graph.oracle
    shared = set.intersection(*(set(oracle[each]) for each in nodes))
    degrees = [sum((each == node) + (other == node) for each, other in graph.edges) for node in range(graph.size)]
    expected = sorted(shared, key=lambda node: (degrees[node], node))
    assert common_neighbours(graph.ways, nodes).tolist() == expected

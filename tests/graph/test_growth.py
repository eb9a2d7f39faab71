"""Growth: the size of the graph at each moment, built anew by networkx from what is there then."""

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.graph.growth import Comings, History, Size, sizes

NODES, EDGES = 5, [(0, 1), (1, 2), (0, 1), (2, 2), (3, 4), (4, 0)]
ALONE = [True, True, True, True, False]
MOMENTS = [0, 3, 3, 7, 20]


def events(count: int):
    event = st.tuples(st.integers(0, 9), st.integers(0, count - 1), st.booleans())
    return st.lists(event, max_size=15).map(lambda each: sorted(each, key=lambda event: event[0]))


def comings(found) -> Comings:
    moments, numbers, present = np.array(found, np.int64).reshape(-1, 3).T
    return Comings(moments, numbers, present.astype(bool))


def expected(nodes, edges, moment) -> Size:
    there = {number for number in range(NODES) if last(nodes, number, moment)}
    kept = [ends for number, ends in enumerate(EDGES) if last(edges, number, moment) and there >= set(ends)]
    graph = nx.Graph(kept)
    graph.add_nodes_from(node for node in there if ALONE[node])
    count = graph.number_of_nodes()
    pairs = sum(one != other for one, other in graph.edges)
    density = 2 * pairs / (count * (count - 1)) if count > 1 else None
    return Size(count, len(kept), density, nx.number_connected_components(graph))


def last(found, number, moment) -> bool:
    return ([False] + [present for when, which, present in found if which == number and when < moment])[-1]


@settings(max_examples=150, deadline=None)
@given(events(NODES), events(len(EDGES)))
def test_each_size_is_that_of_what_is_there_then(nodes, edges):
    source, target = np.array(EDGES).T
    history = History(np.array(ALONE), source, target, comings(nodes), comings(edges))
    assert sizes(history, MOMENTS) == [expected(nodes, edges, moment) for moment in MOMENTS]


def test_a_graph_without_anything_has_no_size():
    nothing = np.array([], np.int64)
    none = Comings(nothing, nothing, nothing.astype(bool))
    assert sizes(History(nothing.astype(bool), nothing, nothing, none, none), [5]) == [Size(0, 0, None, 0)]

"""Nodes that are tied to each of several others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from resolvers.graph.adjacency import Numbers
from resolvers.graph.reach import Ways


def common_neighbours(ways: Ways, nodes: Sequence[int]) -> NDArray[np.int64]:
    """Return the nodes with an edge to each of the given ones, those with fewest edges in the whole graph first.

    Whoever has few edges tells more of what the given ones share than a node that nearly all are tied to.
    """
    shared = np.zeros(ways.size, np.int64)
    for each in set(nodes):
        shared[np.unique(ways.adjacency.neighbours[ways.steps(np.array([each]))])] += 1
    found = np.flatnonzero(shared == len(set(nodes)))
    return found[np.argsort(ways.adjacency.degrees[found], kind="stable")]


def edges_between(ways: Ways, nodes: Sequence[int], others: Numbers) -> NDArray[np.int32]:
    """Return the edges, by number, between nodes of one list and nodes of another."""
    wanted = np.zeros(ways.size, np.bool_)
    wanted[others] = True
    places = ways.steps(np.array(nodes))
    return np.unique(ways.adjacency.edges[places[wanted[ways.adjacency.neighbours[places]]]])

"""Breadth-first search: how far nodes are from one of them, along the edges that may be taken."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resolvers.graph.adjacency import Adjacency, Mask, Numbers

UNREACHED = -1


@dataclass(frozen=True, slots=True)
class Ways:
    """The graph that a search walks, and the part of it that may be walked; None stands for all of it."""

    adjacency: Adjacency
    edges: Mask | None = None
    """Shape (m,): the edges that may be taken."""
    nodes: Mask | None = None
    """Shape (n,): the nodes that may be reached."""

    @property
    def size(self) -> int:
        """Return the number of nodes of the graph."""
        return len(self.adjacency.starts) - 1

    def steps(self, nodes: Numbers) -> NDArray[np.int64]:
        """Return the places, in the adjacency, of all edges that may be taken from some nodes."""
        places = self.adjacency.at(nodes)
        if self.edges is not None:
            places = places[self.edges[self.adjacency.edges[places]]]
        if self.nodes is not None:
            places = places[self.nodes[self.adjacency.neighbours[places]]]
        return places


def distances(ways: Ways, start: int, most: int | None = None, until: int | None = None) -> NDArray[np.int32]:
    """Return the number of steps from `start` to each node, shape (n,); UNREACHED for what cannot be reached.

    Nodes further than `most` steps are not reached; the search ends once the node `until` is.
    """
    found = np.full(ways.size, UNREACHED, np.int32)
    found[start] = step = 0
    frontier = np.array([start])
    while len(frontier) and step != most and (until is None or found[until] == UNREACHED):
        step += 1
        near = ways.adjacency.neighbours[ways.steps(frontier)]
        found[near[found[near] == UNREACHED]] = step
        frontier = np.flatnonzero(found == step)
    return found

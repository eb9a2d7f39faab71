"""All shortest paths between two nodes: counted, and found by their rank without listing those before."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from resolvers.graph.reach import UNREACHED, Ways, distances

MOST_PATHS = 1_000_000
"""Number from which on paths are no longer counted."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The steps of all shortest paths from one distance to the next, sorted by the node that they leave."""

    leaves: NDArray[np.int64]
    reaches: NDArray[np.int64]
    onward: NDArray[np.int64]
    """The number of ways from the node that each step reaches to the end, MOST_PATHS at most."""


@dataclass(frozen=True, slots=True)
class ShortestPaths:
    """The shortest paths between two nodes, as the layers of their steps; none if the nodes are not connected."""

    start: int
    layers: Sequence[Layer]
    total: int
    """The number of paths, MOST_PATHS at most."""

    def path(self, rank: int) -> list[int]:
        """Return the nodes of a path, which has a rank from 0 to `total` - 1 in the order of its nodes' numbers."""
        nodes = [self.start]
        for layer in self.layers:
            first = bisect_left(layer.leaves, nodes[-1])
            while rank >= layer.onward[first]:
                rank -= int(layer.onward[first])
                first += 1
            nodes.append(int(layer.reaches[first]))
        return nodes


def shortest_paths(ways: Ways, start: int, end: int) -> ShortestPaths:
    """Return the shortest paths from `start` to `end`; edges beside each other are one step."""
    found = distances(ways, start, until=end)
    if found[end] == UNREACHED:
        return ShortestPaths(start, (), 0)
    counts = np.zeros(ways.size, np.int64)
    counts[end] = 1
    frontier, layers = np.array([end]), []
    for distance in range(int(found[end]), 0, -1):
        layer = _layer(ways, frontier, found == distance - 1, counts)
        np.add.at(counts, layer.leaves, layer.onward)
        np.minimum(counts, MOST_PATHS, out=counts)
        frontier = np.unique(layer.leaves)
        layers.append(layer)
    return ShortestPaths(start, layers[::-1], int(counts[start]))


def _layer(ways: Ways, frontier: NDArray[np.int64], nearer: NDArray[np.bool_], counts: NDArray[np.int64]) -> Layer:
    """Return the steps that reach the frontier from nodes that are nearer to the start."""
    places = ways.adjacency.at(frontier)
    reaches = np.repeat(frontier, ways.adjacency.degrees[frontier])
    leaves = ways.adjacency.neighbours[places]
    taken = nearer[leaves]
    if ways.edges is not None:
        taken &= ways.edges[ways.adjacency.edges[places]]
    steps = np.unique(leaves[taken].astype(np.int64) * ways.size + reaches[taken])
    return Layer(steps // ways.size, steps % ways.size, counts[steps % ways.size])


def steps_edges(ways: Ways, path: Sequence[int]) -> list[int]:
    """Return all edges, by number, from each node of a path to the next, step by step."""
    found: list[int] = []
    for node, following in pairwise(path):
        places = ways.steps(np.array([node]))
        found += ways.adjacency.edges[places[ways.adjacency.neighbours[places] == following]].tolist()
    return found

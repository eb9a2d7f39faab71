"""The growth of a graph: its size at several moments, from when its nodes and edges came and went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from resolvers.graph.adjacency import Mask, Numbers


@dataclass(frozen=True, slots=True)
class Comings:
    """When nodes, or edges, came and went; of what comes and goes at one moment, the later one in the list holds."""

    moments: NDArray[np.int64]
    """Shape (events,), in any unit, ascending."""
    numbers: Numbers
    """Which node or edge."""
    present: Mask
    """True if it came, False if it went."""

    def at(self, moments: Sequence[int], count: int) -> Iterator[NDArray[np.bool_]]:
        """Yield, for each of some ascending moments, which of `count` are there before it; always the same array."""
        there, done = np.zeros(count, np.bool_), 0
        for end in np.searchsorted(self.moments, moments):
            there[self.numbers[done:end]] = self.present[done:end]
            done = end
            yield there


@dataclass(frozen=True, slots=True)
class History:
    """A graph with all nodes and edges that it ever had. An edge is there while its two nodes are, too."""

    alone: Mask
    """Shape (n,): False for nodes that are there only while an edge leads to them."""
    source: Numbers
    target: Numbers
    nodes: Comings
    edges: Comings


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a graph."""

    nodes: int
    edges: int
    density: float | None
    """Pairs of nodes with an edge, divided by all pairs; None for less than two nodes."""
    components: int


def sizes(history: History, moments: Sequence[int]) -> list[Size]:
    """Return the size of the graph just before each of some ascending moments."""
    nodes, edges = len(history.alone), len(history.source)
    found = zip(history.nodes.at(moments, nodes), history.edges.at(moments, edges), strict=True)
    return [_size(history, *each) for each in found]


def _size(history: History, nodes: Mask, edges: Mask) -> Size:
    kept = edges & nodes[history.source] & nodes[history.target]
    source, target = history.source[kept], history.target[kept]
    tied = np.zeros(len(nodes), np.bool_)
    tied[source] = tied[target] = True
    there = nodes & (history.alone | tied)
    count = int(there.sum())
    low, high = np.minimum(source, target).astype(np.int64), np.maximum(source, target)
    pairs = len(np.unique(low[low != high] * len(nodes) + high[low != high]))
    joined = coo_array((np.ones(len(source), np.int8), (source, target)), shape=(len(nodes), len(nodes)))
    _, labels = connected_components(joined, directed=False)
    density = 2 * pairs / (count * (count - 1)) if count > 1 else None
    return Size(count, len(source), density, len(np.unique(labels[there])))

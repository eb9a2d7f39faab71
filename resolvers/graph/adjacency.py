"""Adjacency of an undirected graph in compressed rows: the neighbours of a node stand side by side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer]
"""Numbers of nodes or edges, one dimension."""
Mask = NDArray[np.bool_]
"""True for each node or edge that is meant."""


@dataclass(frozen=True, slots=True)
class Adjacency:
    """The neighbours of each of n nodes; the neighbours of node i are those from `starts[i]` to `starts[i + 1]`."""

    starts: NDArray[np.int64]
    """Shape (n + 1,)."""
    neighbours: NDArray[np.int32]
    """Shape (2 m,) for m edges: each edge stands at both of its ends."""
    edges: NDArray[np.int32]
    """Shape (2 m,): the edge that leads to the neighbour."""

    @property
    def degrees(self) -> NDArray[np.int64]:
        """Return the number of edges at each node; an edge from a node to itself counts twice."""
        return np.diff(self.starts)

    def at(self, nodes: Numbers) -> NDArray[np.int64]:
        """Return the places of all edges at some nodes in `neighbours` and `edges`, node by node."""
        counts = self.starts[nodes + 1] - self.starts[nodes]
        before = np.cumsum(counts) - counts
        return np.repeat(self.starts[nodes] - before, counts) + np.arange(counts.sum())


def adjacency_of(nodes: int, source: Numbers, target: Numbers) -> Adjacency:
    """Return the adjacency of a graph of so many nodes, from the ends of its m edges (shape (m,) each)."""
    ends = np.concatenate([source, target])
    order = np.argsort(ends, kind="stable")
    starts = np.zeros(nodes + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=nodes), out=starts[1:])
    neighbours = np.concatenate([target, source])[order].astype(np.int32)
    return Adjacency(starts, neighbours, (order % max(len(source), 1)).astype(np.int32))

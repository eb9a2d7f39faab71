"""The neighbourhood of a node: what lies within some steps of it, page by page, with the edges in between."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resolvers.graph.reach import UNREACHED, Ways, distances

MOST_TIES = 1 << 31


@dataclass(frozen=True, slots=True)
class NeighbourhoodPage:
    """A page of the nodes of a neighbourhood, with the edges that it adds to the pages before."""

    nodes: NDArray[np.int64]
    distances: NDArray[np.int32]
    """The number of steps to each of the nodes."""
    edges: NDArray[np.int32]
    """Edges between nodes of the page, and from these to nodes of earlier pages."""
    total: int
    """The number of nodes on all pages."""


def neighbourhood(ways: Ways, start: int, depth: int, begin: int, end: int) -> NeighbourhoodPage:
    """Return the nodes of ranks `begin` to `end` within `depth` steps of a node, which has rank 0 itself.

    The nearest come first; of those at one distance, those with most edges in the whole graph, then by number.
    All pages together have each edge between their nodes once.
    """
    found = distances(ways, start, depth)
    reached = np.flatnonzero(found != UNREACHED)
    ranked = _first(reached, found[reached].astype(np.int64) * MOST_TIES - ways.adjacency.degrees[reached], end)
    page = ranked[begin:]
    ranks = np.full(ways.size, UNREACHED, np.int64)
    ranks[ranked] = np.arange(len(ranked))
    return NeighbourhoodPage(page, found[page], _edges(ways, page, ranks), len(reached))


def _first(nodes: NDArray[np.int64], keys: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the `count` nodes with the least keys, in the order of the keys, equals by number."""
    if count < len(nodes):
        near = keys <= np.partition(keys, count)[count]
        nodes, keys = nodes[near], keys[near]
    return nodes[np.argsort(keys, kind="stable")][:count]


def _edges(ways: Ways, page: NDArray[np.int64], ranks: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the edges, by number, from nodes of the page to nodes of the same or a lower rank."""
    owners = np.repeat(page, ways.adjacency.degrees[page])
    places = ways.adjacency.at(page)
    far = ranks[ways.adjacency.neighbours[places]]
    kept = places[(far != UNREACHED) & (far <= ranks[owners])]
    edges = np.unique(ways.adjacency.edges[kept])
    return edges if ways.edges is None else edges[ways.edges[edges]]

"""Nodes that connect groups, such as regions or communities: the pairs of neighbours that they bring together."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from resolvers.graph.adjacency import Mask, Numbers
from resolvers.graph.reach import Ways


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups that the nodes are in, as pairs; a node is in any number of groups, and in none twice."""

    nodes: Numbers
    groups: Numbers
    """Shape of both: (memberships,)."""
    count: int
    """The number of groups, which have the numbers below it."""


@dataclass(frozen=True, slots=True)
class Connector:
    """A node that connects groups."""

    node: int
    ties: dict[int, int]
    """The number of neighbours in each group; those without any are left out."""
    pairs: int
    """The number of pairs of neighbours of which each is in another group."""


def connectors(ways: Ways, grouping: Grouping, among: Mask, begin: int, end: int) -> tuple[list[Connector], int]:
    """Return the nodes of ranks `begin` to `end` that connect groups, and the number of all that do.

    `among` (shape (n,)) are the nodes that may be answered. Those that connect most pairs come first, then by number.
    Edges beside each other are one neighbour. A neighbour in two groups connects these by itself: it counts in both.
    """
    nodes, groups, ties = _ties(ways, grouping)
    totals = np.bincount(nodes, ties, ways.size)
    pairs = ((totals * totals - np.bincount(nodes, ties * ties, ways.size)) / 2).astype(np.int64)
    ranked = np.flatnonzero((pairs > 0) & among)
    page = ranked[np.argsort(-pairs[ranked], kind="stable")][begin:end]
    begins, ends = np.searchsorted(nodes, page), np.searchsorted(nodes, page, "right")
    found = [
        Connector(int(node), dict(zip(groups[a:b].tolist(), ties[a:b].tolist(), strict=True)), int(pairs[node]))
        for node, a, b in zip(page, begins, ends, strict=True)
    ]
    return found, len(ranked)


def _ties(ways: Ways, grouping: Grouping) -> tuple[Numbers, Numbers, Numbers]:
    """Return nodes, groups, and the numbers of neighbours of the nodes in the groups, sorted by node and group."""
    members = (np.ones(len(grouping.nodes), np.int64), (grouping.nodes, grouping.groups))
    grouped = csr_array(members, shape=(ways.size, grouping.count))
    places = ways.steps(np.arange(ways.size))
    owners = np.searchsorted(ways.adjacency.starts, places, "right") - 1
    steps = (np.ones(len(places), np.int64), (owners, ways.adjacency.neighbours[places]))
    near = csr_array(steps, shape=(ways.size, ways.size))
    near.data[:] = 1
    ties = (near @ grouped).tocsr()
    ties.sort_indices()
    return np.repeat(np.arange(ways.size), np.diff(ties.indptr)), ties.indices, ties.data

"""Places the nodes of a graph in a plane: communities first, each in a circle of its own, then the nodes by their ties.

The same graph has the same layout: nothing is drawn by chance. The time grows with the number of nodes and edges: a
second for 5,000 nodes. Numbers are the nodes' places in the snapshot.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from resolvers.graph.circles import golden_spiral, pack_circles

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

SPACING = 1.0
"""Distance that two unlinked nodes keep; all others are multiples of it."""
ROUNDS = 120
MOST_MOVED = 400_000
"""Moves of nodes at most: a graph of more than 3,300 nodes has fewer rounds."""
WITHIN, BETWEEN = 0.06, 0.004
"""Pull of an edge inside a community and of one between two, for each unit of its length."""
GRAVITY = 0.03
"""Pull of a community's centre, for each unit of distance."""
PUSH = 0.5
"""Push of two nodes in one place, which falls to none at SPACING."""


class Ties(NamedTuple):
    """The edges: nodes at both ends, and a weight above zero."""

    source: Integers
    target: Integers
    weight: Floats


def place_nodes(communities: Integers, ties: Ties) -> Floats:
    """Return x and y of each node, whose community is given; those without a tie stand in a ring around all others."""
    count = len(communities)
    places = np.zeros((count, 2))
    degree = np.bincount(ties.source, minlength=count) + np.bincount(ties.target, minlength=count)
    tied = np.flatnonzero(degree)
    if len(tied):
        number = np.full(count, -1)
        number[tied] = np.arange(len(tied))
        inner = Ties(number[ties.source], number[ties.target], ties.weight)
        _, groups = np.unique(communities[tied], return_inverse=True)
        places[tied] = place_tied(groups, degree[tied], inner)
        places[tied] -= (places[tied].max(0) + places[tied].min(0)) / 2
    alone = np.flatnonzero(degree == 0)
    places[alone] = ring(len(alone), np.hypot(*places.T).max(initial=0) + 2 * SPACING)
    return places


def place_tied(groups: Integers, degree: Integers, ties: Ties) -> Floats:
    """Return the places of nodes that have ties; `groups` numbers their communities without a gap."""
    sizes = np.bincount(groups)
    centres = pack_circles(circle_radii(sizes), links_between(groups, ties))
    places = centres[groups] + within_circles(groups, degree)
    return settle(places, centres[groups], ties, groups)


def circle_radii(sizes: Integers) -> Floats:
    """Return the radius of the circle in which so many nodes have their spacing, and a margin."""
    return SPACING * (0.75 * np.sqrt(sizes) + 1.5)


def links_between(groups: Integers, ties: Ties) -> Floats:
    """Return a symmetrical matrix of the weight of edges between each two communities."""
    count = int(groups.max()) + 1
    links = np.zeros((count, count))
    np.add.at(links, (groups[ties.source], groups[ties.target]), ties.weight)
    np.fill_diagonal(links, 0)
    return links + links.T


def within_circles(groups: Integers, degree: Integers) -> Floats:
    """Return the first place of each node from its community's centre: who has most ties, in the middle."""
    order = np.lexsort((-degree, groups))
    rank = np.empty(len(groups), dtype=np.int64)
    rank[order] = np.arange(len(groups)) - np.searchsorted(groups[order], groups[order])
    return golden_spiral(rank) * SPACING * 0.6


def settle(places: Floats, centres: Floats, ties: Ties, groups: Integers) -> Floats:
    """Move the nodes, less each round, to where pulls and pushes balance."""
    pull = np.where(groups[ties.source] == groups[ties.target], WITHIN, BETWEEN) * np.minimum(ties.weight, 3)
    rounds = max(12, min(ROUNDS, MOST_MOVED // len(places)))
    for step in range(rounds):
        move = pushes(places) - pulls(places, ties, pull) - GRAVITY * (places - centres)
        length = np.maximum(np.hypot(*move.T), 1e-9)
        longest = SPACING * (1 - step / rounds)
        places = places + move * np.minimum(1, longest / length)[:, None]
    return places


def pulls(places: Floats, ties: Ties, pull: Floats) -> Floats:
    """Return the pull of each node's edges, away from their other ends."""
    apart = (places[ties.source] - places[ties.target]) * pull[:, None]
    return sums(ties.source, apart, len(places)) - sums(ties.target, apart, len(places))


def pushes(places: Floats) -> Floats:
    """Return the push that each node gets from those that are near."""
    reach = SPACING * 1.6
    pairs = cKDTree(places).query_pairs(reach, output_type="ndarray")
    first, second = pairs.T
    apart = places[first] - places[second]
    distance = np.maximum(np.hypot(*apart.T), 1e-6)
    push = apart * (PUSH * (reach - distance) / reach / distance)[:, None]
    return sums(first, push, len(places)) - sums(second, push, len(places))


def sums(nodes: Integers, vectors: Floats, count: int) -> Floats:
    """Return the sum of the vectors of each node."""
    return np.stack([np.bincount(nodes, weights=axis, minlength=count) for axis in vectors.T], axis=1)


def ring(count: int, radius: float) -> Floats:
    """Return so many places in rings, from the radius outwards."""
    start = (radius / SPACING / 0.6) ** 2
    return golden_spiral(np.arange(count) + start) * SPACING * 0.6

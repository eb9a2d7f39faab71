"""The layout: the same graph looks the same, its communities stand apart, and nothing covers anything."""

import time
from itertools import combinations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from resolvers.graph.layout import SPACING, Ties, place_nodes
from tests.support.durations import check_duration


def ties(edges) -> Ties:
    source, target = np.array(edges, np.int64).reshape(-1, 2).T
    return Ties(source, target, np.ones(len(edges)))


def clubs(count: int, size: int) -> tuple[np.ndarray, Ties]:
    """So many groups in which all know each other, each of which has one tie to the next."""
    within = [(base + a, base + b) for base in range(0, count * size, size) for a, b in combinations(range(size), 2)]
    between = [(base, (base + size) % (count * size)) for base in range(0, count * size, size)]
    return np.repeat(np.arange(count), size), ties(within + between)


def crowd(nodes: int, edges: int) -> tuple[np.ndarray, Ties]:
    """Return a graph of 50 communities, whose edges mostly stay within."""
    chance = np.random.default_rng(7)
    community = chance.integers(0, 50, nodes)
    order = np.argsort(community, kind="stable")
    near = np.minimum(np.arange(nodes)[:, None] + chance.integers(1, 40, (nodes, edges // nodes)), nodes - 1)
    pairs = np.stack([np.repeat(order, edges // nodes), order[near].ravel()], axis=1)
    return community, ties(pairs[pairs[:, 0] != pairs[:, 1]])


def test_communities_stand_apart():
    community, edges = clubs(6, 12)
    places = place_nodes(community, edges)
    centres = np.array([places[community == each].mean(0) for each in range(6)])
    radius = max(np.hypot(*(places[community == each] - centres[each]).T).max() for each in range(6))
    apart = min(np.hypot(*(centres[a] - centres[b])) for a, b in combinations(range(6), 2))
    assert apart > 2 * radius


def test_the_same_graph_has_the_same_layout():
    community, edges = crowd(400, 1200)
    assert np.array_equal(place_nodes(community, edges), place_nodes(community.copy(), edges))


def test_no_node_covers_another_one():
    places = place_nodes(*crowd(1500, 6000))
    assert np.isfinite(places).all()
    nearest = cKDTree(places).query(places, k=2)[0][:, 1]
    assert np.median(nearest) > 0.4 * SPACING
    assert nearest.min() > 0


def test_who_has_no_tie_stands_around_all_others():
    community, edges = clubs(3, 8)
    places = place_nodes(np.concatenate([community, np.full(40, -1)]), edges)
    inner, outer = np.hypot(*places[:24].T), np.hypot(*places[24:].T)
    assert outer.min() > inner.max()


@pytest.mark.parametrize("count", [0, 1, 30])
def test_a_graph_without_edges_has_a_layout(count):
    places = place_nodes(np.full(count, -1), ties([]))
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert len(np.unique(places, axis=0)) == count


def test_five_thousand_nodes_take_seconds():
    community, edges = crowd(5_000, 25_000)
    began = time.process_time()
    place_nodes(community, edges)
    check_duration(time.process_time() - began, 6)

"""Figures of shortest paths: betweenness and closeness, from all nodes or, in a large graph, from a sample of them.

Brandes' algorithm goes from many nodes at once, level by level, by products of a sparse matrix with a dense one. They
take no lock of Python's, and between two of them a computation that takes too long is given up.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resolvers.graph.matrix import Matrix, unweighted
from resolvers.graph.structure import components

EXACT_NODES = 5_000
"""Nodes up to which paths from all are looked at."""
SAMPLED_STEPS = 50_000_000
"""Edges that are looked at in a larger graph, about."""
LEAST_SAMPLES = 64
CELLS = 100_000
"""Nodes times sources that are looked at together, so that arrays stay in the cache of a processor."""
LEAST_TOGETHER = 4
SEED = 20_260_401

Columns = NDArray[np.float64]
Check = Callable[[], None]
"""A function that raises if the computation is to be given up."""


@dataclass(frozen=True, slots=True)
class PathFigures:
    """Figures of n nodes, an array each."""

    betweenness: Columns
    """Share of the shortest paths between two others on which a node lies."""
    error: Columns
    """Standard error of the betweenness; 0 where it is exact."""
    closeness: Columns
    """Inverse of the mean distance, times the share of nodes that can be reached (Wasserman and Faust)."""
    sources: int
    """Nodes from which paths were looked at: n where the figures are exact."""


def path_figures(matrix: Matrix, check: Check = lambda: None) -> PathFigures:
    """Return the figures of a graph, whose weights do not count."""
    count = matrix.shape[0]
    sources = _sources(count, matrix.nnz)
    size = max(LEAST_TOGETHER, CELLS // max(count, 1))
    sums, squares, far, met = (np.zeros(count) for _ in range(4))
    graph = unweighted(matrix)
    for start in range(0, len(sources), size):
        distance, delta = _from_sources(graph, sources[start : start + size], check)
        sums += delta.sum(axis=1)
        squares += (delta * delta).sum(axis=1)
        far += np.where(distance > 0, distance, 0).sum(axis=1)
        met += (distance > 0).sum(axis=1)
    scale = count / ((count - 1) * (count - 2)) if count > 2 else 0.0  # noqa: PLR2004 - pairs of two others
    mean = sums / max(len(sources), 1)
    variance = np.maximum(squares / max(len(sources), 1) - mean * mean, 0)
    left = 1 - len(sources) / count if count else 0.0
    error = scale * np.sqrt(variance * left / max(len(sources) - 1, 1))
    return PathFigures(scale * mean, error, _closeness(matrix, far, met), len(sources))


def _sources(count: int, ends: int) -> NDArray[np.int64]:
    """Return all nodes or, of a large graph, a sample: the larger the graph is, the smaller."""
    if count <= EXACT_NODES:
        return np.arange(count)
    wanted = min(count, max(LEAST_SAMPLES, SAMPLED_STEPS // max(ends, count)))
    return np.sort(np.random.default_rng(SEED).choice(count, wanted, replace=False))


def _from_sources(graph: Matrix, sources: NDArray[np.int64], check: Check) -> tuple[NDArray[np.int32], Columns]:
    """Return the distances from each source (-1: none) and what Brandes calls dependencies, shape (n, sources)."""
    columns = np.arange(len(sources))
    distance = np.full((graph.shape[0], len(sources)), -1, np.int32)
    paths = np.zeros(distance.shape)
    distance[sources, columns], paths[sources, columns] = 0, 1
    front, level = paths, 0
    while True:
        check()
        front = graph @ front
        front[distance >= 0] = 0
        reached = front > 0
        if not reached.any():
            break
        level += 1
        distance[reached] = level
        paths += front
    delta = np.zeros(distance.shape)
    for depth in range(level, 0, -1):
        check()
        share = np.divide(1 + delta, paths, out=np.zeros(delta.shape), where=distance == depth)
        delta += np.where(distance == depth - 1, (graph @ share) * paths, 0)
    delta[sources, columns] = 0
    return distance, delta


def _closeness(matrix: Matrix, far: Columns, met: Columns) -> Columns:
    """Return the closeness from the sums of distances to the sources that a node reaches, and their number."""
    count = matrix.shape[0]
    group = components(matrix)
    others = np.bincount(group)[group] - 1 if count else far
    inverse = np.divide(met, far, out=np.zeros(count), where=far > 0)
    return inverse * others / max(count - 1, 1)

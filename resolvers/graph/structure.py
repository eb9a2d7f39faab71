"""Structure of a graph without weights: degrees, components, cores and triangles."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from resolvers.graph.matrix import Matrix


def degrees(matrix: Matrix) -> NDArray[np.int64]:
    """Return the number of neighbours of each node."""
    return np.diff(matrix.indptr).astype(np.int64)


def components(matrix: Matrix) -> NDArray[np.int32]:
    """Return the number of the connected component of each node; 0 is the largest."""
    if not matrix.shape[0]:
        return np.zeros(0, np.int32)
    return by_size(connected_components(matrix, directed=False)[1])


def by_size(groups: NDArray[np.int32]) -> NDArray[np.int32]:
    """Number groups anew: the largest first, and of two as large that with the first node."""
    _, first, inverse, sizes = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = np.empty(len(order), np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return number[inverse]


def core_numbers(matrix: Matrix) -> NDArray[np.int64]:
    """Return, for each node, the largest k such that it belongs to a part in which all have k neighbours.

    Rustworkx is as fast, and holds Python's lock for seconds in a large graph: nothing else would be answered.
    """
    left = degrees(matrix)
    core, alive, level = np.zeros(len(left), np.int64), np.ones(len(left), bool), 0
    while alive.any():
        level = max(level, int(left[alive].min()))
        going = np.flatnonzero(alive & (left <= level))
        while len(going):
            core[going], alive[going] = level, False
            met = matrix[going].indices
            np.subtract.at(left, met, 1)
            going = np.unique(met[alive[met] & (left[met] <= level)])
    return core


def triangles(matrix: Matrix) -> NDArray[np.int64]:
    """Return the number of triangles of which each node is a corner.

    Each edge is directed from the lower to the higher degree, so that no node has many edges out.
    """
    count, degree = matrix.shape[0], degrees(matrix)
    place = np.empty(count, np.int64)
    place[np.lexsort((np.arange(count), degree))] = np.arange(count)
    row = np.repeat(np.arange(count), degree)
    up = place[row] < place[matrix.indices]
    out = csr_array((np.ones(up.sum()), (row[up], matrix.indices[up])), shape=matrix.shape)
    ends = (out @ out).multiply(out).tocsr()  # at (a, c): corners b with edges a -> b -> c
    middle = (out @ out.T).multiply(out).tocsr()  # at (a, b): corners c with edges a -> c and b -> c
    found = ends.sum(axis=1) + ends.sum(axis=0) + middle.sum(axis=0)
    return np.asarray(found).ravel().round().astype(np.int64)


def clustering(matrix: Matrix, corners: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of the pairs of each node's neighbours that are neighbours themselves; 0 without a pair."""
    degree = degrees(matrix)
    pairs = degree * (degree - 1) / 2
    return np.divide(corners, pairs, out=np.zeros(len(pairs)), where=pairs > 0)


def transitivity(matrix: Matrix, corners: NDArray[np.int64]) -> float:
    """Return the share of all paths of two edges that are part of a triangle; 0 without such a path."""
    degree = degrees(matrix)
    paths = (degree * (degree - 1) / 2).sum()
    return float(corners.sum() / paths) if paths else 0.0

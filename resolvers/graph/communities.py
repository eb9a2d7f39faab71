"""Communities: groups of nodes with more edges inside than chance would give, and how good a division into them is."""

import graspologic_native  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

from resolvers.graph.matrix import Matrix
from resolvers.graph.structure import by_size

SEED = 20_260_401
RESOLUTION = 1.0
TRIALS = 1


def communities_of(matrix: Matrix) -> NDArray[np.int32]:
    """Return the number of the community of each node, by the Leiden algorithm; 0 is the largest.

    A node without edges is a community of its own. The seed is fixed: the same graph gives the same communities.
    """
    count = matrix.shape[0]
    if not matrix.nnz:
        return np.arange(count, dtype=np.int32)
    _, found = graspologic_native.leiden_csr(
        matrix.indptr.astype(np.int64),
        matrix.indices.astype(np.int32),
        matrix.data.astype(np.float64),
        count,
        resolution=RESOLUTION,
        seed=SEED,
        trials=TRIALS,
    )
    groups = np.arange(count, 2 * count, dtype=np.int32)  # those that the algorithm leaves out
    groups[np.fromiter(found.keys(), np.int64, len(found))] = np.fromiter(found.values(), np.int32, len(found))
    return by_size(groups)


def modularity(matrix: Matrix, groups: NDArray[np.int32]) -> float | None:
    """Return the modularity of a division, from -0.5 to 1; None without edges."""
    total = matrix.sum()
    if not total:
        return None
    strength = np.asarray(matrix.sum(axis=1)).ravel()
    row = np.repeat(groups, np.diff(matrix.indptr))
    inside = matrix.data[row == groups[matrix.indices]].sum() / total
    shares = np.bincount(groups, weights=strength) / total
    return float(inside - (shares * shares).sum())

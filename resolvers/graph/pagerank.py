"""PageRank: the share of time that a walker spends at a node, who follows an edge by its weight or jumps anywhere."""

import numpy as np
from numpy.typing import NDArray

from resolvers.graph.matrix import Matrix

DAMPING = 0.85
PRECISION = 1e-10
MOST_ROUNDS = 500


def pagerank(matrix: Matrix) -> NDArray[np.float64]:
    """Return the PageRank of each of n nodes; their sum is 1, to 1e-10.

    Products of scipy's matrices take no lock of Python's, and add in the same order each time.
    """
    count = matrix.shape[0]
    strength = np.asarray(matrix.sum(axis=1)).ravel()
    lonely = strength == 0
    inverse = np.divide(1.0, strength, out=np.zeros(count), where=~lonely)
    rank = np.full(count, 1 / max(count, 1))
    for _ in range(MOST_ROUNDS):
        jumps = (1 - DAMPING + DAMPING * rank[lonely].sum()) / count if count else 0.0
        after = DAMPING * (matrix @ (rank * inverse)) + jumps
        moved, rank = np.abs(after - rank).sum(), after
        if moved < PRECISION:
            break
    return rank

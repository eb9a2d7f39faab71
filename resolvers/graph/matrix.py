"""A graph as a symmetric matrix: undirected, without loops, with the weights of parallel edges summed."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

Matrix = csr_array
"""Shape (n, n): at (i, j) the weight of the edge between two nodes; columns are in order within each row."""


def symmetric_matrix(nodes: int, source: NDArray[Any], target: NDArray[Any], weight: NDArray[Any] | None) -> Matrix:
    """Return the matrix of a graph of n nodes from the ends and weights (None: 1 each) of its edges."""
    weights = np.ones(len(source)) if weight is None else weight.astype(np.float64)
    between = source != target
    ends = source[between].astype(np.int32), target[between].astype(np.int32)
    both = np.concatenate(ends), np.concatenate(ends[::-1])
    made = coo_array((np.tile(weights[between], 2), both), shape=(nodes, nodes)).tocsr()
    made.sum_duplicates()
    made.sort_indices()
    return made


def unweighted(matrix: Matrix) -> Matrix:
    """Return the same graph, each of whose edges weighs 1."""
    return csr_array((np.ones(len(matrix.data)), matrix.indices, matrix.indptr), shape=matrix.shape)


def shared_neighbours(matrix: Matrix, of: NDArray[np.intp], through: NDArray[np.intp]) -> Matrix:
    """Return the graph of some nodes in which two weigh as many neighbours `through` as they share."""
    tied = unweighted(matrix)[of][:, through]
    shared = (tied @ tied.T).tocsr()
    shared.setdiag(0)
    shared.eliminate_zeros()
    shared.sort_indices()
    return csr_array(shared)


def pairs_through(matrix: Matrix, of: NDArray[np.intp], through: NDArray[np.intp]) -> int:
    """Return the number of pairs that `shared_neighbours` has to look at."""
    degrees = np.diff(matrix[through][:, of].indptr).astype(np.int64)
    return int((degrees * degrees).sum())

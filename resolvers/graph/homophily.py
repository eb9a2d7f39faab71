"""Homophily: the tendency of nodes to have neighbours of their own kind."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resolvers.graph.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Homophily:
    """The edges whose two nodes have a known kind, and how often it is the same."""

    edges: int
    same_share: float | None
    """Share of these edges between nodes of one kind; None without an edge."""
    coefficient: float | None
    """Assortativity (Newman 2003): 1 if all are, 0 if as many are as by chance; None where chance alone gives all."""


def homophily(matrix: Matrix, kinds: NDArray[np.integer]) -> Homophily:
    """Return the homophily of a graph by the number of each node's kind; -1 where it is not known."""
    row = np.repeat(kinds, np.diff(matrix.indptr))
    column = kinds[matrix.indices]
    known = (row >= 0) & (column >= 0)
    row, column = row[known], column[known]
    if not len(row):
        return Homophily(0, None, None)
    same = float((row == column).mean())
    shares = np.bincount(row) / len(row)
    chance = float((shares * shares).sum())
    return Homophily(len(row) // 2, same, (same - chance) / (1 - chance) if chance < 1 else None)

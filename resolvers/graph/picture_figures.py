"""Figures that the picture of a network shows: communities for colours, and sizes of nodes."""

import graspologic_native  # type: ignore[import-untyped]
import numpy as np
import rustworkx
from numpy.typing import NDArray

from resolvers.graph.layout import Ties

SEED = 1
EXACT = 5_000
"""Nodes up to which betweenness is computed."""


def communities(count: int, ties: Ties) -> NDArray[np.int64]:
    """Return the community (Leiden) of each node, the largest first; -1 for a node without a tie."""
    edges = list(zip(map(str, ties.source.tolist()), map(str, ties.target.tolist()), ties.weight.tolist(), strict=True))
    found = np.full(count, -1)
    if not edges:
        return found
    _, partition = graspologic_native.leiden(
        edges=edges,
        starting_communities=None,
        resolution=1.0,
        randomness=0.001,
        iterations=5,
        use_modularity=True,
        seed=SEED,
        trials=1,
    )
    numbers = np.array([int(each) for each in partition])
    _, group = np.unique(np.array(list(partition.values())), return_inverse=True)
    sizes = np.bincount(group)
    first = np.full(len(sizes), count)
    np.minimum.at(first, group, numbers)
    rank = np.empty(len(sizes), np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    found[numbers] = rank[group]
    return found


def figures(count: int, ties: Ties) -> dict[str, list[float]]:
    """Return the figures of each node by name: PageRank; betweenness, unless there are too many nodes for it."""
    graph: rustworkx.PyGraph[int, float] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from(list(zip(ties.source.tolist(), ties.target.tolist(), ties.weight.tolist(), strict=True)))
    ranks = rustworkx.pagerank(graph.to_directed())
    found = {"pagerank": [ranks[node] for node in range(count)]}
    if count <= EXACT:
        between = rustworkx.betweenness_centrality(graph)
        found["betweenness"] = [between[node] for node in range(count)]
    return found

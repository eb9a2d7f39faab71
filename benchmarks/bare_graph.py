"""Questions to the network answered by the libraries alone, from the same snapshot: rustworkx, scipy, graspologic."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import graspologic_native  # type: ignore[import-untyped]
import numpy as np
import rustworkx
from scipy.sparse import coo_array, csr_array

from encommun.commons import read_commons
from resolvers.network.build import build_snapshot

DAMPING, PRECISION = 0.85, 1e-10


class BareGraph(NamedTuple):
    """The network in the form that each library takes."""

    ids: Sequence[str]
    graph: Any
    matrix: csr_array

    def two_steps(self, number: int) -> int:
        """Count the nodes within two steps of a node."""
        near = set(self.graph.neighbors(number))
        return len(near.union(*(self.graph.neighbors(each) for each in near), {number}))

    def page_rank_and_communities(self) -> int:
        """Compute both, and count the communities."""
        count = self.matrix.shape[0]
        walk = self.matrix.multiply(1 / np.maximum(self.matrix.sum(axis=1), 1)[:, None]).T.tocsr()
        rank, moved = np.full(count, 1 / count), 1.0
        while moved > PRECISION:
            after = DAMPING * (walk @ rank)
            after += (1 - after.sum()) / count
            moved, rank = np.abs(after - rank).sum(), after
        _, found = graspologic_native.leiden_csr(
            self.matrix.indptr.astype(np.int64),
            self.matrix.indices.astype(np.int32),
            self.matrix.data.astype(np.float64),
            count,
            resolution=1.0,
            seed=1,
            trials=1,
        )
        return len(set(found.values()))


async def bare_graph(url: str) -> BareGraph:
    """Read the network of the database at `url`."""
    async with read_commons(url) as (reads, now):
        snapshot = await build_snapshot(reads, now)
    edges, count = snapshot.edges, len(snapshot.nodes)
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(list(zip(edges.source.tolist(), edges.target.tolist(), strict=True)))
    ends = np.concatenate((edges.source, edges.target)), np.concatenate((edges.target, edges.source))
    matrix = coo_array((np.tile(edges.weight.astype(np.float64), 2), ends), shape=(count, count)).tocsr()
    return BareGraph(snapshot.nodes.ids, graph, matrix)

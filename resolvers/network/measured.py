"""The graph whose figures are asked for: a part of a snapshot, or what its nodes share."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loaders.errors import FaultError
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.subgraph import ANY, GraphFilter, subgraph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from resolvers.graph.matrix import Matrix

MOST_PAIRS = 30_000_000
"""Pairs of nodes that share something; a project with 1,000 partners has 1,000,000."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Nodes of one type, of which two are tied if they share nodes of another type; the weight is how many."""

    of: str
    through: str
    edge_kinds: frozenset[str] = ANY
    """Kinds of edges to what they share; all if empty."""


@dataclass(frozen=True, slots=True)
class MetricsQuery:
    """A graph to measure."""

    within: GraphFilter
    projection: Projection | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """Return the parameters as JSON, always in the same order."""
        within = self.within.parameters
        if self.projection is None:
            return {"filter": within, "projection": None}
        kinds = sorted(self.projection.edge_kinds)
        shared = {"of": self.projection.of, "through": self.projection.through, "edge_kinds": kinds}
        return {"filter": within, "projection": shared}

    @property
    def key(self) -> str:
        """Return a text that tells the graph apart from others of the same snapshot."""
        return repr(self.parameters)


@dataclass(frozen=True, slots=True)
class MeasuredGraph:
    """A graph to measure: undirected, without loops, parallel edges made one with the sum of their weights."""

    snapshot: GraphSnapshot
    query: MetricsQuery
    nodes: "NDArray[np.int64]"
    """Positions in the snapshot, in their order."""
    matrix: "Matrix"

    @property
    def edge_count(self) -> int:
        """Return the number of pairs of nodes that are tied."""
        return int(self.matrix.nnz) // 2


def measured_graph(snapshot: GraphSnapshot, query: MetricsQuery) -> MeasuredGraph:
    """Return the graph that a query means; raises FaultError COST_LIMIT_EXCEEDED if too many nodes share something."""
    import numpy as np  # noqa: PLC0415 - a server that nobody asks for the network starts without it

    from resolvers.graph.matrix import symmetric_matrix  # noqa: PLC0415 - as above

    part = subgraph(snapshot, query.within)
    place = {id_: number for number, id_ in enumerate(snapshot.nodes.ids)}
    nodes = np.array([place[id_] for id_ in part.nodes.ids], np.int64)
    edges = part.edges
    if query.projection is None:
        matrix = symmetric_matrix(len(nodes), edges.source, edges.target, edges.weight)
        return MeasuredGraph(snapshot, query, nodes, matrix)
    if query.projection.edge_kinds:
        edges = subgraph(part, GraphFilter(query.projection.edge_kinds)).edges
    matrix = symmetric_matrix(len(nodes), edges.source, edges.target, None)
    return _projected(MeasuredGraph(snapshot, query, nodes, matrix), part, query.projection)


def _projected(graph: MeasuredGraph, part: GraphSnapshot, projection: Projection) -> MeasuredGraph:
    import numpy as np  # noqa: PLC0415 - as above

    from resolvers.graph.matrix import pairs_through, shared_neighbours  # noqa: PLC0415 - as above

    of, through = (
        np.flatnonzero(part.nodes.type == part.node_types.index(name)) for name in (projection.of, projection.through)
    )
    pairs = pairs_through(graph.matrix, of, through)
    if pairs > MOST_PAIRS:
        says = f"{pairs:,} pairs of nodes share something; at most {MOST_PAIRS:,} are looked at. Narrow the filter."
        raise FaultError("COST_LIMIT_EXCEEDED", says)
    return MeasuredGraph(graph.snapshot, graph.query, graph.nodes[of], shared_neighbours(graph.matrix, of, through))

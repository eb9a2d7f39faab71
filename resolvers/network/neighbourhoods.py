"""The neighbourhood of a node in a snapshot."""

from dataclasses import dataclass

from loaders.errors import FaultError
from resolvers.network.node_pages import Ranks
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.walks import Walk, node_number, ways

DEEPEST = 4
EDGES_PER_NODE = 10
"""Edges that a page has at most, for each node that it may have."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A page of a neighbourhood as positions of nodes and edges in the snapshot."""

    nodes: list[int]
    distances: list[int]
    edges: list[int]
    total: int
    edges_cut: bool
    """True if the page would have more edges than a page may have."""


def check_depth(depth: int | None) -> int:
    """Return the number of steps that a client asks for; raises FaultError INVALID_DEPTH unless it is 1 to DEEPEST."""
    if depth is None:
        return 1
    if not 1 <= depth <= DEEPEST:
        raise FaultError("INVALID_DEPTH", f"depth is {depth}; give a number from 1 to {DEEPEST}.")
    return depth


def neighbourhood_page(snapshot: GraphSnapshot, ranks: Ranks, node_id: str, depth: int, walk: Walk) -> Neighbourhood:
    """Return a page of what lies within `depth` steps of a node, itself first.

    Raises FaultError NOT_IN_SNAPSHOT.
    """
    from resolvers.graph.neighbourhood import neighbourhood  # noqa: PLC0415 - a server starts without numpy

    start = node_number(snapshot, node_id)
    found = neighbourhood(ways(snapshot, walk, [start]), start, depth, ranks.start, ranks.stop)
    most = EDGES_PER_NODE * len(ranks)
    return Neighbourhood(
        found.nodes.tolist(),
        found.distances.tolist(),
        found.edges[:most].tolist(),
        found.total,
        edges_cut=len(found.edges) > most,
    )

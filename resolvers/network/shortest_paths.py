"""The shortest paths between two nodes of a snapshot."""

from dataclasses import dataclass

from resolvers.network.node_pages import Ranks
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.walks import Walk, node_number, ways


@dataclass(frozen=True, slots=True)
class Paths:
    """A page of paths as positions of nodes and edges in the snapshot."""

    nodes: list[list[int]]
    edges: list[list[int]]
    """Of each path: all edges between a node and the next that the walk may take."""
    length: int | None
    """The number of steps of each path; None if no path connects the nodes."""
    total: int
    counted: bool
    """False if there are more paths than are counted; `total` is the number of those that are then."""


def paths_page(snapshot: GraphSnapshot, ranks: Ranks, start_id: str, end_id: str, walk: Walk) -> Paths:
    """Return a page of the shortest paths from one node to another, by the ids of their nodes.

    Raises FaultError NOT_IN_SNAPSHOT.
    """
    from resolvers.graph.shortest_paths import MOST_PATHS, shortest_paths, steps_edges  # noqa: PLC0415 - loads numpy

    start, end = (node_number(snapshot, each) for each in (start_id, end_id))
    allowed = ways(snapshot, walk, [start, end])
    found = shortest_paths(allowed, start, end)
    nodes = [found.path(rank) for rank in ranks if rank < found.total]
    return Paths(
        nodes,
        [steps_edges(allowed, each) for each in nodes],
        len(found.layers) if found.total else None,
        found.total,
        counted=found.total < MOST_PATHS,
    )

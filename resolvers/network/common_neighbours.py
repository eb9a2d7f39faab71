"""Nodes of a snapshot that are tied to each of several others."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.errors import FaultError
from resolvers.network.node_pages import Ranks
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.walks import Walk, node_number, ways

MOST_GIVEN = 20


@dataclass(frozen=True, slots=True)
class CommonNeighbours:
    """A page of common neighbours as positions of nodes and edges in the snapshot."""

    nodes: list[int]
    edges: list[int]
    """All edges between these and the given nodes that the walk may take."""
    total: int


def check_given(node_ids: Sequence[str]) -> None:
    """Raise FaultError INVALID_FILTER unless at least two, and at most MOST_GIVEN, different ids are given."""
    if not 2 <= len(set(node_ids)) <= MOST_GIVEN:  # noqa: PLR2004 - what one node has in common is its neighbourhood
        says = f"of has {len(set(node_ids))} different ids; give from 2 to {MOST_GIVEN}."
        raise FaultError("INVALID_FILTER", says)


def common_page(snapshot: GraphSnapshot, ranks: Ranks, node_ids: Sequence[str], walk: Walk) -> CommonNeighbours:
    """Return a page of the nodes that have an edge to each of the given ones, those with fewest edges first.

    Raises FaultError NOT_IN_SNAPSHOT.
    """
    from resolvers.graph.common_neighbours import common_neighbours, edges_between  # noqa: PLC0415 - loads numpy

    given = sorted({node_number(snapshot, each) for each in node_ids})
    allowed = ways(snapshot, walk)
    found = common_neighbours(allowed, given)
    nodes = found[ranks.start : ranks.stop]
    return CommonNeighbours(nodes.tolist(), edges_between(allowed, given, nodes).tolist(), len(found))

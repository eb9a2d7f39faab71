"""Nodes of a snapshot that connect groups of others, such as the regions that they are in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.errors import FaultError
from resolvers.network.groupings import NetworkGrouping, grouping
from resolvers.network.node_pages import Ranks
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.subgraph import ANY, GraphFilter, subgraph
from resolvers.network.walks import Walk, ways

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from resolvers.graph.connectors import Connector
    from resolvers.graph.reach import Ways

MOST_GROUPS = 20
EVERYTHING = GraphFilter()


@dataclass(frozen=True, slots=True)
class ConnectorQuery:
    """A question for connectors."""

    across: NetworkGrouping
    between: frozenset[str] = ANY
    """Groups that count; all if empty."""
    node_types: frozenset[str] = ANY
    """Types of the nodes that may be answered."""
    kinds: frozenset[str] = ANY
    """Kinds of the nodes that may be answered."""
    within: GraphFilter = EVERYTHING
    """The part of the network whose ties count."""

    @property
    def arguments(self) -> tuple[object, ...]:
        """Return the conditions in an order that is always the same."""
        of_nodes = sorted(self.between), sorted(self.node_types), sorted(self.kinds)
        return str(self.across), *of_nodes, *self.within.parameters.values()


@dataclass(frozen=True, slots=True)
class FoundConnector:
    """A node that connects groups."""

    node_id: str
    pairs: int
    neighbours: list[tuple[str, int]]
    """The groups with the numbers of its neighbours in them, the most first; MOST_GROUPS at most."""


def check_groups(between: Collection[str]) -> None:
    """Raise FaultError INVALID_FILTER unless two different groups are given, and at most MOST_GROUPS."""
    if not 2 <= len(set(between)) <= MOST_GROUPS:  # noqa: PLR2004 - one group has no between
        raise FaultError("INVALID_FILTER", f"between has {len(set(between))} groups; give from 2 to {MOST_GROUPS}.")


def connectors_page(snapshot: GraphSnapshot, ranks: Ranks, query: ConnectorQuery) -> tuple[list[FoundConnector], int]:
    """Return a page of the nodes with neighbours in two groups or more, and the number of all of them.

    Those that connect most pairs of neighbours of different groups come first.
    """
    from resolvers.graph.connectors import connectors  # noqa: PLC0415 - a server starts without numpy

    groups, codes = grouping(snapshot, query.across, query.between, query.within)
    allowed = _ways_within(snapshot, query.within)
    found, total = connectors(allowed, groups, _among(snapshot, query), ranks.start, ranks.stop)
    return [_found(snapshot, each, codes) for each in found], total


def _ways_within(snapshot: GraphSnapshot, within: GraphFilter) -> "Ways":
    """Return the edges of a part of the network, among all nodes."""
    import numpy as np  # noqa: PLC0415 - as above

    from resolvers.graph.reach import Ways  # noqa: PLC0415 - as above

    whole = ways(snapshot, Walk(within.edge_kinds))
    if within == EVERYTHING:
        return whole
    kept = set(subgraph(snapshot, within).nodes.ids)
    nodes = np.array([each in kept for each in snapshot.nodes.ids], np.bool_)
    both = nodes[snapshot.edges.source] & nodes[snapshot.edges.target]
    return Ways(whole.adjacency, both if whole.edges is None else whole.edges & both)


def _found(snapshot: GraphSnapshot, found: "Connector", codes: Sequence[str]) -> FoundConnector:
    neighbours = sorted(((codes[each], count) for each, count in found.ties.items()), key=lambda each: (-each[1], each))
    return FoundConnector(snapshot.nodes.ids[found.node], found.pairs, neighbours[:MOST_GROUPS])


def _among(snapshot: GraphSnapshot, query: ConnectorQuery) -> "NDArray[np.bool_]":
    import numpy as np  # noqa: PLC0415 - as above

    found = np.ones(len(snapshot.nodes), np.bool_)
    if query.node_types:
        found &= np.isin(snapshot.node_types, list(query.node_types))[snapshot.nodes.type]
    if query.kinds:
        found &= np.array([each in query.kinds for each in snapshot.nodes.kind], np.bool_)
    return found

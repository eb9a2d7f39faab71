"""Walks through a snapshot: along which edges they go and which nodes they reach."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.errors import FaultError
from models import ids
from models.graph import node_types
from resolvers.core.entities import PREFIXES
from resolvers.network.snapshot import Edges, GraphSnapshot
from resolvers.network.snapshots import MOST_HELD
from resolvers.network.subgraph import ANY

if TYPE_CHECKING:
    from resolvers.graph.adjacency import Adjacency
    from resolvers.graph.reach import Ways


@dataclass(frozen=True, slots=True)
class Walk:
    """Conditions on a walk; an empty set stands for everything."""

    edge_kinds: frozenset[str] = ANY
    node_types: frozenset[str] = ANY
    """Names of types of the graph. The nodes from which and to which a walk goes may be of any."""

    @property
    def arguments(self) -> tuple[list[str], ...]:
        """Return the conditions in an order that is always the same."""
        return sorted(self.edge_kinds), sorted(self.node_types)


_MADE: dict[int, tuple[Edges, "Adjacency"]] = {}
"""Adjacencies by the identity of the edges from which they were made; these are kept, so that none gets the same."""


def adjacency(snapshot: GraphSnapshot) -> "Adjacency":
    """Return the adjacency of a snapshot, which is made once, or of a part of it."""
    from resolvers.graph.adjacency import adjacency_of  # noqa: PLC0415 - a server starts without numpy

    key, edges = id(snapshot.edges), snapshot.edges
    if (known := _MADE.get(key)) is not None:
        return known[1]
    made = adjacency_of(len(snapshot.nodes), edges.source, edges.target)
    _MADE[key] = edges, made
    for old in list(_MADE)[:-MOST_HELD]:
        _MADE.pop(old, None)
    return made


def ways(snapshot: GraphSnapshot, walk: Walk, ends: Collection[int] = ()) -> "Ways":
    """Return the part of a snapshot that a walk may take; the nodes `ends` belong to it whatever their types."""
    import numpy as np  # noqa: PLC0415 - as above

    from resolvers.graph.reach import Ways  # noqa: PLC0415 - as above

    edges = nodes = None
    if walk.edge_kinds:
        edges = np.isin(snapshot.edge_kinds, list(walk.edge_kinds))[snapshot.edges.kind]
    if walk.node_types:
        nodes = np.isin(snapshot.node_types, list(walk.node_types))[snapshot.nodes.type]
        nodes[list(ends)] = True
    return Ways(adjacency(snapshot), edges, nodes)


def check_node_id(node_id: str) -> None:
    """Raise FaultError INVALID_ID for what is not the id of a type of nodes."""
    if PREFIXES.get(ids.prefix_of(node_id) or "") not in node_types():
        says = f"{node_id[:60]!r} is not the id of a node: those are of the types {', '.join(node_types())}."
        raise FaultError("INVALID_ID", says)


def node_number(snapshot: GraphSnapshot, node_id: str) -> int:
    """Return the position of a node; raises FaultError NOT_IN_SNAPSHOT for what is no node of it."""
    found = snapshot.number(node_id)
    if found is None:
        says = f"The snapshot {snapshot.id} has no node {node_id[:60]!r}: it is not public, or, as a topic or "
        raise FaultError("NOT_IN_SNAPSHOT", f"{says}territory, tied to nothing. Ask for another, or for no snapshot.")
    return found

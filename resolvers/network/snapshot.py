"""A snapshot of the network: what everyone sees of it at one moment, as columns of numbers and codes.

It keeps no names: whoever shows a node reads its name by its id, so that what is hidden later is hidden at once.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a server that nobody asks for the network starts without it
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of a graph in the order of their ids; lists and arrays have an element for each."""

    ids: list[str]
    type: "NDArray[np.int8]"
    """Positions in `node_types`."""
    kind: list[str]
    """Kind of an actor, resource or territory, phase of a project, …; empty where a type has none."""
    department: list[str]
    """Official code, where all territories of the node lie in one department; else empty."""
    region: list[str]

    def __len__(self) -> int:
        """Count the nodes."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of a graph, by source, target, kind and role; lists and arrays have an element for each."""

    source: "NDArray[np.int32]"
    """Positions of nodes."""
    target: "NDArray[np.int32]"
    kind: "NDArray[np.int8]"
    """Positions in `edge_kinds`."""
    weight: "NDArray[np.float32]"
    role: list[str]
    """Member of a closed list; empty where a kind has no roles."""
    since: list[str]
    """First day (ISO 8601); empty if it is not known."""
    until: list[str]

    def __len__(self) -> int:
        """Count the edges."""
        return len(self.role)


@dataclass(frozen=True, slots=True)
class GraphSnapshot:
    """A graph of public records, or a part of it. Nothing of it is changed: requests and threads share it."""

    id: str
    """Position and content: two snapshots with one id give the same figures."""
    content: str
    """A hash of all nodes and edges."""
    position: int
    """Position of the last journal entry that it knows; it may know changes whose position was still to be given."""
    taken_at: datetime
    node_types: tuple[str, ...]
    """Types of the graph in alphabetical order."""
    edge_kinds: tuple[str, ...]
    """Kinds of edges in alphabetical order."""
    nodes: Nodes
    edges: Edges
    inside: Mapping[str, list[int]]
    """By the id of a territory or topic: positions of the nodes that are inside of it, itself included."""

    def number(self, node_id: str) -> int | None:
        """The position of a node; None if it is not in the graph."""
        ids = self.nodes.ids
        place = bisect_left(ids, node_id)
        return place if place < len(ids) and ids[place] == node_id else None

"""Nodes and edges of a snapshot as clients see them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import strawberry

from resolvers.network.snapshot import GraphSnapshot
from schema.kit.node_field import node_field
from schema.network.types import GraphEdgeKind, GraphNodeType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@strawberry.type(description="A node of the network, as the snapshot has it.")
class GraphNode:
    id: strawberry.ID = strawberry.field(description="Id of the record.")
    type: GraphNodeType = strawberry.field(description="Type of the record.")
    kind: str | None = strawberry.field(
        description="Kind of an actor, resource or territory, phase of a project, …; null for types that have none."
    )
    department: str | None = strawberry.field(
        description="INSEE code of the department of the record; null if it has none, or several."
    )
    region: str | None = strawberry.field(
        description="INSEE code of the region of the record; null if it has none, or several."
    )
    degree: int = strawberry.field(description="Number of its edges in the whole snapshot.")
    node = node_field("The record; null if the viewer does not see it any more.", ("id",), lambda each: str(each.id))


@strawberry.type(description="An edge of the network.")
class GraphEdge:
    source: strawberry.ID = strawberry.field(description="Id of the record from which the edge leads.")
    target: strawberry.ID = strawberry.field(description="Id of the record to which the edge leads.")
    kind: GraphEdgeKind = strawberry.field(description="Kind of the edge.")
    role: str | None = strawberry.field(
        description="Role of the source, such as CHAIR or FUNDER; null for kinds of edges without roles."
    )
    since: date | None = strawberry.field(description="First day of the tie; null if it is not known.")
    until: date | None = strawberry.field(description="Last day of the tie; null while it lasts, or if not known.")
    weight: float = strawberry.field(description="Weight of the edge.")


def node_values(snapshot: GraphSnapshot, degrees: "NDArray[np.int64]", number: int) -> dict[str, Any]:
    """Return the fields of a GraphNode from its position in the snapshot; `degrees` has those of all nodes."""
    return {**record_values(snapshot, number), "degree": int(degrees[number])}


def record_values(snapshot: GraphSnapshot, number: int) -> dict[str, Any]:
    """Return the fields of a GraphNode that tell of its record."""
    nodes = snapshot.nodes
    return {
        "id": strawberry.ID(nodes.ids[number]),
        "type": GraphNodeType(snapshot.node_types[nodes.type[number]]),
        "kind": nodes.kind[number] or None,
        "department": nodes.department[number] or None,
        "region": nodes.region[number] or None,
    }


def edge_types(snapshot: GraphSnapshot, numbers: Iterable[int]) -> list[GraphEdge]:
    """Return edges from their positions in the snapshot."""
    edges, ids = snapshot.edges, snapshot.nodes.ids
    kinds = [GraphEdgeKind(name) for name in snapshot.edge_kinds]
    return [
        GraphEdge(
            source=strawberry.ID(ids[edges.source[number]]),
            target=strawberry.ID(ids[edges.target[number]]),
            kind=kinds[edges.kind[number]],
            role=edges.role[number] or None,
            since=_day(edges.since[number]),
            until=_day(edges.until[number]),
            weight=float(edges.weight[number]),
        )
        for number in numbers
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

"""Projections of the network: what its nodes share."""

from typing import Any

import strawberry

from resolvers.core.comparisons import check_not_null
from resolvers.network.measured import Projection
from schema.network.types import GraphEdgeKind, GraphNodeType, names


@strawberry.input(
    description=(
        "Nodes of one type, of which two are tied if they share nodes of another type, such as actors in the same "
        "projects. A tie weighs as many nodes as they share."
    ),
)
class GraphProjectionInput:
    of: GraphNodeType = strawberry.field(description="Type of the nodes that are tied.")
    through: GraphNodeType = strawberry.field(description="Type of the nodes that they share.")
    edge_kinds: list[GraphEdgeKind] | None = strawberry.field(
        default=strawberry.UNSET, description="Kinds of edges to what they share; all if left out."
    )


def projection_of(given: Any) -> Projection | None:
    """Return the projection that a client gave, if any; raises FaultError INVALID_FILTER for null."""
    if given is strawberry.UNSET:
        return None
    wanted = check_not_null("projection", given)
    return Projection(str(wanted.of), str(wanted.through), names("edgeKinds", wanted.edge_kinds))

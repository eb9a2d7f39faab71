"""Projections of the network: what its nodes share."""

import strawberry

from resolvers.network.measured import Projection
from schema.kit.nulls import given_or_none
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


def projection_of(given: GraphProjectionInput | None) -> Projection | None:
    """Return the projection that a client gave, if any."""
    wanted = given_or_none(given)
    if wanted is None:
        return None
    return Projection(str(wanted.of), str(wanted.through), names(wanted.edge_kinds))

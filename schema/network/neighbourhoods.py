"""The neighbourhood of a node: what lies within some steps of it, with the edges in between, to be drawn."""

from typing import Annotated

import strawberry

from resolvers.network.neighbourhoods import check_depth, neighbourhood_page
from resolvers.network.node_pages import DEFAULT_SIZE, NetworkPage, order_of, page_from_arguments
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.walks import Walk, adjacency, check_node_id
from schema.kit.connection import PageInfo
from schema.kit.costs import WALK, cost, sized_by_first
from schema.kit.queries import declare_queries
from schema.network.arguments import After, EdgeKinds, First, InSnapshot, NodeTypes, page_info, walk_of
from schema.network.nodes import GraphEdge, GraphNode, edge_types, node_values
from schema.network.snapshots import in_thread, snapshot_of
from schema.network.types import NetworkSnapshot, snapshot_type

Of = Annotated[strawberry.ID, strawberry.argument(description="Id of the record in the middle.")]
Depth = Annotated[int | None, strawberry.argument(description="Number of steps: 1 by default or if null, at most 4.")]


@strawberry.type(description="A node of a neighbourhood.")
class Neighbour(GraphNode):
    distance: int = strawberry.field(description="Number of steps from the record in the middle, which has 0.")


@strawberry.type(
    description=(
        "What lies within some steps of a record. Draw `nodes` and `edges` as they are: no edge leads to a node that "
        "is not on this page or an earlier one, and all pages together have each edge once."
    )
)
class Neighbourhood:
    snapshot: NetworkSnapshot = strawberry.field(description="The snapshot from which the answer was computed.")
    total_count: int = strawberry.field(description="Number of nodes on all pages, the one in the middle included.")
    page_info: PageInfo = strawberry.field(description="The position of the page in the list of nodes.")
    nodes: list[Neighbour] = strawberry.field(
        description="Nodes of the page: the one in the middle, then the nearest, of these those with most edges first."
    )
    edges: list[GraphEdge] = strawberry.field(
        description="Edges among nodes of the page, and from these to nodes of earlier pages."
    )
    edges_cut: bool = strawberry.field(
        description="True if some of these edges are left out: a page has at most ten for each node asked for."
    )


async def _neighbourhood(  # noqa: PLR0913, PLR0917 - the arguments of the field
    info: strawberry.Info,
    of: Of,
    depth: Depth = 1,
    edge_kinds: EdgeKinds = strawberry.UNSET,
    node_types: NodeTypes = strawberry.UNSET,
    first: First = None,
    after: After = None,
    snapshot: InSnapshot = None,
) -> Neighbourhood:
    check_node_id(of)
    steps, walk = check_depth(depth), walk_of(edge_kinds, node_types)
    page = page_from_arguments(order_of("neighbourhood", of, steps, *walk.arguments), first, after, snapshot)
    return await in_thread(_answer, await snapshot_of(info.context, page.snapshot_id), page, of, steps, walk)


def _answer(snapshot: GraphSnapshot, page: NetworkPage, of: str, depth: int, walk: Walk) -> Neighbourhood:
    found = neighbourhood_page(snapshot, page.ranks, of, depth, walk)
    degrees = adjacency(snapshot).degrees
    return Neighbourhood(
        snapshot=snapshot_type(snapshot),
        total_count=found.total,
        page_info=page_info(page, snapshot, found.nodes, found.total),
        nodes=[
            Neighbour(**node_values(snapshot, degrees, number), distance=distance)
            for number, distance in zip(found.nodes, found.distances, strict=True)
        ],
        edges=edge_types(snapshot, found.edges),
        edges_cut=found.edges_cut,
    )


declare_queries(
    __name__,
    {
        "neighbourhood": strawberry.field(
            resolver=_neighbourhood,
            directives=[*cost(WALK), *sized_by_first(DEFAULT_SIZE, "nodes", "edges")],
            description=(
                "Fetch what lies around a record in the network, within at most 4 steps, with the edges in between. "
                "Error NOT_IN_SNAPSHOT for a record that is not public, or a topic or territory without any tie."
            ),
        )
    },
)

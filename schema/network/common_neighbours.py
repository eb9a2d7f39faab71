"""Common neighbours: records that several others are all tied to."""

from typing import Annotated

import strawberry

from resolvers.network.common_neighbours import check_given, common_page
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

Of = Annotated[list[strawberry.ID], strawberry.argument(description="Ids of 2 to 20 records.")]


@strawberry.type(description="What several records are all tied to.")
class CommonNeighbours:
    snapshot: NetworkSnapshot = strawberry.field(description="The snapshot from which the answer was computed.")
    total_count: int = strawberry.field(description="Number of nodes on all pages.")
    page_info: PageInfo = strawberry.field(description="The position of the page in the list of nodes.")
    nodes: list[GraphNode] = strawberry.field(
        description="Nodes of the page. Those with fewest edges come first: they tell most of what the records share."
    )
    edges: list[GraphEdge] = strawberry.field(
        description="Edges between nodes of the page and the records that were given."
    )


async def _common_neighbours(
    info: strawberry.Info,
    of: Of,
    edge_kinds: EdgeKinds = strawberry.UNSET,
    node_types: NodeTypes = strawberry.UNSET,
    first: First = None,
    after: After = None,
    snapshot: InSnapshot = None,
) -> CommonNeighbours:
    check_given(of)
    for each in of:
        check_node_id(each)
    walk = walk_of(edge_kinds, node_types)
    page = page_from_arguments(order_of("commonNeighbours", sorted(of), *walk.arguments), first, after, snapshot)
    return await in_thread(_answer, await snapshot_of(info.context, page.snapshot_id), page, of, walk)


def _answer(snapshot: GraphSnapshot, page: NetworkPage, of: list[str], walk: Walk) -> CommonNeighbours:
    found = common_page(snapshot, page.ranks, of, walk)
    degrees = adjacency(snapshot).degrees
    return CommonNeighbours(
        snapshot=snapshot_type(snapshot),
        total_count=found.total,
        page_info=page_info(page, snapshot, found.nodes, found.total),
        nodes=[GraphNode(**node_values(snapshot, degrees, number)) for number in found.nodes],
        edges=edge_types(snapshot, found.edges),
    )


declare_queries(
    __name__,
    {
        "common_neighbours": strawberry.field(
            resolver=_common_neighbours,
            directives=[*cost(WALK), *sized_by_first(DEFAULT_SIZE, "nodes", "edges")],
            description="Fetch what several records are all tied to, such as the projects that two actors share.",
        )
    },
)

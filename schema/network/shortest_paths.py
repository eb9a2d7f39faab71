"""The shortest paths between two nodes of the network."""

from typing import Annotated

import strawberry

from resolvers.network.node_pages import NetworkPage, order_of, page_from_arguments
from resolvers.network.shortest_paths import paths_page
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.walks import Walk, adjacency, check_node_id
from schema.kit.connection import PageInfo
from schema.kit.costs import WALK, assumed_list_size, cost, sized_by_first
from schema.kit.queries import declare_queries
from schema.network.arguments import After, EdgeKinds, FirstFew, InSnapshot, NodeTypes, page_info, walk_of
from schema.network.nodes import GraphEdge, GraphNode, edge_types, node_values
from schema.network.snapshots import in_thread, snapshot_of
from schema.network.types import NetworkSnapshot, snapshot_type

USUAL_LENGTH = 10
"""Nodes and edges of a path, as its cost assumes them."""
DEFAULT_PATHS = 20
Start = Annotated[strawberry.ID, strawberry.argument(name="from", description="Id of the record where paths begin.")]
End = Annotated[strawberry.ID, strawberry.argument(description="Id of the record where paths end.")]


@strawberry.type(description="A path through the network.")
class NetworkPath:
    nodes: list[GraphNode] = strawberry.field(
        directives=assumed_list_size(USUAL_LENGTH), description="Nodes of the path, in its order."
    )
    edges: list[GraphEdge] = strawberry.field(
        directives=assumed_list_size(USUAL_LENGTH),
        description="Edges from each node of the path to the next, in its order: several where two are tied twice.",
    )


@strawberry.type(description="The shortest paths between two records.")
class ShortestPaths:
    snapshot: NetworkSnapshot = strawberry.field(description="The snapshot from which the answer was computed.")
    length: int | None = strawberry.field(
        description="Number of steps of each path; null if none connects the two records."
    )
    total_count: int = strawberry.field(description="Number of paths on all pages.")
    counted: bool = strawberry.field(
        description="False if there are more paths than are counted; `totalCount`, one million, is what can be paged."
    )
    page_info: PageInfo = strawberry.field(description="The position of the page in the list of paths.")
    paths: list[NetworkPath] = strawberry.field(description="Paths of the page; at most 1000.")


async def _shortest_paths(  # noqa: PLR0913, PLR0917 - the arguments of the field
    info: strawberry.Info,
    from_: Start,
    to: End,
    edge_kinds: EdgeKinds = strawberry.UNSET,
    node_types: NodeTypes = strawberry.UNSET,
    first: FirstFew = None,
    after: After = None,
    snapshot: InSnapshot = None,
) -> ShortestPaths:
    check_node_id(from_)
    check_node_id(to)
    walk = walk_of(edge_kinds, node_types)
    order = order_of("shortestPaths", from_, to, *walk.arguments)
    page = page_from_arguments(order, DEFAULT_PATHS if first is None else first, after, snapshot)
    return await in_thread(_answer, await snapshot_of(info.context, page.snapshot_id), page, from_, to, walk)


def _answer(snapshot: GraphSnapshot, page: NetworkPage, start: str, end: str, walk: Walk) -> ShortestPaths:
    found = paths_page(snapshot, page.ranks, start, end, walk)
    degrees = adjacency(snapshot).degrees
    paths = [
        NetworkPath(
            nodes=[GraphNode(**node_values(snapshot, degrees, number)) for number in nodes],
            edges=edge_types(snapshot, edges),
        )
        for nodes, edges in zip(found.nodes, found.edges, strict=True)
    ]
    return ShortestPaths(
        snapshot=snapshot_type(snapshot),
        length=found.length,
        total_count=found.total,
        counted=found.counted,
        page_info=page_info(page, snapshot, paths, found.total),
        paths=paths,
    )


declare_queries(
    __name__,
    {
        "shortest_paths": strawberry.field(
            resolver=_shortest_paths,
            directives=[*cost(WALK), *sized_by_first(DEFAULT_PATHS, "paths")],
            description=(
                "Fetch the shortest paths between two records: how they are connected. Most pairs are by a topic or a "
                "territory: give `edgeKinds` or `nodeTypes` for ties of another kind."
            ),
        )
    },
)

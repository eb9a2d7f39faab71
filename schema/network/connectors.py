"""Connectors of regions, departments, or communities."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from resolvers.core.comparisons import check_not_null
from resolvers.network.computing import computed
from resolvers.network.connectors import (
    ConnectorQuery,
    FoundConnector,
    check_groups,
    connectors_page,
)
from resolvers.network.groupings import NetworkGrouping
from resolvers.network.node_pages import NetworkPage, order_of, page_from_arguments
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.walks import adjacency, node_number
from schema.kit.connection import PageInfo
from schema.kit.costs import GRAPH, assumed_list_size, cost, sized_by_first
from schema.kit.queries import declare_queries
from schema.kit.scalars import graphql_enum
from schema.network.arguments import After, FirstFew, InSnapshot, page_info
from schema.network.nodes import GraphNode, node_values
from schema.network.snapshots import snapshot_of
from schema.network.types import GraphFilterInput, GraphNodeType, NetworkSnapshot, filter_of, names, snapshot_type

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEFAULT_CONNECTORS = 20
GROUPING: Any = graphql_enum(NetworkGrouping)
Across = Annotated[GROUPING, strawberry.argument(description="Groups to connect.")]
Between = Annotated[
    list[str] | None,
    strawberry.argument(
        description='Groups that count, such as `["93", "76"]` for two regions: from 2 to 20; all if left out.'
    ),
]
NodeTypes = Annotated[
    list[GraphNodeType] | None,
    strawberry.argument(description="Types of the nodes to list; all if left out."),
]
Kinds = Annotated[
    list[str] | None,
    strawberry.argument(description="Kinds of the nodes to list, such as ASSOCIATION; all if left out."),
]
Within = Annotated[
    GraphFilterInput | None, strawberry.argument(description="The part of the network whose nodes and ties count.")
]


@strawberry.type(description="A group of nodes, as a node that connects it to others is tied to it.")
class ConnectedGroup:
    code: str = strawberry.field(
        description="Code of the group: the INSEE code of a region or department, the number of a community."
    )
    neighbours: int = strawberry.field(description="Number of nodes of the group that it has an edge to.")


@strawberry.type(description="A node that connects groups.")
class Connector(GraphNode):
    pairs: int = strawberry.field(
        description="Number of pairs of its neighbours that are in different groups: what it brings together."
    )
    groups: list[ConnectedGroup] = strawberry.field(
        directives=assumed_list_size(2),
        description="Groups that it is tied to, the one with most neighbours first; at most 20.",
    )


@strawberry.type(description="Nodes that connect groups.")
class Connectors:
    snapshot: NetworkSnapshot = strawberry.field(description="The snapshot from which the answer was computed.")
    total_count: int = strawberry.field(description="Number of nodes on all pages.")
    page_info: PageInfo = strawberry.field(description="The position of the page in the list of nodes.")
    nodes: list[Connector] = strawberry.field(description="Nodes of the page; those with most pairs come first.")


async def _connectors(  # noqa: PLR0913, PLR0917 - the arguments of the field
    info: strawberry.Info,
    across: Across = NetworkGrouping.REGION,
    between: Between = strawberry.UNSET,
    node_types: NodeTypes = strawberry.UNSET,
    kinds: Kinds = strawberry.UNSET,
    filter: Within = strawberry.UNSET,  # noqa: A002 - the argument's name
    first: FirstFew = None,
    after: After = None,
    snapshot: InSnapshot = None,
) -> Connectors:
    if between is not strawberry.UNSET:
        check_groups(check_not_null("between", between))
    within = await filter_of(filter, info.context)
    query = ConnectorQuery(
        across, frozenset(between or ()), names("nodeTypes", node_types), names("kinds", kinds), within
    )
    order = order_of("connectors", *query.arguments)
    page = page_from_arguments(order, DEFAULT_CONNECTORS if first is None else first, after, snapshot)
    found = await snapshot_of(info.context, page.snapshot_id)
    return await computed(found.content, ("connectors", found.id, page, query), partial(_answer, found, page, query))


def _answer(snapshot: GraphSnapshot, page: NetworkPage, query: ConnectorQuery) -> Connectors:
    found, total = connectors_page(snapshot, page.ranks, query)
    degrees = adjacency(snapshot).degrees
    return Connectors(
        snapshot=snapshot_type(snapshot),
        total_count=total,
        page_info=page_info(page, snapshot, found, total),
        nodes=[_connector(snapshot, degrees, each) for each in found],
    )


def _connector(snapshot: GraphSnapshot, degrees: "NDArray[np.int64]", found: FoundConnector) -> Connector:
    return Connector(
        **node_values(snapshot, degrees, node_number(snapshot, found.node_id)),
        pairs=found.pairs,
        groups=[ConnectedGroup(code=code, neighbours=count) for code, count in found.neighbours],
    )


declare_queries(
    __name__,
    {
        "connectors": strawberry.field(
            resolver=_connectors,
            directives=[*cost(GRAPH), *sized_by_first(DEFAULT_CONNECTORS, "nodes")],
            description=(
                "Find who connects regions, departments or communities: nodes with ties to records in two of them or "
                "more."
            ),
        )
    },
)

"""Nodes of a measured network in the order of one of their figures."""

from typing import Annotated, Any

import strawberry

from loaders.errors import FaultError
from resolvers.network import figures
from resolvers.network.computations import NodeMetric
from resolvers.network.measured import MeasuredGraph
from resolvers.network.node_pages import order_of, page_from_arguments
from schema.kit.connection import PageInfo
from schema.kit.scalars import graphql_enum
from schema.network.arguments import page_info
from schema.network.measured_nodes import MeasuredNode, measured_node

DEFAULT_RANKED = 20
METRIC: Any = graphql_enum(NodeMetric)
By = Annotated[METRIC, strawberry.argument(description="Figure by which nodes are ranked, the highest first.")]


@strawberry.type(description="Nodes with the figures of each, those with the highest first.")
class NetworkRanking:
    total_count: int = strawberry.field(description="Number of nodes on all pages.")
    page_info: PageInfo = strawberry.field(description="The position of the page in the list of nodes.")
    nodes: list[MeasuredNode] = strawberry.field(description="Nodes of the page; of equal ones, by id.")


async def ranking(graph: MeasuredGraph, by: NodeMetric, first: int | None, after: str | None) -> NetworkRanking:
    """Return a page of nodes; raises FaultError INVALID_PAGE or INVALID_CURSOR."""
    order = order_of("ranking", str(by), graph.query.key)
    page = page_from_arguments(order, DEFAULT_RANKED if first is None else first, after, None)
    if page.snapshot_id not in {None, graph.snapshot.id}:
        says = f"The cursor cannot be used: ask for the figures of its own snapshot, {page.snapshot_id}."
        raise FaultError("INVALID_CURSOR", says)
    places = await figures.ranked(graph, by)
    shown = places[page.ranks.start : page.ranks.stop]
    return NetworkRanking(
        total_count=len(places),
        page_info=page_info(page, graph.snapshot, shown, len(places)),
        nodes=[measured_node(graph, place) for place in shown],
    )

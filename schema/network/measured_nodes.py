"""Nodes with their figures in a measured graph; each figure is computed once for all nodes, if it is selected."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import strawberry

from execution import BatchInfo, batched
from resolvers.network import figures
from resolvers.network.computations import NodeMetric
from resolvers.network.measured import MeasuredGraph
from schema.network.nodes import GraphNode, record_values

PRIVATE_GRAPH: Any = strawberry.Private[MeasuredGraph]
PRIVATE_PLACE: Any = strawberry.Private[int]
Column = Callable[[MeasuredGraph], Awaitable[Any]]


def _figure(kind: type, column: Column, says: str) -> Any:
    """Return the field of a figure, of which `column` gives those of all nodes of a graph."""

    @batched(type=kind, needs=["graph", "place"], description=says)
    async def figure(parents: Sequence[Any], _info: BatchInfo) -> Sequence[Any]:
        columns = {id(each.graph): each.graph for each in parents}
        found = {key: await column(graph) for key, graph in columns.items()}
        return [kind(found[id(each.graph)][each.place]) for each in parents]

    return figure


def _metric(kind: type, name: NodeMetric) -> Any:
    return _figure(kind, lambda graph: figures.metric(graph, name), name.description)


async def _betweenness_errors(graph: MeasuredGraph) -> Any:
    return (await figures.path_figures(graph)).error


@strawberry.type(description="A node of a measured network, with its figures in it.")
class MeasuredNode(GraphNode):
    graph: PRIVATE_GRAPH
    place: PRIVATE_PLACE
    degree = _metric(int, NodeMetric.DEGREE)
    strength = _metric(float, NodeMetric.STRENGTH)
    page_rank = _metric(float, NodeMetric.PAGERANK)
    betweenness = _metric(float, NodeMetric.BETWEENNESS)
    betweenness_error = _figure(
        float, _betweenness_errors, "Standard error of the betweenness; 0 where it is exact, up to 5,000 nodes."
    )
    closeness = _metric(float, NodeMetric.CLOSENESS)
    clustering = _metric(float, NodeMetric.CLUSTERING)
    core = _metric(int, NodeMetric.CORE)
    community = _figure(int, figures.communities, "Number of its community; 0 is the largest.")
    component = _figure(int, figures.components, "Number of the part that it is connected to; 0 is the largest.")


def measured_node(graph: MeasuredGraph, place: int) -> MeasuredNode:
    """Return the node at a place in a measured graph."""
    return MeasuredNode(**record_values(graph.snapshot, int(graph.nodes[place])), graph=graph, place=place)

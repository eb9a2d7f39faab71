"""Figures of a graph, each computed when it is asked for, beside the event loop, and kept for those who ask next."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from resolvers.network import computations
from resolvers.network.computations import NodeMetric, NodeTrait
from resolvers.network.computing import computed
from resolvers.network.measured import MeasuredGraph, MetricsQuery, measured_graph
from resolvers.network.snapshot import GraphSnapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from resolvers.graph.homophily import Homophily
    from resolvers.graph.paths import PathFigures

T = TypeVar("T")


async def graph_to_measure(snapshot: GraphSnapshot, query: MetricsQuery) -> MeasuredGraph:
    """Return the graph that a query means."""
    graph: MeasuredGraph = await computed(
        snapshot.content, ("graph", query.key), lambda: measured_graph(snapshot, query)
    )
    # Another snapshot may have the same content: then it has the same figures, and is named all the same.
    return MeasuredGraph(snapshot, query, graph.nodes, graph.matrix)


async def metric(graph: MeasuredGraph, name: NodeMetric) -> "NDArray[Any]":
    """Return a figure of each node, in the order of `graph.nodes`."""
    if name is NodeMetric.BETWEENNESS:
        return (await path_figures(graph)).betweenness
    if name is NodeMetric.CLOSENESS:
        return (await path_figures(graph)).closeness
    return await _figure(graph, str(name), lambda: computations.structural(graph, name))


async def communities(graph: MeasuredGraph) -> "NDArray[Any]":
    """Return the number of the community of each node; 0 is the largest."""
    return await _figure(graph, "communities", lambda: computations.communities(graph))


async def components(graph: MeasuredGraph) -> "NDArray[Any]":
    """Return the number of the component of each node; 0 is the largest."""
    return await _figure(graph, "components", lambda: computations.components(graph))


async def path_figures(graph: MeasuredGraph) -> "PathFigures":
    """Return betweenness and closeness, which are computed together."""
    return await _figure(graph, "paths", lambda: computations.paths(graph))


async def modularity(graph: MeasuredGraph) -> float | None:
    """Return the modularity of the communities; None without edges."""
    groups = await communities(graph)
    return await _figure(graph, "modularity", lambda: computations.modularity(graph, groups))


async def transitivity(graph: MeasuredGraph) -> float:
    """Return the share of all paths of two edges that are part of a triangle."""
    return await _figure(graph, "transitivity", lambda: computations.transitivity(graph))


async def ranked(graph: MeasuredGraph, name: NodeMetric) -> list[int]:
    """Return the places of all nodes, those with the highest figure first, and equal ones in the order of their ids."""
    values = await metric(graph, name)
    return await _figure(graph, f"ranked {name}", lambda: computations.ranked(values))


async def homophily_by(graph: MeasuredGraph, trait: NodeTrait) -> "Homophily":
    """Return how often nodes are tied to nodes with the same trait."""
    return await _figure(graph, f"homophily {trait}", lambda: computations.homophily_by(graph, trait))


async def _figure(graph: MeasuredGraph, name: str, function: Callable[[], T]) -> T:
    return await computed(graph.snapshot.content, (name, graph.query.key), function)

"""Computations of figures: each runs in a thread, where the libraries that it needs are loaded."""

from typing import TYPE_CHECKING, Any

from models import ClosedList
from resolvers.network.computing import time_limit
from resolvers.network.measured import MeasuredGraph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from resolvers.graph.homophily import Homophily
    from resolvers.graph.paths import PathFigures


class NodeMetric(ClosedList):
    """Figure of a node in a network, by which nodes can be ranked."""

    DEGREE = "DEGREE", "Number of nodes that it is tied to."
    STRENGTH = "STRENGTH", "Sum of the weights of its ties."
    PAGERANK = "PAGERANK", "Share of time that a walker spends at it, who follows ties by weight (damping 0.85)."
    BETWEENNESS = "BETWEENNESS", "Share of the shortest paths between two other nodes on which it lies."
    CLOSENESS = "CLOSENESS", "Inverse of its mean distance to others, times the share of nodes that it reaches."
    CLUSTERING = "CLUSTERING", "Share of the pairs of its neighbours that are tied to each other."
    CORE = "CORE", "Largest k such that it belongs to a part in which all have k neighbours."


class NodeTrait(ClosedList):
    """Trait of nodes that may tie those who share it."""

    KIND = "KIND", "Type and kind of the node."
    DEPARTMENT = "DEPARTMENT", "Department of the node; nodes in none, or in several, do not count."


def structural(graph: MeasuredGraph, name: NodeMetric) -> "NDArray[Any]":
    """Return a figure of each node that needs no paths."""
    import numpy as np  # noqa: PLC0415 - as above

    from resolvers.graph import pagerank, structure  # noqa: PLC0415 - as above

    matrix = graph.matrix
    if name is NodeMetric.STRENGTH:
        return np.asarray(matrix.sum(axis=1)).ravel()
    if name is NodeMetric.CLUSTERING:
        return structure.clustering(matrix, structure.triangles(matrix))
    if name is NodeMetric.PAGERANK:
        return pagerank.pagerank(matrix)
    return structure.core_numbers(matrix) if name is NodeMetric.CORE else structure.degrees(matrix)


def ranked(values: "NDArray[Any]") -> list[int]:
    """Return places, those with the highest value first."""
    import numpy as np  # noqa: PLC0415 - as above

    order: list[int] = np.argsort(-values, kind="stable").tolist()
    return order


def transitivity(graph: MeasuredGraph) -> float:
    """Return the transitivity of a graph."""
    from resolvers.graph import structure  # noqa: PLC0415 - as above

    return structure.transitivity(graph.matrix, structure.triangles(graph.matrix))


def modularity(graph: MeasuredGraph, groups: "NDArray[Any]") -> float | None:
    """Return the modularity of a division into groups."""
    from resolvers.graph import communities as algorithm  # noqa: PLC0415 - as above

    return algorithm.modularity(graph.matrix, groups)


def communities(graph: MeasuredGraph) -> "NDArray[Any]":
    """Return the community of each node."""
    from resolvers.graph.communities import communities_of  # noqa: PLC0415 - as above

    return communities_of(graph.matrix)


def components(graph: MeasuredGraph) -> "NDArray[Any]":
    """Return the component of each node."""
    from resolvers.graph import structure  # noqa: PLC0415 - as above

    return structure.components(graph.matrix)


def paths(graph: MeasuredGraph) -> "PathFigures":
    """Return betweenness and closeness."""
    from resolvers.graph import paths  # noqa: PLC0415 - as above

    return paths.path_figures(graph.matrix, time_limit())


def homophily_by(graph: MeasuredGraph, trait: NodeTrait) -> "Homophily":
    """Return the homophily of a graph by a trait."""
    import numpy as np  # noqa: PLC0415 - as above

    from resolvers.graph.homophily import homophily  # noqa: PLC0415 - as above

    nodes = graph.snapshot.nodes
    chosen, types = graph.nodes.tolist(), nodes.type.tolist()
    if trait is NodeTrait.KIND:
        shown = [f"{types[each]} {nodes.kind[each]}" for each in chosen]
    else:
        shown = [nodes.department[each] for each in chosen]
    number = {name: place for place, name in enumerate(sorted(set(shown) - {""}))}
    return homophily(graph.matrix, np.array([number.get(each, -1) for each in shown], np.int64))

"""Figures of the network: of the whole, of its nodes, and of the communities in it."""

from typing import Annotated, Any

import strawberry
from strawberry.scalars import JSON

from resolvers.network import figures
from resolvers.network.computations import NodeMetric, NodeTrait
from resolvers.network.measured import MeasuredGraph, MetricsQuery
from resolvers.network.metric_parameters import method_parameters
from schema.kit.costs import GRAPH, cost, sized_by_first
from schema.kit.queries import declare_queries
from schema.kit.scalars import graphql_enum
from schema.network.arguments import After, FirstFew, InSnapshot
from schema.network.communities import DEFAULT_COMMUNITIES, Largest, NetworkCommunity, community_types
from schema.network.projections import GraphProjectionInput, projection_of
from schema.network.ranking import DEFAULT_RANKED, By, NetworkRanking, ranking
from schema.network.snapshots import snapshot_of
from schema.network.types import (
    GraphFilterInput,
    NetworkSnapshot,
    filter_of,
    snapshot_type,
)

TRAIT: Any = graphql_enum(NodeTrait)
PRIVATE_GRAPH: Any = strawberry.Private[MeasuredGraph]
Trait = Annotated[TRAIT, strawberry.argument(description="Trait that nodes may share.")]
Within = Annotated[
    GraphFilterInput | None, strawberry.argument(description="The part of the network that is measured.")
]


Projected = Annotated[
    GraphProjectionInput | None,
    strawberry.argument(description="Measure what nodes share, instead of their edges."),
]


@strawberry.type(description="How often nodes are tied to others with the same trait.")
class NetworkHomophily:
    edges: int = strawberry.field(description="Number of edges between nodes whose traits are known.")
    same_share: float | None = strawberry.field(
        description="Share of these edges whose nodes have the same trait; null if there are none."
    )
    coefficient: float | None = strawberry.field(
        description=(
            "Assortativity (Newman 2003): 1 if all ties are between nodes with the same trait, 0 if as many are as by "
            "chance, negative if fewer are. Null if all nodes have the same trait, or there are no such edges."
        )
    )


async def _density(root: "NetworkMetrics") -> float | None:
    pairs = root.nodes * (root.nodes - 1) / 2
    return root.edges / pairs if pairs else None


async def _component_count(root: "NetworkMetrics") -> int:
    return int((await figures.components(root.graph)).max(initial=-1)) + 1


async def _largest_component(root: "NetworkMetrics") -> int:
    return int((await figures.components(root.graph) == 0).sum())


async def _clustering(root: "NetworkMetrics") -> float | None:
    return float((await figures.metric(root.graph, NodeMetric.CLUSTERING)).mean()) if root.nodes else None


async def _transitivity(root: "NetworkMetrics") -> float:
    return await figures.transitivity(root.graph)


async def _community_count(root: "NetworkMetrics") -> int:
    return int((await figures.communities(root.graph)).max(initial=-1)) + 1


async def _modularity(root: "NetworkMetrics") -> float | None:
    return await figures.modularity(root.graph)


async def _path_sources(root: "NetworkMetrics") -> int:
    return (await figures.path_figures(root.graph)).sources


async def _homophily(root: "NetworkMetrics", by: Trait) -> NetworkHomophily:
    found = await figures.homophily_by(root.graph, NodeTrait(by))
    return NetworkHomophily(edges=found.edges, same_share=found.same_share, coefficient=found.coefficient)


async def _communities(root: "NetworkMetrics", first: Largest = None) -> list[NetworkCommunity]:
    return await community_types(root.graph, first)


async def _ranking(
    root: "NetworkMetrics", by: By = NodeMetric.PAGERANK, first: FirstFew = None, after: After = None
) -> NetworkRanking:
    return await ranking(root.graph, NodeMetric(by), first, after)


@strawberry.type(
    description=(
        "Figures of the network, or of a part of it: an undirected graph, in which all ties between two nodes are one "
        "edge that weighs their sum. The same snapshot and parameters give the same figures."
    )
)
class NetworkMetrics:
    graph: PRIVATE_GRAPH
    snapshot: NetworkSnapshot = strawberry.field(description="The snapshot from which the figures were computed.")
    parameters: JSON = strawberry.field(description="The filter, the projection, and the settings of all methods.")
    nodes: int = strawberry.field(description="Number of nodes that are measured.")
    edges: int = strawberry.field(description="Number of edges: pairs of nodes that are tied.")
    density: float | None = strawberry.field(
        resolver=_density, description="Share of all pairs of nodes that are tied; null if there is no pair."
    )
    component_count: int = strawberry.field(
        resolver=_component_count, description="Number of parts that no edge connects; a lone node is one."
    )
    largest_component: int = strawberry.field(
        resolver=_largest_component, description="Number of nodes of the largest part."
    )
    clustering: float | None = strawberry.field(
        resolver=_clustering, directives=cost(GRAPH), description="Mean clustering of the nodes; null without any."
    )
    transitivity: float = strawberry.field(
        resolver=_transitivity,
        directives=cost(GRAPH),
        description="Share of all paths of two edges that are part of a triangle.",
    )
    community_count: int = strawberry.field(
        resolver=_community_count, directives=cost(GRAPH), description="Number of communities (Leiden)."
    )
    modularity: float | None = strawberry.field(
        resolver=_modularity,
        directives=cost(GRAPH),
        description="Quality of the communities, from -0.5 to 1: how much more ties they have inside than by chance.",
    )
    path_sources: int = strawberry.field(
        resolver=_path_sources,
        directives=cost(GRAPH),
        description=(
            "Number of nodes from which shortest paths were looked at: all up to 5,000, which makes betweenness and "
            "closeness exact; beyond, a sample that is always the same."
        ),
    )
    homophily: NetworkHomophily = strawberry.field(
        resolver=_homophily, directives=cost(GRAPH), description="How often nodes are tied to nodes like themselves."
    )
    communities: list[NetworkCommunity] = strawberry.field(
        resolver=_communities,
        directives=[*cost(GRAPH), *sized_by_first(DEFAULT_COMMUNITIES)],
        description="The largest communities, with the topics and kinds that describe them; at most 50.",
    )
    ranking: NetworkRanking = strawberry.field(
        resolver=_ranking,
        directives=[*cost(GRAPH), *sized_by_first(DEFAULT_RANKED, "nodes")],
        description="Nodes by one of their figures, with all others.",
    )


async def _network_metrics(
    info: strawberry.Info,
    filter: Within = strawberry.UNSET,  # noqa: A002 - the argument's name
    projection: Projected = strawberry.UNSET,
    snapshot: InSnapshot = None,
) -> NetworkMetrics:
    query = MetricsQuery(await filter_of(filter, info.context), projection_of(projection))
    graph = await figures.graph_to_measure(await snapshot_of(info.context, snapshot), query)
    return NetworkMetrics(
        graph=graph,
        snapshot=snapshot_type(graph.snapshot),
        parameters=JSON({**query.parameters, **method_parameters()}),
        nodes=len(graph.nodes),
        edges=graph.edge_count,
    )


declare_queries(
    __name__,
    {
        "network_metrics": strawberry.field(
            resolver=_network_metrics,
            directives=cost(GRAPH),
            description=(
                "Measure the network as it is public: centrality of its nodes, communities, components, and homophily; "
                "of all of it, of a part, or of what nodes share. Each figure is computed when it is selected."
            ),
        )
    },
)

"""Names of nodes, as they are now: no snapshot keeps them."""

from loaders.queries.network import labels_in_public
from loaders.queries.row_fetcher import RowFetcher
from models.graph import node_types
from resolvers.network.snapshot import GraphSnapshot


async def labels_of(reads: RowFetcher, graph: GraphSnapshot) -> list[str]:
    """Return the name of each node of a graph: a statement for each type; empty for what is no longer public."""
    found: dict[str, str] = {}
    for place, name in enumerate(graph.node_types):
        wanted = [id_ for id_, type_ in zip(graph.nodes.ids, graph.nodes.type.tolist(), strict=True) if type_ == place]
        if wanted and name in node_types():
            found |= {row.id: row.kind or "" for row in await labels_in_public(reads, node_types()[name], wanted)}
    return [found.get(each, "") for each in graph.nodes.ids]

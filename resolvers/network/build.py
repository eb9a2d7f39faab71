"""Builds a snapshot of the network from what everyone sees, in one view of the database."""

import asyncio
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from loaders.queries.journal_positions import last_position
from loaders.queries.network import containers, nodes_in_public, places, ties_in_public
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.statement import Row
from models.graph import DeclaredTie, declared_ties, graph_node, node_types
from resolvers.core.entities import CONTAINMENT
from resolvers.network.assembly import assemble
from resolvers.network.snapshot import GraphSnapshot


@dataclass(frozen=True, slots=True)
class PublicNetwork:
    """Rows of the network as they are read."""

    position: int
    ties: Mapping[DeclaredTie, Sequence[Row]]
    nodes: Mapping[str, Sequence[Row]]
    """By type."""
    containers: Sequence[Row]
    """`ancestor` and `descendant`: what contains the nodes that are contained in something."""
    places: Mapping[str, tuple[str, str]]
    """Codes of department and region by the id of a territory."""


async def build_snapshot(reads: RowFetcher, now: datetime) -> GraphSnapshot:
    """Return the network of this moment, from one view of the database: a unit of work, or a snapshot of it."""
    return await asyncio.to_thread(assemble, await read_network(reads), now)


async def read_network(reads: RowFetcher) -> PublicNetwork:
    """Read the network: a statement for each tie and each type of node."""
    position = await last_position(reads)
    ties = {each: await ties_in_public(reads, each) for each in declared_ties()}
    alone = {name: model for name, model in node_types().items() if graph_node(model).alone}
    nodes = {name: await nodes_in_public(reads, model, None) for name, model in alone.items()}
    public = {row.id for rows in nodes.values() for row in rows}
    for name in node_types().keys() - alone.keys():
        nodes[name] = await nodes_in_public(reads, node_types()[name], _tied(ties, name, public))
    above = [
        row
        for name, step in CONTAINMENT.items()
        for row in await containers(reads, step, [each.id for each in nodes.get(name, ())])
    ]
    territories = [each.id for each in nodes.get("Territory", ())]
    codes = {row.id: (row.department or "", row.region or "") for row in await places(reads, territories)}
    return PublicNetwork(position, ties, nodes, above, codes)


def _tied(ties: Mapping[DeclaredTie, Sequence[Row]], type_name: str, public: AbstractSet[str]) -> set[str]:
    """The ids of nodes of a type to which ties lead from nodes that everyone sees; others would tell of what is not."""
    found: set[str] = set()
    for each, rows in ties.items():
        if each.target_type == type_name:
            found |= {row.target for row in rows if row.source in public}
        if each.source_type == type_name:
            found |= {row.source for row in rows if row.target in public}
    return found

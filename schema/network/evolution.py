"""The growth of the network."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from resolvers.network.evolution import MONTHS, Months, evolution, months_from_arguments
from resolvers.network.history import StoredHistory, read_history
from resolvers.network.walks import Walk
from schema.kit.costs import HISTORY, assumed_list_size, cost
from schema.kit.queries import declare_queries
from schema.network.arguments import EdgeKinds, NodeTypes, walk_of
from schema.network.snapshots import in_thread, read_apart, snapshot_of
from schema.network.types import NetworkSnapshot, snapshot_type

First = Annotated[
    date | None,
    strawberry.argument(
        name="from", description="A day of the first month; by default or if null, that of eleven months ago."
    ),
]
Last = Annotated[date | None, strawberry.argument(description="A day of the last month; by default or if null, today.")]


@strawberry.type(description="The size of the network at the end of a month, or now for the present month.")
class NetworkMonth:
    month: date = strawberry.field(description="First day of the month (UTC).")
    nodes: int = strawberry.field(description="Number of nodes.")
    edges: int = strawberry.field(description="Number of edges.")
    density: float | None = strawberry.field(
        description="Pairs of nodes with an edge, divided by all pairs; null for less than two nodes."
    )
    components: int = strawberry.field(
        description="Number of parts between which there is no edge; a node without edges is a part."
    )


@strawberry.type(description="The size of the network, month by month.")
class NetworkEvolution:
    snapshot: NetworkSnapshot = strawberry.field(
        description="The snapshot until which the network was followed: the present month ends with it."
    )
    months: list[NetworkMonth] = strawberry.field(
        directives=assumed_list_size(MONTHS), description="Months of the period, the earliest first; at most 120."
    )


async def _network_evolution(
    info: strawberry.Info,
    from_: First = None,
    to: Last = None,
    edge_kinds: EdgeKinds = strawberry.UNSET,
    node_types: NodeTypes = strawberry.UNSET,
) -> NetworkEvolution:
    months, walk = months_from_arguments(from_, to, info.context.now), walk_of(edge_kinds, node_types)
    snapshot = await snapshot_of(info.context, None)
    found = await read_apart(info.context, read_history)
    return NetworkEvolution(
        snapshot=snapshot_type(snapshot), months=await in_thread(_months, found, walk, months, snapshot.taken_at)
    )


def _months(found: StoredHistory, walk: Walk, months: Months, now: datetime) -> list[NetworkMonth]:
    return [
        NetworkMonth(month=day, nodes=size.nodes, edges=size.edges, density=size.density, components=size.components)
        for day, size in zip(months.days, evolution(found, walk, months, now), strict=True)
    ]


declare_queries(
    __name__,
    {
        "network_evolution": strawberry.field(
            resolver=_network_evolution,
            directives=cost(HISTORY),
            description=(
                "Follow how the network grew, month by month, from the journal: when records became public and ceased "
                "to be. A tie that is written with a record, such as its topics, counts as long as both ends are "
                "public; a membership or participation by itself. At most 120 months."
            ),
        )
    },
)

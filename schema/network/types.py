"""What all answers about the network have: kinds of edges, types of nodes, the snapshot, and the filter."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry

from models import ClosedList
from models.graph import edge_kinds, node_types
from resolvers.core.references import resolve_ids
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.subgraph import GraphFilter
from schema.kit.context import Context
from schema.kit.nulls import given_or_none
from schema.kit.references import reference_input, reference_of
from schema.kit.scalars import graphql_enum
from schema.kit.type_registry import list_of_type

TOPIC: Any = list_of_type(reference_input("Topic"))
TERRITORY: Any = list_of_type(reference_input("Territory"))


def _closed(name: str, says: str, members: dict[str, tuple[str, str]]) -> Any:
    """Return the enumeration of what the models declare: a value and a description by member."""
    made: Any = ClosedList(name, list(members.items()))  # type: ignore[arg-type]
    made.__doc__ = says
    return graphql_enum(made)


GraphEdgeKind = _closed(
    "GraphEdgeKind", "Kind of an edge of the network.", {name: (name, says) for name, says in edge_kinds().items()}
)
GraphNodeType = _closed(
    "GraphNodeType",
    "Type of a node of the network.",
    {name.upper(): (name, model.__doc__ or "") for name, model in node_types().items()},
)


@strawberry.type(
    description=(
        "The network as it was public at one moment. The same snapshot and arguments give the same answer. Snapshots "
        "are kept for a while, and deleted once any record leaves the public: then the code is SNAPSHOT_GONE."
    )
)
class NetworkSnapshot:
    id: strawberry.ID = strawberry.field(
        description="Id of the snapshot, for the argument `snapshot` of other questions."
    )
    position: int = strawberry.field(description="Position of the last journal entry that the snapshot includes.")
    taken_at: datetime = strawberry.field(description="When the snapshot was taken (UTC).")
    nodes: int = strawberry.field(description="Number of nodes of the whole network.")
    edges: int = strawberry.field(description="Number of edges of the whole network.")


@strawberry.input(
    name="GraphFilter",
    description="Conditions on a part of the network; all of them hold. What is left out leaves all.",
)
class GraphFilterInput:
    edge_kinds: list[GraphEdgeKind] | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="Edges of one of these kinds."
    )
    node_types: list[GraphNodeType] | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="Nodes of one of these types."
    )
    kinds: list[str] | None = strawberry.field(
        default=strawberry.UNSET,
        description="Nodes of one of these kinds, such as ASSOCIATION or GUIDE; types without such a kind stay whole.",
    )
    topics: TOPIC | None = strawberry.field(
        default=strawberry.UNSET, description="Nodes that have one of these topics, or a narrower one."
    )
    territories: TERRITORY | None = strawberry.field(
        default=strawberry.UNSET, description="Nodes in one of these territories, or in one inside of it."
    )


def snapshot_type(snapshot: GraphSnapshot) -> NetworkSnapshot:
    """Return a snapshot as clients see it."""
    return NetworkSnapshot(
        id=strawberry.ID(snapshot.id),
        position=snapshot.position,
        taken_at=snapshot.taken_at,
        nodes=len(snapshot.nodes),
        edges=len(snapshot.edges),
    )


def names(given: Sequence[ClosedList] | None) -> frozenset[str]:
    """Return the names of kinds or types that a client gave; empty for none, which stands for all."""
    return frozenset(map(str, given_or_none(given) or ()))


async def filter_of(given: GraphFilterInput | None, context: Context) -> GraphFilter:
    """Return a filter that a client gave; raises FaultError for a reference that is not good, or names nothing."""
    wanted = given_or_none(given)
    if wanted is None:
        return GraphFilter()
    references = [
        *(reference_of("Topic", each) for each in given_or_none(wanted.topics) or ()),
        *(reference_of("Territory", each) for each in given_or_none(wanted.territories) or ()),
    ]
    found = await resolve_ids(context.snapshot, references) if references else {}
    if context.snapshot.single:
        await context.snapshot.release()  # no connection is held while something is computed
    ids = {name: frozenset(id_ for each, id_ in found.items() if each[0] == name) for name in ("Topic", "Territory")}
    return GraphFilter(
        names(wanted.edge_kinds),
        names(wanted.node_types),
        frozenset(given_or_none(wanted.kinds) or ()),
        ids["Topic"],
        ids["Territory"],
    )

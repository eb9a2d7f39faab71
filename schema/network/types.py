"""Parts of all answers about the network: kinds of edges, types of nodes, the snapshot, and the filter."""

from datetime import datetime
from typing import Any

import strawberry

from models.graph import edge_kinds, node_types
from resolvers.core.comparisons import check_list, check_not_null
from resolvers.core.references import resolve_ids
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.subgraph import GraphFilter
from schema.kit.context import Context
from schema.kit.references import reference_input, reference_of
from schema.kit.scalars import declared_enum
from schema.kit.type_registry import list_of_type

TOPIC: Any = list_of_type(reference_input("Topic"))
TERRITORY: Any = list_of_type(reference_input("Territory"))


GraphEdgeKind = declared_enum(
    "GraphEdgeKind", "Kind of an edge of the network.", {name: (name, says) for name, says in edge_kinds().items()}
)
GraphNodeType = declared_enum(
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


def names(argument: str, given: Any) -> frozenset[str]:
    """Return the kinds or types that a client gave; empty for none, which stands for all. Raises as `check_list`."""
    return frozenset() if given is strawberry.UNSET else frozenset(map(str, check_list(argument, given)))


async def filter_of(given: Any, context: Context) -> GraphFilter:
    """Return a filter that a client gave; raises FaultError for a reference that is not good, or names nothing.

    Also for null, and for a list that is empty or too long: none of them is as if it had been left out.
    """
    if given is strawberry.UNSET:
        return GraphFilter()
    wanted = check_not_null("filter", given)
    references = [
        reference_of(type_name, each)
        for name, type_name in (("topics", "Topic"), ("territories", "Territory"))
        if getattr(wanted, name) is not strawberry.UNSET
        for each in check_list(name, getattr(wanted, name))
    ]
    found = await resolve_ids(context.snapshot, references) if references else {}
    if context.snapshot.single:
        await context.snapshot.release()  # no connection is held while something is computed
    ids = {name: frozenset(id_ for each, id_ in found.items() if each[0] == name) for name in ("Topic", "Territory")}
    return GraphFilter(
        names("edgeKinds", wanted.edge_kinds),
        names("nodeTypes", wanted.node_types),
        names("kinds", wanted.kinds),
        ids["Topic"],
        ids["Territory"],
    )

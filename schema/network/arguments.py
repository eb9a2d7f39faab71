"""Arguments that several questions about the network have."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from resolvers.network.node_pages import NetworkPage, cursor
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.walks import Walk
from schema.kit.connection import PageInfo
from schema.network.types import GraphEdgeKind, GraphNodeType, names

EdgeKinds = Annotated[
    list[GraphEdgeKind] | None,
    strawberry.argument(description="Kinds of edges to go along; all if left out."),
]
NodeTypes = Annotated[
    list[GraphNodeType] | None,
    strawberry.argument(description="Types of nodes to go to; all if left out. Nodes that are asked for always count."),
]
First = Annotated[
    int | None,
    strawberry.argument(description="Number of elements of the page: 100 by default or if null, at most 1,000."),
]
FirstFew = Annotated[
    int | None,
    strawberry.argument(description="Number of elements of the page: 20 by default or if null, at most 1,000."),
]
After = Annotated[
    str | None,
    strawberry.argument(
        description="Cursor after which the page starts; null means no cursor. It names the snapshot of the list."
    ),
]
InSnapshot = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        description="Id of the snapshot to ask; by default or if null, the network as it is public now."
    ),
]


def walk_of(edge_kinds: Any, node_types: Any) -> Walk:
    """Return the walk that a client asks for; raises FaultError as `names`."""
    return Walk(names("edgeKinds", edge_kinds), names("nodeTypes", node_types))


def page_info(page: NetworkPage, snapshot: GraphSnapshot, shown: Sequence[object], total: int) -> PageInfo:
    """Return the position of a page, of which `shown` has the elements, in a list of `total`."""
    begin, end = page.ranks.start, page.ranks.start + len(shown)
    return PageInfo(
        has_next_page=end < total,
        has_previous_page=begin > 0,
        start_cursor=cursor(page, snapshot.id, begin) if shown else None,
        end_cursor=cursor(page, snapshot.id, end - 1) if shown else None,
    )

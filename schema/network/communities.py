"""Communities of a measured network, with what describes them."""

from typing import Annotated, Any

import strawberry

from loaders.errors import FaultError
from resolvers.network.community_words import MOST_COMMUNITIES, MOST_WORDS, described_communities
from resolvers.network.measured import MeasuredGraph
from schema.kit.by_ids import entity_by_id
from schema.kit.costs import assumed_list_size
from schema.network.measured_nodes import MeasuredNode, measured_node
from schema.network.types import GraphNodeType

DEFAULT_COMMUNITIES, MOST_LEADING = 10, 5
PRIVATE_TOPIC: Any = strawberry.Private[str]
Largest = Annotated[
    int | None, strawberry.argument(description="Number of communities: 10 by default or if null, at most 50.")
]


@strawberry.type(description="A topic that is more usual in a community than elsewhere.")
class CommunityTopic:
    topic_id: PRIVATE_TOPIC
    share: float = strawberry.field(description="Share of the nodes of the community that have the topic.")
    elsewhere: float = strawberry.field(description="Share of all other nodes that have it.")
    topic = entity_by_id("Topic", "topic_id", "The topic.")


@strawberry.type(description="A kind of nodes that is more usual in a community than elsewhere.")
class CommunityKind:
    type: GraphNodeType = strawberry.field(description="Type of the nodes.")
    kind: str | None = strawberry.field(description="Kind of the nodes; null for types that have none.")
    share: float = strawberry.field(description="Share of the nodes of the community that are of the kind.")
    elsewhere: float = strawberry.field(description="Share of all other nodes that are.")


@strawberry.type(description="A group of nodes with more ties among each other than chance would give.")
class NetworkCommunity:
    number: int = strawberry.field(description="Number of the community; 0 is the largest.")
    size: int = strawberry.field(description="Number of its nodes.")
    topics: list[CommunityTopic] = strawberry.field(
        directives=assumed_list_size(MOST_WORDS),
        description="Topics whose shares differ most from elsewhere, which describe it; at most 3.",
    )
    kinds: list[CommunityKind] = strawberry.field(
        directives=assumed_list_size(MOST_WORDS), description="Kinds of nodes that describe it; at most 3."
    )
    leading: list[MeasuredNode] = strawberry.field(
        directives=assumed_list_size(MOST_LEADING), description="Nodes with the highest PageRank; at most 5."
    )


async def community_types(graph: MeasuredGraph, first: int | None) -> list[NetworkCommunity]:
    """Return the largest communities of a graph; raises FaultError INVALID_PAGE."""
    size = DEFAULT_COMMUNITIES if first is None else first
    if not 0 <= size <= MOST_COMMUNITIES:
        raise FaultError("INVALID_PAGE", f"first is {size}; give a number from 0 to {MOST_COMMUNITIES}.")
    return [
        NetworkCommunity(
            number=each.number,
            size=each.size,
            topics=[
                CommunityTopic(topic_id=topic.name, share=topic.share, elsewhere=topic.elsewhere)
                for topic in each.topics
            ],
            kinds=[_kind(kind.name, kind.share, kind.elsewhere) for kind in each.kinds],
            leading=[measured_node(graph, place) for place in each.members[:MOST_LEADING]],
        )
        for each in await described_communities(graph, size)
    ]


def _kind(name: str, share: float, elsewhere: float) -> CommunityKind:
    type_, _, kind = name.partition(" ")
    return CommunityKind(type=GraphNodeType(type_), kind=kind or None, share=share, elsewhere=elsewhere)

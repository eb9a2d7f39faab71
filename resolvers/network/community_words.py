"""Words for communities: the topics and the kinds of nodes that stand out in each, and the nodes that lead it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resolvers.network import figures
from resolvers.network.computations import NodeMetric
from resolvers.network.computing import computed
from resolvers.network.measured import MeasuredGraph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from resolvers.graph.standing_out import StandingMark

MOST_WORDS = 3
MOST_COMMUNITIES = 50


@dataclass(frozen=True, slots=True)
class StandingOut:
    """A topic (by its id) or a kind of nodes that stands out in a community."""

    name: str
    share: float
    """Share of the nodes of the community that have it."""
    elsewhere: float
    """Share of all other nodes that have it."""


@dataclass(frozen=True, slots=True)
class Community:
    """A community of a graph."""

    number: int
    size: int
    topics: list[StandingOut]
    kinds: list[StandingOut]
    """Types and kinds, such as `Actor ASSOCIATION`."""
    members: list[int]
    """Places of its nodes in the measured graph: those with the highest PageRank come first."""


async def described_communities(graph: MeasuredGraph, first: int) -> list[Community]:
    """Return the largest communities of a graph, with the words that describe them."""
    groups = await figures.communities(graph)
    rank = await figures.metric(graph, NodeMetric.PAGERANK)
    found = await computed(graph.snapshot.content, ("words", graph.query.key), lambda: _described(graph, groups, rank))
    return found[:first]


def _described(graph: MeasuredGraph, groups: "NDArray[np.int32]", rank: "NDArray[np.float64]") -> list[Community]:
    import numpy as np  # noqa: PLC0415 - a server that nobody asks for the network starts without it

    from resolvers.graph.standing_out import standing_out  # noqa: PLC0415 - as above

    snapshot, wanted = graph.snapshot, min(MOST_COMMUNITIES, int(groups.max(initial=-1)) + 1)
    topics = standing_out(groups, *_topics(graph), wanted, MOST_WORDS)
    types = snapshot.nodes.type.tolist()
    shown = [f"{snapshot.node_types[types[each]]} {snapshot.nodes.kind[each]}" for each in graph.nodes.tolist()]
    names = sorted(set(shown))
    number = {name: place for place, name in enumerate(names)}
    marks = np.array([number[each] for each in shown], np.int64)
    kinds = standing_out(groups, np.arange(len(shown)), marks, wanted, MOST_WORDS)
    order = np.lexsort((-rank, groups))
    starts = np.searchsorted(groups[order], np.arange(wanted + 1))
    return [
        Community(
            place,
            int(starts[place + 1] - starts[place]),
            [_named(each, snapshot.nodes.ids) for each in topics[place]],
            [_named(each, names) for each in kinds[place]],
            order[starts[place] : starts[place + 1]].tolist(),
        )
        for place in range(wanted)
    ]


def _topics(graph: MeasuredGraph) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Return the places of nodes and the positions of topics that they are about in the snapshot, pair by pair."""
    import numpy as np  # noqa: PLC0415 - as above

    snapshot = graph.snapshot
    source, target = snapshot.edges.source, snapshot.edges.target
    place = np.full(len(snapshot.nodes), -1, np.int64)
    place[graph.nodes] = np.arange(len(graph.nodes))
    about = (snapshot.nodes.type[target] == snapshot.node_types.index("Topic")) & (place[source] >= 0)
    pairs = np.unique(place[source[about]] * len(snapshot.nodes) + target[about].astype(np.int64))
    return pairs // max(len(snapshot.nodes), 1), pairs % max(len(snapshot.nodes), 1)


def _named(found: "StandingMark", names: list[str]) -> StandingOut:
    return StandingOut(names[found.mark], found.share, found.elsewhere)

"""A drawing of a snapshot: which nodes a picture of it has, where they stand, and to which community each belongs.

Territories and topics are no part of it: they are what the picture is filtered by.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.ties import LOCATION, SUBJECT
from resolvers.network.computing import time_limit
from resolvers.network.snapshot import GraphSnapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from resolvers.graph.layout import Ties

FILTERS = ("Territory", "Topic")
MOST_DRAWN = 10_000
"""Nodes of a picture: those with most ties. A browser moves them smoothly."""
WORDS = 2
"""Topics that describe a community."""
RARE = 8
"""Nodes that a topic counts as having beyond those that it has: a topic of one node describes nothing."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The nodes and ties of a picture; lists have an element for each node."""

    numbers: list[int]
    """Positions of the nodes in the snapshot."""
    x: list[float]
    y: list[float]
    community: list[int]
    """Numbers of communities, the largest first; -1 without a tie."""
    figures: dict[str, list[float]]
    topics: list[list[str]]
    """Ids of topics."""
    territories: list[list[str]]
    """Ids of territories that contain the node."""
    words: list[list[str]]
    """By community: ids of the topics that describe it, the best first."""
    ties: list[int]
    """Positions of the edges in the snapshot."""
    source: list[int]
    target: list[int]
    left_out: int = field(default=0)
    """Nodes that were left out because there are too many."""


def draw(snapshot: GraphSnapshot, layout: "NDArray[np.float64] | None" = None) -> Drawing:
    """Draw a snapshot, the same one always in the same way; it takes seconds for thousands of nodes.

    `layout` has the places of the nodes where they are known, an x and a y for each.
    """
    import numpy as np  # noqa: PLC0415 - a server that nobody asks for the network starts without it

    from resolvers.graph.communities import communities_of  # noqa: PLC0415
    from resolvers.graph.layout import place_nodes  # noqa: PLC0415
    from resolvers.graph.matrix import symmetric_matrix  # noqa: PLC0415

    kept, left_out = _drawn(snapshot)
    numbers = np.flatnonzero(kept)
    edges, ties = _ties(snapshot, kept)
    matrix = symmetric_matrix(len(numbers), ties.source, ties.target, ties.weight)
    community = np.where(matrix.indptr[1:] > matrix.indptr[:-1], communities_of(matrix), -1)
    if layout is None or len(layout) != len(numbers):
        layout = place_nodes(community, ties).round(2)
    topics, territories = (_contained(snapshot, kind.name) for kind in (SUBJECT, LOCATION))
    chosen = [topics[each] for each in numbers.tolist()]
    return Drawing(
        numbers=numbers.tolist(),
        x=layout[:, 0].tolist(),
        y=layout[:, 1].tolist(),
        community=community.tolist(),
        figures=_figures(matrix),
        topics=chosen,
        territories=[territories[each] for each in numbers.tolist()],
        words=describe(community.tolist(), chosen),
        ties=edges.tolist(),
        source=ties.source.tolist(),
        target=ties.target.tolist(),
        left_out=left_out,
    )


def _figures(matrix: "csr_array") -> dict[str, list[float]]:
    """Return PageRank and betweenness; the latter where it is exact."""
    from resolvers.graph.pagerank import pagerank  # noqa: PLC0415 - as above
    from resolvers.graph.paths import EXACT_NODES, path_figures  # noqa: PLC0415

    found = {"pagerank": pagerank(matrix).tolist()}
    if matrix.shape[0] <= EXACT_NODES:
        found["betweenness"] = path_figures(matrix, time_limit()).betweenness.tolist()
    return found


def _drawn(snapshot: GraphSnapshot) -> "tuple[NDArray[np.bool_], int]":
    """Return which nodes are drawn, and how many that could be are not."""
    import numpy as np  # noqa: PLC0415 - as above

    filters = [place for place, name in enumerate(snapshot.node_types) if name in FILTERS]
    kept = ~np.isin(snapshot.nodes.type, filters)
    count = int(kept.sum())
    if count <= MOST_DRAWN:
        return kept, 0
    both = np.concatenate([snapshot.edges.source, snapshot.edges.target])
    degree = np.where(kept, np.bincount(both, minlength=len(snapshot.nodes)), -1)
    chosen = np.zeros(len(snapshot.nodes), bool)
    chosen[np.argsort(-degree, kind="stable")[:MOST_DRAWN]] = True
    return chosen, count - MOST_DRAWN


def _ties(snapshot: GraphSnapshot, kept: "NDArray[np.bool_]") -> "tuple[NDArray[np.int64], Ties]":
    """Return the positions of the edges between nodes that are drawn, and these edges by the nodes' new numbers."""
    import numpy as np  # noqa: PLC0415 - as above

    from resolvers.graph.layout import Ties  # noqa: PLC0415

    edges = snapshot.edges
    chosen = np.flatnonzero(kept[edges.source] & kept[edges.target] & (edges.source != edges.target))
    number = np.cumsum(kept) - 1
    return chosen, Ties(
        number[edges.source[chosen]], number[edges.target[chosen]], edges.weight[chosen].astype(np.float64)
    )


def _contained(snapshot: GraphSnapshot, kind: str) -> list[list[str]]:
    """Return for each node the ids of all topics or territories that contain what its edges of a kind lead to."""
    around: dict[int, list[str]] = {}
    for id_, members in snapshot.inside.items():
        for member in members:
            around.setdefault(member, []).append(id_)
    found: list[set[str]] = [set() for _ in snapshot.nodes.ids]
    place = snapshot.edge_kinds.index(kind)
    columns = (snapshot.edges.source.tolist(), snapshot.edges.target.tolist(), snapshot.edges.kind.tolist())
    for source, target, of in zip(*columns, strict=True):
        if of == place:
            found[source].update(around.get(target, ()))
    return [sorted(each) for each in found]


def describe(community: list[int], topics: list[list[str]]) -> list[list[str]]:
    """Return the topics that are more frequent in a community than elsewhere, for each community."""
    everywhere = Counter(topic for each in topics for topic in each)
    within = [Counter[str]() for _ in range(max(community, default=-1) + 1)]
    for number, each in zip(community, topics, strict=True):
        if number >= 0:
            within[number].update(each)
    return [
        sorted(counts, key=lambda topic: (-counts[topic] / (everywhere[topic] + RARE), topic))[:WORDS]
        for counts in within
    ]

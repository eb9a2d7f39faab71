"""Parts of a snapshot: the nodes and edges that a filter leaves, in the same form."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from resolvers.network.snapshot import Edges, GraphSnapshot, Nodes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ANY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GraphFilter:
    """Conditions of nodes and edges, all of which hold; an empty set leaves everything."""

    edge_kinds: frozenset[str] = ANY
    node_types: frozenset[str] = ANY
    """Names of types of the graph, such as `Actor`."""
    kinds: frozenset[str] = ANY
    """Kinds of nodes, such as `ASSOCIATION`; nodes of types that have none of these kinds stay."""
    topics: frozenset[str] = ANY
    """Ids of topics: nodes stay that have one of them, or a narrower one, and those topics."""
    territories: frozenset[str] = ANY
    """Ids of territories: nodes stay that are in one of them, or in one inside of it, and those territories."""

    @property
    def parameters(self) -> dict[str, list[str]]:
        """Return the conditions by name, in an order that is always the same."""
        return {each.name: sorted(getattr(self, each.name)) for each in fields(self)}


def subgraph(snapshot: GraphSnapshot, wanted: GraphFilter) -> GraphSnapshot:
    """Return the part of a snapshot that a filter leaves; edges stay if both of their nodes do."""
    if wanted == GraphFilter():
        return snapshot
    import numpy as np  # noqa: PLC0415 - a server that nobody asks for the network starts without it

    edges = snapshot.edges
    nodes = _of_types(snapshot, wanted.node_types) & _of_kinds(snapshot, wanted.kinds)
    for ids in (wanted.topics, wanted.territories):
        if ids:
            nodes &= _tied_to(snapshot, ids)
    kept = nodes[edges.source] & nodes[edges.target]
    if wanted.edge_kinds:
        kept &= np.isin(edges.kind, _places(snapshot.edge_kinds, wanted.edge_kinds))
    return part(snapshot, nodes, kept)


def part(snapshot: GraphSnapshot, nodes: "NDArray[np.bool_]", edges: "NDArray[np.bool_]") -> GraphSnapshot:
    """Return some nodes and edges of a snapshot; none of the edges leads to a node that is left out."""
    import numpy as np  # noqa: PLC0415 - as above

    number = np.cumsum(nodes, dtype=np.int32) - 1
    chosen, which = np.flatnonzero(nodes).tolist(), np.flatnonzero(edges).tolist()
    before, ties = snapshot.nodes, snapshot.edges
    columns = before.ids, before.kind, before.department, before.region
    ids, kind, department, region = ([column[each] for each in chosen] for column in columns)
    texts = ([column[each] for each in which] for column in (ties.role, ties.since, ties.until))
    inside = {key: [int(number[each]) for each in members if nodes[each]] for key, members in snapshot.inside.items()}
    return replace(
        snapshot,
        nodes=Nodes(ids, before.type[nodes], kind, department, region),
        edges=Edges(
            number[ties.source[edges]], number[ties.target[edges]], ties.kind[edges], ties.weight[edges], *texts
        ),
        inside={key: members for key, members in inside.items() if members},
    )


def _of_types(snapshot: GraphSnapshot, names: frozenset[str]) -> "NDArray[np.bool_]":
    import numpy as np  # noqa: PLC0415 - as above

    if not names:
        return np.ones(len(snapshot.nodes), bool)
    return np.isin(snapshot.nodes.type, _places(snapshot.node_types, names))


def _of_kinds(snapshot: GraphSnapshot, kinds: frozenset[str]) -> "NDArray[np.bool_]":
    import numpy as np  # noqa: PLC0415 - as above

    if not kinds:
        return np.ones(len(snapshot.nodes), bool)
    has = np.array([each in kinds for each in snapshot.nodes.kind], bool)
    concerned = np.unique(snapshot.nodes.type[has])
    return has | ~np.isin(snapshot.nodes.type, concerned)


def _tied_to(snapshot: GraphSnapshot, ids: frozenset[str]) -> "NDArray[np.bool_]":
    """Test of each node whether it is inside of some records, or a tie of its own leads to what is."""
    import numpy as np  # noqa: PLC0415 - as above

    found = np.zeros(len(snapshot.nodes), bool)
    found[[each for id_ in ids for each in snapshot.inside.get(id_, ())]] = True
    found[snapshot.edges.source[found[snapshot.edges.target]]] = True
    return found


def _places(names: Iterable[str], wanted: frozenset[str]) -> list[int]:
    return [place for place, name in enumerate(names) if name in wanted]

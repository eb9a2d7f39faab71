"""A graph as rows of text, as all formats write it: nodes with their names, edges with their dates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, NamedTuple

from encommun.export_files import Check
from models.ties import SUBJECT
from resolvers.network.snapshot import GraphSnapshot

LICENCE = "Licence Ouverte 2.0 (SPDX etalab-2.0)"


class NodeRow(NamedTuple):
    """A node; a text is empty where nothing is known."""

    id: str
    type: str
    label: str
    kind: str
    department: str
    region: str
    topics: list[str]
    """Names of the topics that it has."""


class EdgeRow(NamedTuple):
    """An edge; a text is empty where nothing is known."""

    id: str
    source: str
    target: str
    kind: str
    role: str
    weight: float
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class GraphRows:
    """The rows of a graph, and the snapshot that they are of."""

    graph: GraphSnapshot
    labels: Mapping[str, str]
    """Names by the ids of nodes, as they are now."""
    topics: Mapping[str, Sequence[str]]
    """Names of topics by the ids of nodes."""
    check: Check
    """Called for each row."""

    @property
    def about(self) -> dict[str, str]:
        """Return what a file says of itself."""
        return {
            "snapshot": self.graph.id,
            "position": str(self.graph.position),
            "takenAt": self.graph.taken_at.isoformat(),
            "licence": LICENCE,
        }

    def nodes(self) -> Iterator[NodeRow]:
        """Yield the nodes, by id."""
        nodes, types = self.graph.nodes, self.graph.node_types
        columns = nodes.ids, nodes.type.tolist(), nodes.kind, nodes.department, nodes.region
        for id_, type_, kind, department, region in zip(*columns, strict=True):
            self.check()
            topics = list(self.topics.get(id_, ()))
            yield NodeRow(id_, types[type_], self.labels.get(id_, ""), kind, department, region, topics)

    def edges(self) -> Iterator[EdgeRow]:
        """Yield the edges, by source, target, kind and role; the id of one is its number in the file."""
        edges, ids, kinds = self.graph.edges, self.graph.nodes.ids, self.graph.edge_kinds
        numbers = (each.tolist() for each in (edges.source, edges.target, edges.kind, edges.weight))
        columns = *numbers, edges.role, edges.since, edges.until
        for number, (source, target, kind, weight, role, since, until) in enumerate(zip(*columns, strict=True)):
            self.check()
            yield EdgeRow(str(number), ids[source], ids[target], kinds[kind], role, weight, since, until)


Write = Callable[[GraphRows, IO[bytes]], None]
"""Writes a graph to a stream that is open, row by row."""


def topics_of(snapshot: GraphSnapshot, labels: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the names of topics by the ids of nodes, of all topics of a whole snapshot, in alphabetical order."""
    edges, ids = snapshot.edges, snapshot.nodes.ids
    about = edges.kind == snapshot.edge_kinds.index(SUBJECT.name)
    found: dict[str, list[str]] = {}
    for source, target in zip(edges.source[about].tolist(), edges.target[about].tolist(), strict=True):
        if label := labels.get(ids[target]):
            found.setdefault(ids[source], []).append(label)
    return {id_: sorted(names) for id_, names in found.items()}

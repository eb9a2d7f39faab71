"""Puts a snapshot together from the rows of the network, always in the same order: same content, same columns."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.graph import edge_kinds, node_types
from resolvers.network.encoding import content_hash
from resolvers.network.snapshot import Edges, GraphSnapshot, Nodes

if TYPE_CHECKING:
    from resolvers.network.build import PublicNetwork

EdgeRow = tuple[int, int, int, float, str, str, str]
"""Source, target, kind, weight, role, since and until."""


def assemble(found: "PublicNetwork", now: datetime) -> GraphSnapshot:
    """Return the snapshot of the rows; ties of which an end is not among the nodes are left out."""
    import numpy as np  # noqa: PLC0415 - a server that nobody asks for the network starts without it

    types, kinds = tuple(node_types()), tuple(edge_kinds())
    shown = sorted((row.id, place, row.kind or "") for place, name in enumerate(types) for row in found.nodes[name])
    ids = [each[0] for each in shown]
    number = {id_: place for place, id_ in enumerate(ids)}
    edges = _edges(list(_rows(found, kinds, number)))
    at = {number[id_]: codes for id_, codes in found.places.items()}
    located = _located(edges, at, len(ids))
    department, region = ([_common([codes[level] for codes in each]) for each in located] for level in (0, 1))
    inside: dict[str, list[int]] = {}
    for row in found.containers:
        inside.setdefault(row.ancestor, []).append(number[row.descendant])
    nodes = Nodes(ids, np.array([each[1] for each in shown], np.int8), [each[2] for each in shown], department, region)
    inside = {key: sorted(inside[key]) for key in sorted(inside)}
    content = content_hash(types, kinds, nodes, edges, inside)
    return GraphSnapshot(
        f"{found.position}-{content[:16]}", content, found.position, now, types, kinds, nodes, edges, inside
    )


def _rows(found: "PublicNetwork", kinds: Sequence[str], number: dict[str, int]) -> Iterator[EdgeRow]:
    for declared, rows in found.ties.items():
        kind, weight = kinds.index(declared.tie.kind.name), declared.tie.weight
        for row in rows:
            source, target = number.get(row.source), number.get(row.target)
            if source is not None and target is not None:
                yield source, target, kind, weight, row.role or "", row.since or "", row.until or ""


def _edges(rows: Sequence[EdgeRow]) -> Edges:
    """Return the columns of edges in the order of their values."""
    import numpy as np  # noqa: PLC0415 - as above

    columns = [[row[place] for row in rows] for place in range(7)]  # `zip` keeps all else waiting
    order = np.lexsort([_ranks(column) for column in reversed(columns)])
    types = (np.int32, np.int32, np.int8, np.float32)
    numbers = [np.array(column, kind)[order] for column, kind in zip(columns[:4], types, strict=True)]
    texts = [[column[place] for place in order.tolist()] for column in columns[4:]]
    return Edges(numbers[0], numbers[1], numbers[2], numbers[3], *texts)


def _ranks(column: Sequence[int | float | str]) -> list[int]:
    """Return numbers in the order of values; numpy sorts numbers beside Python, and texts in its lock."""
    rank = {value: place for place, value in enumerate(sorted(set(column)))}
    return [rank[value] for value in column]


def _located(edges: Edges, at: dict[int, tuple[str, str]], count: int) -> list[list[tuple[str, str]]]:
    """Return the codes of the territories of each node: those to which its ties lead, and its own."""
    found: list[list[tuple[str, str]]] = [[at[node]] if node in at else [] for node in range(count)]
    for source, target in zip(edges.source.tolist(), edges.target.tolist(), strict=True):
        if target in at:
            found[source].append(at[target])
    return found


def _common(codes: Sequence[str]) -> str:
    """Return the code that all have; empty if they differ."""
    return codes[0] if codes and all(each == codes[0] for each in codes) else ""

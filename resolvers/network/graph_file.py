"""The drawing as the page reads it: columns of numbers, with the names of today."""

import asyncio
from collections.abc import Sequence
from typing import Any

from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.select_where import select_in, select_where
from loaders.sql.statement import Row
from loaders.tables import TERRITORY, table_of
from models import TerritoryKind, Topic
from resolvers.network.drawing import Drawing
from resolvers.network.labels import labels_of
from resolvers.network.snapshot import GraphSnapshot

LEVELS = (TerritoryKind.REGION, TerritoryKind.DEPARTMENT)


async def graph_file(reads: RowFetcher, snapshot: GraphSnapshot, drawing: Drawing) -> dict[str, Any]:
    """Return the file of a drawing; its names are read now."""
    labels = await labels_of(reads, snapshot)
    tagged = sorted({topic for each in drawing.topics for topic in each})
    columns = ("id", "label_fr", "label_en", "broader_id")
    topics = await select_in(reads, table_of(Topic), "id", tagged, columns) if tagged else []
    territories = [
        await select_where(reads, TERRITORY, {"kind": level}, ("id", "code", "name", "region_id")) for level in LEVELS
    ]
    return await asyncio.to_thread(compose, snapshot, drawing, labels, topics, territories)


def compose(
    snapshot: GraphSnapshot,
    drawing: Drawing,
    labels: Sequence[str],
    topics: Sequence[Row],
    territories: Sequence[Sequence[Row]],
) -> dict[str, Any]:
    """Return the file from what was read; the territories are the regions and the departments."""
    topics = sorted(topics, key=lambda row: row.id)
    regions, departments = (_around(rows, drawing.territories) for rows in territories)
    topic_at, region_at, department_at = map(_at, (topics, regions, departments))
    nodes, edges = snapshot.nodes, snapshot.edges
    kinds = sorted({nodes.kind[each] for each in drawing.numbers})
    roles = sorted({edges.role[each] for each in drawing.ties})
    types = sorted({int(nodes.type[each]) for each in drawing.numbers})
    return {
        "snapshot": {"id": snapshot.id, "position": snapshot.position, "takenAt": snapshot.taken_at.isoformat()},
        "types": [snapshot.node_types[each] for each in types],
        "kinds": kinds,
        "nodes": {
            "id": [nodes.ids[each] for each in drawing.numbers],
            "type": [types.index(int(nodes.type[each])) for each in drawing.numbers],
            "kind": [kinds.index(nodes.kind[each]) for each in drawing.numbers],
            "label": [labels[each] for each in drawing.numbers],
            "x": drawing.x,
            "y": drawing.y,
            "community": drawing.community,
            "regions": _positions(drawing.territories, region_at),
            "departments": _positions(drawing.territories, department_at),
            "topics": _positions(drawing.topics, topic_at),
        },
        "metrics": {name: [float(f"{each:.4g}") for each in values] for name, values in drawing.figures.items()},
        "communities": [[topic_at[each] for each in words if each in topic_at] for words in drawing.words],
        "edgeKinds": list(snapshot.edge_kinds),
        "roles": roles,
        "edges": {
            "source": drawing.source,
            "target": drawing.target,
            "kind": [int(edges.kind[each]) for each in drawing.ties],
            "role": [roles.index(edges.role[each]) for each in drawing.ties],
        },
        "regions": [{"id": row.id, "code": row.code, "name": row.name} for row in regions],
        "departments": [
            {"id": row.id, "code": row.code, "name": row.name, "region": region_at.get(row.region_id)}
            for row in departments
        ],
        "topics": [
            {"id": row.id, "fr": row.label_fr, "en": row.label_en, "broader": topic_at.get(row.broader_id)}
            for row in topics
        ],
        "leftOut": drawing.left_out,
    }


def _around(rows: Sequence[Row], territories: Sequence[Sequence[str]]) -> list[Row]:
    """Return those of the territories that contain a node, in the order of their codes."""
    used = {each for ids in territories for each in ids}
    return sorted((row for row in rows if row.id in used), key=lambda row: row.code)


def _at(rows: Sequence[Row]) -> dict[str, int]:
    return {row.id: place for place, row in enumerate(rows)}


def _positions(ids: Sequence[Sequence[str]], at: dict[str, int]) -> list[list[int]]:
    return [[at[each] for each in some if each in at] for some in ids]

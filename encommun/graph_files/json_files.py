"""JSON: node-link, as d3 and networkx read it, and the blueprint of Kumu."""

from collections.abc import Iterable, Iterator
from typing import IO, Any

import orjson

from encommun.graph_files.rows import EdgeRow, GraphRows, NodeRow


def write_node_link(rows: GraphRows, stream: IO[bytes]) -> None:
    """Write nodes and links: d3 takes both lists, and networkx the whole by `node_link_graph(data, edges="links")`."""
    stream.write(b'{"directed":true,"multigraph":true,"graph":')
    stream.write(orjson.dumps(rows.about))
    _list(stream, "nodes", (node._asdict() for node in rows.nodes()))
    _list(stream, "links", map(_link, rows.edges()))
    stream.write(b"}\n")


def write_kumu(rows: GraphRows, stream: IO[bytes]) -> None:
    """Write elements and connections, which refer to each other by ids."""
    stream.write(b'{"description":')
    stream.write(orjson.dumps("; ".join(f"{name}: {value}" for name, value in rows.about.items())))
    _list(stream, "elements", map(_element, rows.nodes()))
    _list(stream, "connections", map(_connection, rows.edges()))
    stream.write(b"}\n")


def _list(stream: IO[bytes], name: str, members: Iterable[dict[str, Any]]) -> None:
    stream.write(f',"{name}":['.encode())
    for piece in _pieces(members):
        stream.write(piece)
    stream.write(b"]")


def _pieces(members: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for number, each in enumerate(members):
        yield (b",\n" if number else b"\n") + orjson.dumps(each)


def _link(edge: EdgeRow) -> dict[str, Any]:
    """Return a link; its key tells edges between the same nodes apart."""
    return {"key": edge.id, **{name: value for name, value in edge._asdict().items() if name != "id"}}


def _element(node: NodeRow) -> dict[str, Any]:
    told = {"kind": node.kind, "department": node.department, "region": node.region}
    return {"id": node.id, "label": node.label or node.id, "type": node.type, "tags": node.topics, **_known(told)}


def _connection(edge: EdgeRow) -> dict[str, Any]:
    told = {"role": edge.role, "since": edge.since, "until": edge.until}
    ends = {"id": f"edge-{edge.id}", "from": edge.source, "to": edge.target, "direction": "directed"}
    return {**ends, "type": edge.kind, "strength": edge.weight, **_known(told)}


def _known(told: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in told.items() if value}

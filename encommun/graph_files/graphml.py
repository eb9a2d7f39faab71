"""GraphML: a directed graph whose keys tell the type of each attribute; topics are separated by bars."""

from typing import IO

from encommun.graph_files.rows import EdgeRow, GraphRows, NodeRow
from encommun.graph_files.xml_text import attribute, content

NODE_KEYS = ("type", "label", "kind", "department", "region", "topics")
EDGE_KEYS = ("kind", "role", "weight", "since", "until")
GRAPH_KEYS = ("snapshot", "position", "takenAt", "licence")
TYPES = {"weight": "double", "position": "long"}
BAR = "|"


def write_graphml(rows: GraphRows, stream: IO[bytes]) -> None:
    """Write a graph; an attribute that is empty is left out."""
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for domain, names in (("graph", GRAPH_KEYS), ("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name in names:
            type_ = TYPES.get(name, "string")
            key = f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{type_}"/>\n'
            stream.write(key.encode())
    stream.write(b'<graph id="encommun" edgedefault="directed">\n')
    stream.write(_data("graph", rows.about).encode() + b"\n")
    for node in rows.nodes():
        stream.write(_node(node).encode())
    for edge in rows.edges():
        stream.write(_edge(edge).encode())
    stream.write(b"</graph>\n</graphml>\n")


def _node(node: NodeRow) -> str:
    values = {**node._asdict(), "topics": BAR.join(node.topics)}
    return f"<node id={attribute(node.id)}>{_data('node', {name: values[name] for name in NODE_KEYS})}</node>\n"


def _edge(edge: EdgeRow) -> str:
    values = {**edge._asdict(), "weight": repr(edge.weight)}
    ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
    data = _data("edge", {name: values[name] for name in EDGE_KEYS})
    return f"<edge id={attribute(edge.id)} {ends}>{data}</edge>\n"


def _data(domain: str, values: dict[str, str]) -> str:
    return "".join(f'<data key="{domain}-{name}">{content(value)}</data>' for name, value in values.items() if value)

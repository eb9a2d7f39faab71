"""GEXF 1.3 for Gephi and Gephi Lite: topics are a list attribute, and ties have the spells in which they lasted.

Elements and attributes are in the order of the format's schema (`tests/exports/gexf_rules.py`).
"""

from typing import IO

from encommun.graph_files.rows import EdgeRow, GraphRows, NodeRow
from encommun.graph_files.xml_text import attribute, content

NODE_ATTRIBUTES = {
    "type": "string",
    "kind": "string",
    "department": "string",
    "region": "string",
    "topics": "liststring",
}
EDGE_ATTRIBUTES = {"kind": "string", "role": "string"}


def write_gexf(rows: GraphRows, stream: IO[bytes]) -> None:
    """Write a graph; an attribute that is empty is left out, and so is a spell of which no day is known."""
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    told = "; ".join(f"{name}: {value}" for name, value in rows.about.items())
    meta = f"<creator>Encommun</creator><description>{content(told)}</description>"
    stream.write(f'<meta lastmodifieddate="{rows.graph.taken_at.date().isoformat()}">{meta}</meta>\n'.encode())
    stream.write(
        b'<graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" '
        b'timerepresentation="interval">\n'
    )
    for class_, names in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        told = "".join(f'<attribute id="{name}" title="{name}" type="{type_}"/>' for name, type_ in names.items())
        stream.write(f'<attributes class="{class_}" mode="static">{told}</attributes>\n'.encode())
    stream.write(f'<nodes count="{len(rows.graph.nodes)}">\n'.encode())
    for node in rows.nodes():
        stream.write(_node(node).encode())
    stream.write(f'</nodes>\n<edges count="{len(rows.graph.edges)}">\n'.encode())
    for edge in rows.edges():
        stream.write(_edge(edge).encode())
    stream.write(b"</edges>\n</graph>\n</gexf>\n")


def list_value(members: list[str]) -> str:
    """Return a list as Gephi reads it: in brackets, each member in quotation marks."""
    escaped = (each.replace("\\", "\\\\").replace('"', '\\"') for each in members)
    return "[" + ", ".join(f'"{each}"' for each in escaped) + "]"


def _node(node: NodeRow) -> str:
    values = {**node._asdict(), "topics": list_value(node.topics) if node.topics else ""}
    told = _values({name: values[name] for name in NODE_ATTRIBUTES})
    return f"<node id={attribute(node.id)} label={attribute(node.label)}>{told}</node>\n"


def _edge(edge: EdgeRow) -> str:
    ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
    told = _values({"kind": edge.kind, "role": edge.role}) + _spell(edge)
    parallel = f"kind={attribute(edge.kind)}"  # edges of other kinds between the same nodes are others
    return f'<edge id={attribute(edge.id)} {ends} weight="{edge.weight!r}" {parallel}>{told}</edge>\n'


def _values(values: dict[str, str]) -> str:
    told = "".join(f'<attvalue for="{name}" value={attribute(each)}/>' for name, each in values.items() if each)
    return f"<attvalues>{told}</attvalues>" if told else ""


def _spell(edge: EdgeRow) -> str:
    days = {"start": edge.since, "end": edge.until}
    told = "".join(f" {name}={attribute(day)}" for name, day in days.items() if day)
    return f"<spells><spell{told}/></spells>" if told else ""

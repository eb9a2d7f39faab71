"""What the schema of GEXF 1.3 (gexf.net/1.3/gexf.xsd) says of the elements that we write, stated by hand.

The schema itself is in no package of a registry, and no validator is among our dependencies.
"""

import re
import xml.etree.ElementTree as ET
from datetime import date

NS = "{http://gexf.net/1.3}"
DAY, TEXT, COUNT, NUMBER = "day", "text", "count", "number"
ELEMENTS: dict[str, tuple[str, dict[str, str], set[str]]] = {
    # children in their order as a pattern; attributes with their types; those that are required
    "gexf": (r"(meta )?graph ", {"version": "1.3", "variant": TEXT}, {"version"}),
    "meta": (r"((creator|keywords|description) )*", {"lastmodifieddate": DAY}, set()),
    "creator": ("", {}, set()),
    "description": ("", {}, set()),
    "graph": (
        r"(attributes )*(nodes )?(edges )?",
        {
            "defaultedgetype": "directed|undirected|mutual",
            "idtype": "integer|string",
            "mode": "static|dynamic|slice",
            "timeformat": "integer|double|date|dateTime",
            "timerepresentation": "interval|timestamp",
        },
        set(),
    ),
    "attributes": (r"(attribute )*", {"class": "node|edge", "mode": "static|dynamic"}, {"class"}),
    "attribute": (
        r"((default|options) )*",
        {"id": TEXT, "title": TEXT, "type": "string|liststring|double|boolean|integer"},
        {"id", "title", "type"},
    ),
    "nodes": (r"(node )*", {"count": COUNT}, set()),
    "edges": (r"(edge )*", {"count": COUNT}, set()),
    "node": (r"(attvalues )?(spells )?", {"id": TEXT, "label": TEXT}, {"id"}),
    "edge": (
        r"(attvalues )?(spells )?",
        {"id": TEXT, "source": TEXT, "target": TEXT, "weight": NUMBER, "kind": TEXT, "type": "directed"},
        {"source", "target"},
    ),
    "attvalues": (r"(attvalue )*", {}, set()),
    "attvalue": ("", {"for": TEXT, "value": TEXT}, {"for", "value"}),
    "spells": (r"(spell )+", {}, set()),
    "spell": ("", {"start": DAY, "end": DAY}, set()),
}


def check_gexf(content: bytes) -> ET.Element:
    """The root of a document that follows the schema, and whose references lead to what is there."""
    root = ET.fromstring(content)  # noqa: S314 - our own
    assert root.tag == f"{NS}gexf"
    for element in root.iter():
        _check(element)
    graph = root.find(f"{NS}graph")
    assert graph is not None
    for class_, path in (("node", f"{NS}nodes"), ("edge", f"{NS}edges")):
        declared = {each.get("id") for each in graph.findall(f"{NS}attributes[@class='{class_}']/{NS}attribute")}
        members = graph.find(path)
        assert members is not None
        assert {each.get("for") for each in members.iter(f"{NS}attvalue")} <= declared
        assert int(members.get("count", "-1")) == len(members)
        ids = [each.get("id") for each in members]
        assert len(set(ids)) == len(ids)
    nodes = {each.get("id") for each in graph.iter(f"{NS}node")}
    assert all({each.get("source"), each.get("target")} <= nodes for each in graph.iter(f"{NS}edge"))
    return root


def _check(element: ET.Element) -> None:
    name = element.tag.removeprefix(NS)
    children, attributes, required = ELEMENTS[name]
    order = "".join(f"{each.tag.removeprefix(NS)} " for each in element)
    assert re.fullmatch(children, order), (name, order[:100])
    assert required <= element.attrib.keys() <= attributes.keys(), (name, element.attrib)
    for key, value in element.attrib.items():
        _check_value(attributes[key], value)


def _check_value(type_: str, value: str) -> None:
    if type_ == DAY:
        date.fromisoformat(value)
    elif type_ == COUNT:
        assert int(value) >= 0
    elif type_ == NUMBER:
        float(value)
    elif type_ != TEXT:
        assert value in type_.split("|")


def list_members(value: str) -> list[str]:
    """The members of a list as Gephi Lite's reader splits it: in brackets and quotation marks."""
    assert value[0] + value[-1] == "[]"
    return [re.sub(r"\\(.)", r"\1", each) for each in re.findall(r'"((?:[^"\\]|\\.)*)"', value)]

"""Each format is read back by the programs that it is for, and nothing is lost, whatever the names are."""

import csv
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

import networkx as nx
import numpy as np
import orjson
import pandas as pd
import pytest
import rustworkx as rx

from encommun.graph_files.codebook import graph_codebook
from encommun.graph_files.formats import FORMATS
from encommun.graph_files.rows import EdgeRow, GraphRows, NodeRow, topics_of
from models.graph import edge_kinds, node_types
from resolvers.network.snapshot import Edges, GraphSnapshot, Nodes
from tests.exports.gexf_rules import NS, check_gexf, list_members

NAMES = ['<b>&amp;"quoted"</b>', "שלום עולם \u202e", "👩‍🌾 œ é", "=1+1", "two\nlines\tand\r\nmore", "a|b, c\\d", ""]
CONTROL = "bell \x07 and \x00 zero \ufffe"
TOPIC_NAMES = ['Eau "potable", rivières', "Vélo | marche \\ course"]
TYPES, KINDS = tuple(node_types()), tuple(edge_kinds())


def made(names: list[str] = NAMES) -> GraphRows:
    """A graph with parallel edges, an edge to itself, odd names, two topics, and days of every sort."""
    ids = [f"actor_{number:02}" for number in range(len(names))] + ["topic_1", "topic_2"]
    size = len(ids)
    actor, topic = TYPES.index("Actor"), TYPES.index("Topic")
    types = np.array([actor] * len(names) + [topic] * 2, np.int8)
    member, holds, about = (KINDS.index(each) for each in ("MEMBERSHIP", "PARTICIPATION", "SUBJECT"))
    ends = [(0, 1, member), (0, 1, holds), (1, 2, member), (2, 2, member), (3, size - 2, about), (3, size - 1, about)]
    edges = Edges(
        np.array([each[0] for each in ends], np.int32),
        np.array([each[1] for each in ends], np.int32),
        np.array([each[2] for each in ends], np.int8),
        np.array([1, 2.5, 1, 1, 1, 1], np.float32),
        ["CHAIR", "FUNDER", "MEMBER", "MEMBER", "", ""],
        ["2020-02-29", "", "2021-01-01", "", "", ""],
        ["2024-12-31", "", "", "2022-06-30", "", ""],
    )
    nodes = Nodes(ids, types, ["ASSOCIATION"] * len(names) + ["", ""], ["84"] * size, ["93"] * size)
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    graph = GraphSnapshot("7-abc", "abc", 7, moment, TYPES, KINDS, nodes, edges, {})
    labels = dict(zip(ids, [*names, *TOPIC_NAMES], strict=True))
    return GraphRows(graph, labels, topics_of(graph, labels), lambda: None)


def written(end: str, rows: GraphRows) -> bytes:
    stream = BytesIO()
    FORMATS[end](rows, stream)
    return stream.getvalue()


def known(values: dict) -> dict:
    return {name: value for name, value in values.items() if value not in ("", [], None)}


def expected_nodes(rows: GraphRows) -> dict[str, dict]:
    return {each.id: known({**each._asdict(), "topics": "|".join(each.topics), "id": ""}) for each in rows.nodes()}


def expected_edges(rows: GraphRows) -> list[tuple]:
    return [
        (each.source, each.target, known({**each._asdict(), "id": "", "source": "", "target": ""}))
        for each in rows.edges()
    ]


def by_text(edges) -> list:
    return sorted(((a, b, known({**data, "id": ""})) for a, b, data in edges), key=str)


def test_networkx_reads_graphml_back(tmp_path: Path):
    rows, file = made(), tmp_path / "g.graphml"
    file.write_bytes(written(".graphml", rows))
    graph = nx.read_graphml(file)
    assert graph.is_directed()
    assert graph.is_multigraph()
    read = {id_: {**values, "label": values.get("label", "")} for id_, values in graph.nodes(data=True)}
    assert {id_: known(values) for id_, values in read.items()} == expected_nodes(rows)
    assert by_text(graph.edges(data=True)) == by_text(expected_edges(rows))
    assert graph.graph["snapshot"] == "7-abc"
    assert "Licence Ouverte" in graph.graph["licence"]


def test_rustworkx_reads_graphml_back(tmp_path: Path):
    rows, file = made(), tmp_path / "g.graphml"
    file.write_bytes(written(".graphml", rows))
    (graph,) = rx.read_graphml(str(file))
    assert {node["id"]: known({**node, "id": ""}) for node in graph.nodes()} == expected_nodes(rows)
    ids = {number: graph[number]["id"] for number in graph.node_indices()}
    edges = [(ids[a], ids[b], data) for a, b, data in graph.weighted_edge_list()]
    assert by_text(edges) == by_text(expected_edges(rows))


def test_gexf_follows_its_schema_and_tells_everything():
    rows = made()
    root = check_gexf(written(".gexf", rows))
    graph = root.find(f"{NS}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    for element, row in zip(graph.iter(f"{NS}node"), rows.nodes(), strict=True):
        values = {each.get("for"): each.get("value") for each in element.iter(f"{NS}attvalue")}
        values["topics"] = list_members(values.get("topics", "[]"))
        assert (element.get("id"), element.get("label")) == (row.id, row.label)
        assert known(values) == known({**row._asdict(), "id": "", "label": ""})
    for element, row in zip(graph.iter(f"{NS}edge"), rows.edges(), strict=True):
        spell = element.find(f"{NS}spells/{NS}spell")
        days = {} if spell is None else spell.attrib
        assert days == known({"start": row.since, "end": row.until})
        assert float(element.get("weight")) == row.weight
        values = {each.get("for"): each.get("value") for each in element.iter(f"{NS}attvalue")}
        assert values == known({"kind": row.kind, "role": row.role})
    kinds = [(each.get("source"), each.get("target"), each.get("kind")) for each in graph.iter(f"{NS}edge")]
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize("end", [".gexf", ".graphml"])
def test_characters_that_xml_has_no_place_for_are_marked(end: str):
    content = written(end, made([*NAMES, CONTROL]))
    text = ET.tostring(ET.fromstring(content), encoding="unicode")  # noqa: S314 - our own
    assert "bell \ufffd and \ufffd zero \ufffd" in text


def test_networkx_and_d3_read_node_link_json_back():
    rows = made([*NAMES, CONTROL])
    data = orjson.loads(written(".json", rows))
    assert data["nodes"] == [each._asdict() for each in rows.nodes()]  # d3 takes `nodes` and `links` as they are
    ids = {each["id"] for each in data["nodes"]}
    assert all({each["source"], each["target"]} <= ids for each in data["links"])
    graph = nx.node_link_graph(data, edges="links")
    assert graph.graph["snapshot"] == "7-abc"
    edges = [(a, b, known(each)) for a, b, each in graph.edges(data=True)]
    assert by_text(edges) == by_text(expected_edges(rows))


def test_a_blueprint_of_kumu_refers_by_ids():
    rows = made()
    data = orjson.loads(written(".kumu.json", rows))
    ids = [each["id"] for each in (*data["elements"], *data["connections"])]
    assert len(set(ids)) == len(ids)
    assert all(each["label"] and each["type"] in TYPES for each in data["elements"])
    ends = [(each["from"], each["to"], each["type"], each["direction"]) for each in data["connections"]]
    assert ends == [(each.source, each.target, each.kind, "directed") for each in rows.edges()]
    assert data["elements"][3]["tags"] == sorted(TOPIC_NAMES)


def test_csv_has_the_columns_of_the_codebook_and_runs_no_formula():
    rows = made()
    with ZipFile(BytesIO(written(".csv.zip", rows))) as opened:
        for name, expected in (("nodes.csv", rows.nodes()), ("edges.csv", rows.edges())):
            with opened.open(name) as file:
                table = list(csv.reader(TextIOWrapper(file, "utf-8-sig", newline=""), delimiter=";"))
            assert table[0] == [each.column for each in graph_codebook() if each.file == name]
            assert [each[0] for each in table[1:]] == [each.id for each in expected]
            if name == "nodes.csv":
                assert [each[2] for each in table[1:]][3] == "'=1+1"
        assert b"7-abc" in opened.read("README.txt")
        assert {each["file"] for each in orjson.loads(opened.read("codebook.json"))} == {"nodes.csv", "edges.csv"}


def test_pandas_reads_parquet_back():
    rows = made([*NAMES, CONTROL])
    with ZipFile(BytesIO(written(".parquet.zip", rows))) as opened:
        nodes, edges = (pd.read_parquet(BytesIO(opened.read(f"{name}.parquet"))) for name in ("nodes", "edges"))
    read = [NodeRow(*row[:-1], list(row[-1])) for row in nodes.itertuples(index=False, name=None)]
    assert read == list(rows.nodes())
    assert [EdgeRow(*row) for row in edges.itertuples(index=False, name=None)] == list(rows.edges())


def test_the_codebook_has_a_meaning_for_every_kind_role_and_type():
    told = {(each.file, each.column): dict(each.values) for each in graph_codebook()}
    assert told["nodes.csv", "type"].keys() == set(TYPES)
    assert told["edges.csv", "kind"].keys() == set(KINDS)
    assert {"CHAIR", "FUNDER", "AUTHOR"} <= told["edges.csv", "role"].keys()
    assert {"ASSOCIATION", "GUIDE", "STUDY"} <= told["nodes.csv", "kind"].keys()
    assert all(meaning for values in told.values() for meaning in values.values())


@pytest.mark.parametrize("end", FORMATS)
def test_a_graph_without_nodes_is_a_file_too(end: str):
    nothing, none = np.zeros(0, np.int32), np.zeros(0, np.int8)
    edges = Edges(nothing, nothing, none, np.zeros(0, np.float32), [], [], [])
    graph = GraphSnapshot(
        "7-abc", "abc", 7, made().graph.taken_at, TYPES, KINDS, Nodes([], none, [], [], []), edges, {}
    )
    content = written(end, GraphRows(graph, {}, {}, lambda: None))
    assert len(content) > 100
    if end == ".gexf":
        check_gexf(content)

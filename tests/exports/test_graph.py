"""The network for everyone: filtered by the address, of one snapshot, the same as the command writes."""

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import httpx
import networkx as nx
import orjson
import pytest

from encommun.exports.graph_command import run_export_graph
from encommun.graph_files.formats import FORMATS, SERVED
from encommun.operator_error import OperatorError
from tests.exports.conftest import client_of, serving
from tests.exports.gexf_rules import check_gexf

GRAPH = "/export/graph"


@pytest.fixture(scope="module")
async def client(settled_graph_url: str, folder: Path):
    async with serving(settled_graph_url, folder, work=False) as app, client_of(app) as client:
        yield client


async def whole(client: httpx.AsyncClient, **parameters: str) -> dict:
    answer = await client.get(f"{GRAPH}.json", params=parameters)
    assert answer.status_code == 200, answer.text
    return orjson.loads(answer.content)


@pytest.mark.parametrize("end", SERVED)
async def test_every_format_is_served_with_licence_snapshot_and_position(client: httpx.AsyncClient, end: str):
    answer = await client.get(GRAPH + end)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="encommun-graph{end}"'
    assert 'rel="license"' in answer.headers["link"]
    assert answer.headers["encommun-position"].isdigit()
    again = await client.get(GRAPH + end, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    part = await client.get(GRAPH + end, headers={"range": "bytes=10-19", "if-range": answer.headers["etag"]})
    assert (part.status_code, part.content) == (206, answer.content[10:20])


async def test_all_formats_have_the_same_nodes_and_edges(client: httpx.AsyncClient):
    graph = await whole(client)
    graphml = nx.read_graphml(BytesIO((await client.get(f"{GRAPH}.graphml")).content))
    gexf = check_gexf((await client.get(f"{GRAPH}.gexf")).content)
    ids = {each["id"] for each in graph["nodes"]}
    assert len(ids) > 1_000
    assert set(graphml.nodes) == ids == {each.get("id") for each in gexf.iter("{http://gexf.net/1.3}node")}
    assert graphml.number_of_edges() == len(graph["links"]) == len(list(gexf.iter("{http://gexf.net/1.3}edge")))
    assert all(each["label"] for each in graph["nodes"])
    assert {each["type"] for each in graph["nodes"]} >= {"Actor", "Project", "Network", "Topic", "Territory"}


async def test_a_filter_leaves_a_part(client: httpx.AsyncClient):
    graph = await whole(client)
    people = await whole(client, nodeTypes="Actor,Network", edgeKinds="membership")
    assert {each["type"] for each in people["nodes"]} == {"Actor", "Network"}
    assert {each["kind"] for each in people["links"]} == {"MEMBERSHIP"}
    count = sum(each["kind"] == "MEMBERSHIP" for each in graph["links"])
    assert len(people["links"]) == count > 100
    assert people["graph"]["snapshot"] == graph["graph"]["snapshot"]
    associations = await whole(client, nodeTypes="Actor", kinds="ASSOCIATION")
    assert {each["kind"] for each in associations["nodes"]} == {"ASSOCIATION"}
    here = await whole(client, nodeTypes="Actor", territories="region:93")
    assert 0 < len(here["nodes"]) < len(associations["nodes"])
    assert {each["region"] for each in here["nodes"]} == {"93"}
    assert any(each["topics"] for each in associations["nodes"])
    by_slug = await whole(client, topics="transition-ecologique", nodeTypes="Project")
    assert by_slug == await whole(client, topics="slug:transition-ecologique", nodeTypes="PROJECT")
    assert len(by_slug["nodes"]) > 0


@pytest.mark.parametrize(
    ("parameters", "code", "says"),
    [
        ("nodetypes=Actor", "BAD_REQUEST", "nodeTypes"),
        ("projection=ACTORS", "BAD_REQUEST", "edgeKinds"),
        ("nodeTypes=Person", "INVALID_FILTER", "Actor"),
        ("edgeKinds=LOVE", "INVALID_FILTER", "MEMBERSHIP"),
        ("kinds=%00", "INVALID_FILTER", "ASSOCIATION"),
        ("territories=county:12", "INVALID_FILTER", "region:"),
        ("territories=external:12", "INVALID_FILTER", "region:"),
        ("territories=region:99", "NOT_FOUND", "99"),
        ("territories=actor_01kf9rt800e03831p6hwfb1eve", "INVALID_ID", "territory_"),
        ("topics=not-there", "NOT_FOUND", "not-there"),
        ("topics=" + ",".join(["eau"] * 101), "INVALID_FILTER", "100"),
    ],
)
async def test_a_wrong_parameter_is_refused_with_what_can_be(client: httpx.AsyncClient, parameters, code, says):
    answer = await client.get(f"{GRAPH}.gexf?{parameters}")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (400, code)
    assert says in error["message"]


async def test_a_filter_that_leaves_nothing_is_an_empty_graph(client: httpx.AsyncClient):
    answer = await whole(client, nodeTypes="Network", territories="commune:01001")
    assert (answer["nodes"], answer["links"]) == ([], [])


async def test_who_waits_for_the_network_holds_no_connection(settled_graph_url: str, tmp_path: Path, monkeypatch):
    views, held = [], []
    async with serving(settled_graph_url, tmp_path, work=False) as app, client_of(app) as client:
        desk = app.state.desk
        snapshot, current = desk.database.snapshot, desk.network.current
        topic = next(each["id"] for each in (await whole(client))["nodes"] if each["type"] == "Topic")

        async def waited_for():
            held.append(views[-1]._reader)
            return await current()

        monkeypatch.setattr(desk, "database", SimpleNamespace(snapshot=lambda: views.append(snapshot()) or views[-1]))
        monkeypatch.setattr(desk.network, "current", waited_for)
        assert (await whole(client, topics=topic, nodeTypes="Project,Topic"))["nodes"]
    assert held == [None]


async def test_gephi_lite_may_fetch_it(client: httpx.AsyncClient):
    answer = await client.get(f"{GRAPH}.gexf", headers={"origin": "https://lite.gephi.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {"origin": "https://lite.gephi.org", "access-control-request-method": "GET"}
    asked["access-control-request-headers"] = "if-none-match,range"
    assert (await client.options(f"{GRAPH}.gexf", headers=asked)).status_code == 200


@pytest.mark.parametrize("end", FORMATS)
async def test_the_command_writes_the_same_graph(client: httpx.AsyncClient, settled_graph_url: str, tmp_path, end):
    file = tmp_path / f"network{end}"
    given = {"nodeTypes": ["Actor", "Network"]}
    said = await run_export_graph(settled_graph_url, file, given)
    graph = await whole(client, nodeTypes="Actor,Network")
    assert said == f"{len(graph['nodes']):,} nodes and {len(graph['links']):,} edges in {file}."
    if end == ".json":
        own = orjson.loads(file.read_bytes())
        assert (own["nodes"], own["links"]) == (graph["nodes"], graph["links"])


async def test_the_command_says_what_it_cannot_write(settled_graph_url: str, tmp_path: Path):
    with pytest.raises(OperatorError, match=r"\.graphml"):
        await run_export_graph(settled_graph_url, tmp_path / "network.xlsx", {})
    with pytest.raises(OperatorError, match="no value 'Person'"):
        await run_export_graph(settled_graph_url, tmp_path / "network.gexf", {"nodeTypes": ["Person"]})

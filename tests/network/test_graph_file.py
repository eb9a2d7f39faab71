"""The file of the drawing: what is public, named by its snapshot, and made once for all who ask."""

import asyncio
import json
import math
from collections import Counter
from itertools import count
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

import models
from encommun.explore import graph
from encommun.explore.graph import GraphFile, Made
from encommun.exports.answers import with_coded_errors
from loaders.errors import UnreachableError
from loaders.tables import table_of
from resolvers.network import computing, drawing
from resolvers.network.drawing import describe, draw
from tests.network.client import NetworkClient
from tests.records.client import VIEWERS

STEWARD = VIEWERS["steward"]
NAMES = {
    models.Actor: "name",
    models.Network: "name",
    models.Project: "title",
    models.Resource: "title",
    models.Workshop: "title",
}


@pytest.fixture
async def client(world: NetworkClient):
    app = Starlette(routes=[Route("/graph.json", with_coded_errors(GraphFile(lambda: world).answer))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://commons.test") as client:
        yield client


async def public_names(world: NetworkClient) -> dict[str, str]:
    """Id and name of every public record that may be drawn."""
    rows = [(each, name) for model, name in NAMES.items() for each in await world.rows(model)]
    return {each["id"]: each[name] for each, name in rows if each.get("state", "PUBLISHED") == "PUBLISHED"}


async def test_it_has_every_public_record_with_its_name_a_place_and_its_community(world, client):
    file = (await client.get("/graph.json")).json()
    nodes = file["nodes"]
    assert dict(zip(nodes["id"], nodes["label"], strict=True)) == await public_names(world)
    assert all(len(column) == len(nodes["id"]) for column in [*nodes.values(), *file["metrics"].values()])
    assert all(map(math.isfinite, nodes["x"] + nodes["y"]))
    assert set(file["types"]) == {model.__name__ for model in NAMES}
    degree = Counter(file["edges"]["source"] + file["edges"]["target"])
    assert [each >= 0 for each in nodes["community"]] == [degree[each] > 0 for each in range(len(nodes["id"]))]
    assert max(nodes["community"]) == len(file["communities"]) - 1 > 3
    assert file["leftOut"] == 0


async def test_its_ties_and_topics_are_those_of_the_records(world, client):
    file = (await client.get("/graph.json")).json()
    ids, edges = file["nodes"]["id"], file["edges"]
    told = zip(edges["source"], edges["target"], edges["kind"], edges["role"], strict=True)
    shown = {
        (ids[source], ids[target], file["roles"][role])
        for source, target, kind, role in told
        if file["edgeKinds"][kind] == "PARTICIPATION"
    }
    rows = await world.rows(models.Participation, state="PUBLISHED")
    public = await public_names(world)
    assert shown == {
        (each["actor_id"], each["project_id"], each["role"])
        for each in rows
        if {each["actor_id"], each["project_id"]} <= public.keys()
    }
    broader = {each["id"]: each["broader_id"] for each in await world.rows(models.Topic)}
    expected: dict[str, set[str]] = {}
    for each in await world.rows(models.project.ProjectTopic):
        topic = each["topic_id"]
        while topic:
            expected.setdefault(each["project_id"], set()).add(topic)
            topic = broader[topic]
    found = {
        id_: {file["topics"][at]["id"] for at in topics}
        for id_, topics in zip(ids, file["nodes"]["topics"], strict=True)
        if id_.startswith("project_")
    }
    assert found == {id_: expected.get(id_, set()) for id_ in found}


async def test_who_has_it_is_not_sent_it_again_until_something_changes(world, client):
    first = await client.get("/graph.json")
    assert first.headers["content-encoding"] == "gzip"
    kept = {"if-none-match": first.headers["etag"]}
    again = await client.get("/graph.json", headers=kept)
    assert (again.status_code, again.content) == (304, b"")
    plain = await client.get("/graph.json", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == first.json()
    made = await world.enter("Actor", publish=False, name="Les voisins du lavoir", kind="CITIZEN_GROUP")
    await world.do("publishActor", STEWARD, id=made, expectedVersion=1)
    changed = await client.get("/graph.json", headers=kept)
    assert changed.status_code == 200
    assert "Les voisins du lavoir" in changed.json()["nodes"]["label"]


async def test_many_who_ask_at_once_wait_for_one_drawing(client, monkeypatch):
    drawn = []
    monkeypatch.setattr(computing, "_found", {})  # other tests have drawn the same network
    monkeypatch.setattr(graph, "draw", lambda snapshot, layout: drawn.append(snapshot.id) or draw(snapshot, layout))
    answers = await asyncio.gather(*(client.get("/graph.json") for _ in range(5)))
    assert [each.status_code for each in answers] == [200] * 5
    assert len(drawn) == 1


async def test_an_outage_is_told_and_forgotten(world, client, monkeypatch):
    async def unreachable(*_):
        raise UnreachableError

    with monkeypatch.context() as patch:
        patch.setattr(graph, "graph_file", unreachable)
        answer = await client.get("/graph.json")
        assert answer.status_code == 503
        assert answer.json()["errors"][0]["extensions"]["code"]
    assert (await client.get("/graph.json")).status_code == 200


async def test_of_too_many_nodes_those_with_most_ties_are_drawn(world, monkeypatch):
    snapshot = await world.network.current()
    everything = draw(snapshot)
    monkeypatch.setattr(drawing, "MOST_DRAWN", 100)
    some = draw(snapshot)
    assert len(some.numbers) == 100
    assert some.left_out == len(everything.numbers) - 100
    degree = Counter([*snapshot.edges.source.tolist(), *snapshot.edges.target.tolist()])
    dropped = set(everything.numbers) - set(some.numbers)
    assert min(degree[each] for each in some.numbers) >= max(degree[each] for each in dropped)


def test_a_community_is_described_by_what_it_has_more_than_others():
    everywhere, here, once = "everywhere", "here", "once"
    topics = [[everywhere, here]] * 6 + [[everywhere]] * 30 + [[everywhere, once]]
    assert describe([0] * 6 + [1] * 31, topics)[0] == [here, everywhere]
    assert describe([-1], [[everywhere]]) == []


async def test_the_layout_is_kept_with_the_snapshot(world, client, monkeypatch):
    first = (await client.get("/graph.json")).json()["nodes"]
    (kept,) = await world.rows(models.NetworkSnapshot)
    assert json.loads(kept["layout"]) == [first["x"], first["y"]]
    moved = [[each + 1 for each in axis] for axis in (first["x"], first["y"])]
    await world.writer.run(
        lambda work: work.update(table_of(models.NetworkSnapshot), {"id": kept["id"]}, {"layout": json.dumps(moved)})
    )
    monkeypatch.setattr(computing, "_found", {})  # as in another process
    other = Starlette(routes=[Route("/graph.json", with_coded_errors(GraphFile(lambda: world).answer))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(other), base_url="http://commons.test") as another:
        again = (await another.get("/graph.json")).json()["nodes"]
    assert [again["x"], again["y"]] == moved


async def test_one_file_is_made_at_a_time_however_often_the_network_changes(monkeypatch):
    snapshots, under_way, most = count(), 0, 0

    async def current() -> SimpleNamespace:
        return SimpleNamespace(id=str(next(snapshots)))

    async def make(_self: GraphFile, snapshot: SimpleNamespace) -> Made:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1
        return Made(f'"{snapshot.id}"', b"{}", b"")

    monkeypatch.setattr(GraphFile, "_make", make)
    source = SimpleNamespace(network=SimpleNamespace(current=current))
    app = Starlette(routes=[Route("/graph.json", GraphFile(lambda: source).answer)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://commons.test") as client:
        answers = await asyncio.gather(*(client.get("/graph.json") for _ in range(5)))
    assert {each.status_code for each in answers} == {200}
    assert most == 1

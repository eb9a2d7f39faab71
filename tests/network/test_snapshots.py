"""Snapshots of the network: what they show, how often they are built, and when they are gone."""

import asyncio
from dataclasses import replace

import pytest

import models
from encommun.engine import engine_scope
from encommun.seed.removal import remove_demonstration
from loaders.errors import FaultError
from models.graph import declared_ties, edge_kinds, node_types
from resolvers.network import snapshots
from resolvers.network.assembly import assemble
from resolvers.network.build import build_snapshot, read_network
from resolvers.network.encoding import decode, encode
from resolvers.network.labels import labels_of
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.snapshots import SnapshotService
from resolvers.network.storage import MOST_STORED
from tests.network.client import NetworkClient
from tests.records.client import BEGIN, VIEWERS

STEWARD = VIEWERS["steward"]


def edges_of(snapshot: GraphSnapshot) -> list[tuple[str, ...]]:
    """Return source, target, kind, role, first and last day of each edge."""
    ids, edges = snapshot.nodes.ids, snapshot.edges
    columns = edges.source.tolist(), edges.target.tolist(), edges.kind.tolist(), edges.role, edges.since, edges.until
    return [
        (ids[source], ids[target], snapshot.edge_kinds[kind], *told)
        for source, target, kind, *told in zip(*columns, strict=True)
    ]


def test_the_models_declare_the_network():
    assert list(node_types()) == ["Actor", "Network", "Project", "Resource", "Territory", "Topic", "Workshop"]
    assert {"MEMBERSHIP", "PARTICIPATION", "AUTHORSHIP", "HOSTING", "REUSE", "INSPIRATION"} <= edge_kinds().keys()
    ends = {(tie.kind.name, source, target) for _, tie, source, target in declared_ties()}
    assert {("MEMBERSHIP", "Actor", "Actor"), ("MEMBERSHIP", "Actor", "Network")} <= ends


async def test_a_snapshot_shows_all_that_everyone_sees_and_nothing_else(world: NetworkClient):
    """The same on both engines, since both are held to the same rows."""
    built = await world.network.current()
    records = [each for model in node_types().values() for each in await world.rows(model)]
    public = {each["id"] for each in records if each.get("state", "PUBLISHED") == "PUBLISHED"}
    expected = set()
    for model, tie, _, _ in declared_ties():
        for row in await world.rows(model):
            if row.get("state", "PUBLISHED") == "PUBLISHED" and {row[tie.source], row[tie.target]} <= public:
                told = [row[name] if name else None for name in (tie.role, tie.since, tie.until)]
                shown = ("" if each is None else str(each) for each in told)
                expected.add((row[tie.source], row[tie.target], tie.kind.name, *shown))
    assert set(edges_of(built)) == expected
    tied = {end for each in expected for end in each[:2]}
    reference = {each for each in public if each.startswith(("territory_", "topic_"))}
    assert built.nodes.ids == sorted((public - reference) | (reference & tied))


async def test_the_order_of_rows_does_not_matter(world: NetworkClient):
    found = await read_network(world.database.snapshot())
    built = assemble(found, BEGIN)
    ties = {each: rows[::-1] for each, rows in reversed(found.ties.items())}
    nodes = {name: rows[::-1] for name, rows in found.nodes.items()}
    again = assemble(replace(found, ties=ties, nodes=nodes, containers=found.containers[::-1]), BEGIN)
    assert again.id == built.id == f"{built.position}-{built.content[:16]}"
    stored = decode(built.id, built.position, built.taken_at, encode(built))
    assert (stored.content, edges_of(stored), stored.inside) == (built.content, edges_of(built), built.inside)


async def test_what_only_a_draft_is_about_is_no_node(world: NetworkClient):
    topics = {each["id"]: each["slug"] for each in await world.rows(models.Topic)}
    built = await world.network.current()
    lonely = next(slug for id_, slug in sorted(topics.items()) if built.number(id_) is None)
    project = {"title": "Rien encore", "phase": "IDEA", "status": "IN_PROGRESS", "topics": [{"slug": lonely}]}
    made = await world.enter("Project", publish=False, **project)
    again = await world.network.current()
    assert again.content == built.content
    await world.do("publishProject", STEWARD, id=made, expectedVersion=1)
    assert (await world.network.current()).content != built.content


async def test_a_node_is_in_the_department_of_its_territories(world: NetworkClient):
    built = await world.network.current()
    places = {each["id"]: each for each in await world.rows(models.Territory)}
    for each in await world.rows(models.Actor):
        if (number := built.number(each["id"])) is not None and each["territory_id"] is not None:
            place = places[each["territory_id"]]
            above = place if place["kind"] == "DEPARTMENT" else places.get(place["department_id"])
            assert built.nodes.department[number] == (above["code"] if above else "")


async def test_names_are_read_and_not_kept(world: NetworkClient):
    actor = await world.person(name="Les Voisins")
    built = await world.network.current()
    assert (await labels_of(world.database.snapshot(), built))[built.number(actor)] == "Les Voisins"
    stored = decode(built.id, 0, built.taken_at, (await world.rows(models.NetworkSnapshot))[0]["content"])
    assert "Les Voisins" not in repr(stored)


async def test_one_build_serves_all_who_ask_meanwhile(world: NetworkClient, monkeypatch):
    count = 0

    async def counting(*given):
        nonlocal count
        count += 1
        return await build_snapshot(*given)

    monkeypatch.setattr(snapshots, "build_snapshot", counting)
    found = await asyncio.gather(*(world.network.current() for _ in range(20)))
    assert count == 1
    assert {id(each) for each in found} == {id(found[0])}
    await world.person()
    assert (await world.network.current()).id != found[0].id
    assert count == 2


async def test_other_workers_find_what_is_stored(world: NetworkClient, fresh_database_url: str):
    built = await world.network.current()
    other = SnapshotService(world.network._database, world.writer, lambda: world.now)
    assert (await other.by_id(built.id)).content == built.content
    await world.person()
    assert (await other.current()).id != built.id
    assert (await other.by_id(built.id)).nodes.ids == built.nodes.ids


@pytest.mark.parametrize("leave", ["archiveActor", "erasePerson"])
async def test_what_leaves_the_public_takes_all_snapshots_along(world: NetworkClient, leave: str):
    actor = await world.person()
    built = await world.network.current()
    assert built.number(actor) is not None
    if leave == "archiveActor":
        await world.do("archiveActor", STEWARD, id=actor, expectedVersion=2)
    else:
        await world.act("erasePerson", STEWARD, id=actor)
    assert await world.rows(models.NetworkSnapshot) == []
    with pytest.raises(FaultError) as error:
        await world.network.by_id(built.id)
    assert error.value.extensions == {"code": "SNAPSHOT_GONE"}
    assert (await world.network.current()).number(actor) is None


async def test_what_left_the_public_during_a_build_is_not_stored(world: NetworkClient, monkeypatch):
    actor = await world.person()

    async def slow(*given):
        built = await build_snapshot(*given)
        await world.do("archiveActor", STEWARD, id=actor, expectedVersion=2)
        return built

    monkeypatch.setattr(snapshots, "build_snapshot", slow)
    assert (await world.network.current()).number(actor) is not None
    assert await world.rows(models.NetworkSnapshot) == []


async def test_a_few_snapshots_are_kept(world: NetworkClient):
    first = await world.network.current()
    for number in range(MOST_STORED):
        await world.person(name=f"Habitante {number}")
        await world.network.current()
    assert len(await world.rows(models.NetworkSnapshot)) == MOST_STORED
    with pytest.raises(FaultError):
        await world.network.by_id(first.id)


async def test_a_build_that_nobody_waits_for_any_more_goes_on(world: NetworkClient, monkeypatch):
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow(*given):
        begun.set()
        await may_end.wait()
        return await build_snapshot(*given)

    monkeypatch.setattr(snapshots, "build_snapshot", slow)
    asked = asyncio.create_task(world.network.current())
    await begun.wait()
    asked.cancel()
    may_end.set()
    running = world.network._running
    assert running is not None
    await running
    assert len(await world.rows(models.NetworkSnapshot)) == 1


async def test_the_network_is_built_anew_after_a_command_that_no_journal_tells_of(
    world: NetworkClient, fresh_database_url: str
):
    before = await world.network.current()
    async with engine_scope(fresh_database_url) as engine:
        await remove_demonstration(engine)
    after = await world.network.current()
    assert after.position == before.position
    assert len(after.nodes) < len(before.nodes)

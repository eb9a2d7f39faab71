"""Growth by the public API: what comes and goes while months pass, and what the present shows in the end."""

from datetime import UTC, datetime

import models
from tests.network.client import NetworkClient
from tests.records.client import VIEWERS

STEWARD = VIEWERS["steward"]
EVOLUTION = """query ($from: Date, $to: Date, $kinds: [GraphEdgeKind!], $types: [GraphNodeType!]) {
    it: networkEvolution(from: $from, to: $to, edgeKinds: $kinds, nodeTypes: $types) { snapshot { nodes edges }
        months { month nodes edges density components } } }"""
TYPES, KINDS = ["ACTOR", "PROJECT"], ["PARTICIPATION", "HOLDING"]


async def months(world: NetworkClient, **given) -> dict[str, tuple[int, int]]:
    """Nodes and edges by month."""
    answer = (await world.ask(EVOLUTION, types=TYPES, kinds=KINDS, **given))["it"]
    return {each["month"][:7]: (each["nodes"], each["edges"]) for each in answer["months"]}


async def archived(world: NetworkClient, type_name: str, model: type, id_: str) -> None:
    (version,) = {each["version"] for each in await world.rows(model) if each["id"] == id_}
    saved = await world.do(f"archive{type_name}", STEWARD, id=id_, expectedVersion=version)
    assert saved["__typename"] == f"{type_name}Saved", saved


async def test_each_month_has_what_was_public_at_its_end(world):
    world.now = datetime(2026, 3, 10, tzinfo=UTC)
    nodes, edges = (await months(world, **{"from": "2026-03-01"}))["2026-03"]
    actor = await world.enter("Actor", kind="ASSOCIATION", name="Les Amis du lac")
    draft = await world.enter("Actor", publish=False, kind="ASSOCIATION", name="Les Amis du bois")
    world.now = datetime(2026, 4, 10, tzinfo=UTC)
    about = {"phase": "IDEA", "status": "IN_PROGRESS"}
    project = await world.enter("Project", title="Le lac", holder={"id": actor}, **about)
    given = {"project": {"id": project}, "actor": {"id": actor}, "role": "EXPERT"}
    participation = await world.enter("Participation", **given)
    world.now = datetime(2026, 5, 10, tzinfo=UTC)
    await archived(world, "Participation", models.Participation, participation)
    published = await world.do("publishActor", STEWARD, id=draft, expectedVersion=1)
    assert published["__typename"] == "ActorSaved"
    world.now = datetime(2026, 6, 10, tzinfo=UTC)
    await archived(world, "Project", models.Project, project)
    world.now = datetime(2026, 7, 10, tzinfo=UTC)
    found = await months(world, **{"from": "2026-02-20"})
    assert found == {
        "2026-02": (nodes, edges),
        "2026-03": (nodes + 1, edges),
        "2026-04": (nodes + 2, edges + 2),
        "2026-05": (nodes + 3, edges + 1),
        "2026-06": (nodes + 2, edges),
        "2026-07": (nodes + 2, edges),
    }


async def test_the_present_month_is_the_present_snapshot(world):
    actor = await world.enter("Actor", kind="ASSOCIATION", name="Les Amis du lac")
    await archived(world, "Actor", models.Actor, actor)
    answer = (await world.ask(EVOLUTION))["it"]
    last = answer["months"][-1]
    assert {"nodes": last["nodes"], "edges": last["edges"]} == answer["snapshot"]
    assert len(answer["months"]) == 12
    assert [each["month"] for each in answer["months"]] == sorted({each["month"] for each in answer["months"]})


async def test_the_first_month_of_the_calendar_has_none_before_it(commons):
    answer = (await commons.ask(EVOLUTION, to="0001-01-31"))["it"]
    assert [(each["month"], each["nodes"]) for each in answer["months"]] == [("0001-01-01", 0)]


async def test_before_the_first_record_there_is_nothing(commons):
    answer = (await commons.ask(EVOLUTION, **{"from": "2020-01-15", "to": "2020-02-01"}))["it"]
    nothing = {"nodes": 0, "edges": 0, "density": None, "components": 0}
    assert answer["months"] == [{"month": f"2020-0{month}-01", **nothing} for month in (1, 2)]

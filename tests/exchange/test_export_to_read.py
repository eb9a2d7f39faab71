"""Editorial work and decisions go out as everyone sees them, and no import takes them back."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
import pytest

import models
from encommun.exchange.service import run_export
from encommun.operator_error import OperatorError
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import ids
from resolvers.exchange.export_types import EXPORT_ONLY_TYPES
from resolvers.validation.field_names import to_camel_case
from tests.exchange.client import ExchangeClient
from tests.exchange.files import exported, imported, rows
from tests.moderation.client import insert_networks, network_of
from tests.records.client import BEGIN, account_of, space_of
from tests.schema.graph_client import GRAPHQL

LATER = "2026-03-01T09:00:00+00:00"
NOW = BEGIN.isoformat()
DATED = {"created_at": BEGIN, "updated_at": BEGIN}
TOLD = {"createdAt": NOW, "updatedAt": NOW}
ODD = 'n° 2 | = \\ ; "é"'
POLICY = ids.derived("policy", "REPORT  1", BEGIN.replace(month=1, day=1, hour=0))


def of(prefix: str, name: str) -> str:
    """The id of a record of these tests."""
    return ids.derived(prefix, name, BEGIN)


@pytest.fixture
async def nodes(world: ExchangeClient) -> dict[str, str]:
    """A topic, a resource and a project that everyone sees, and a project that its space alone sees."""
    await insert_networks(world.writer)
    project = {**DATED, "title_sort": "p", "phase": "IDEA", "status": "IN_PROGRESS", "space_id": space_of("own")}
    states = {"shown": "PUBLISHED", "hidden": "DRAFT"}
    resource = {**DATED, "title": "r", "title_sort": "r", "kind": "GUIDE", "language": "fr", "state": "PUBLISHED"}
    await put(
        world,
        (
            models.Project,
            [{"id": of("project", each), "title": each, "state": states[each], **project} for each in states],
        ),
        (models.Resource, [{"id": of("resource", "shown"), **resource}]),
    )
    (topic,) = await world.rows(models.Topic, slug="concertation")
    return {"topic": topic["id"], "resource": of("resource", "shown")} | {each: of("project", each) for each in states}


async def put(world: ExchangeClient, *pages: tuple[Any, list[dict[str, Any]]]) -> None:
    """Rows that are there."""

    async def job(work: UnitOfWork) -> None:
        for model, page in pages:
            await work.insert(table_of(model), page)

    await world.writer.run(job)


async def collections(world: ExchangeClient, nodes: dict[str, str]) -> None:
    """A collection that everyone sees, with something in it that not everyone does, and others that nobody sees."""
    row = {**DATED, "title": "Dossier", "title_sort": "dossier", "introduction": "# Pour\n\nqui"}
    row["space_id"] = space_of("alder")
    states = {"shown": "PUBLISHED", "draft": "DRAFT", "archived": "ARCHIVED"}
    own = {"collection_id": of("collection", "shown")}
    placed = [("topic", None), ("hidden", "Caché"), ("shown", ODD), ("resource", "")]
    items = [
        {**own, "position": place, "node_id": nodes[name], "annotation": text}
        for place, (name, text) in enumerate(placed, start=1)
    ]
    await put(
        world,
        (models.Collection, [{"id": of("collection", each), "state": states[each], **row} for each in states]),
        (models.CollectionNetwork, [{**own, "network_id": network_of(each)} for each in ("birch", "alder")]),
        (models.CollectionInvitation, [{**own, "network_id": network_of("elm")}]),
        (models.CollectionItem, items),
    )


async def told(url: str, file: Path, type_name: str) -> list[dict[str, Any]]:
    """Return the exported records of a type, of those that these tests made."""
    own = {
        of(EXPORT_ONLY_TYPES[type_name].model.prefix, each)
        for each in ("shown", "draft", "archived", "hidden", "after")
    }
    lines = [orjson.loads(each) for each in await exported(url, file, type_name)]
    assert [each["reference"] for each in lines] == sorted(each["reference"] for each in lines)
    return [each for each in lines if each["reference"] in own]


async def cells(url: str, file: Path, type_name: str, name: str) -> dict[str, str]:
    """The cells of a record of these tests that say something."""
    lines = await exported(url, file, type_name)
    found = csv.DictReader(StringIO(b"\n".join(lines).decode("utf-8-sig")), delimiter=";")
    (row,) = [each for each in found if each["reference"] == of(EXPORT_ONLY_TYPES[type_name].model.prefix, name)]
    return {key: value for key, value in row.items() if value}


async def test_a_collection_tells_what_is_in_it_in_order(
    world: ExchangeClient, nodes: dict[str, str], settled_url: str, tmp_path: Path
):
    await collections(world, nodes)
    (found,) = await told(settled_url, tmp_path / "c.ndjson", "Collection")
    assert found == {
        "type": "Collection",
        "reference": of("collection", "shown"),
        **TOLD,
        "demonstration": False,
        "title": "Dossier",
        "introduction": "# Pour\n\nqui",
        "version": 1,
        "networks": [{"slug": each} for each in sorted(("alder", "birch"), key=network_of)],
        "items": [
            {"position": 1, "node": {"id": nodes["topic"]}, "annotation": None},
            {"position": 2, "annotation": "Caché"},
            {"position": 3, "node": {"id": nodes["shown"]}, "annotation": ODD},
            {"position": 4, "node": {"id": nodes["resource"]}, "annotation": ""},
        ],
    }
    assert nodes["hidden"].encode() not in (tmp_path / "c.ndjson").read_bytes()
    row = await cells(settled_url, tmp_path / "c.csv", "Collection", "shown")
    said = ODD.replace("\\", "\\\\").replace("|", "\\|")
    assert row["items"] == f"1=id:{nodes['topic']}=|2==Caché|3=id:{nodes['shown']}={said}|4=id:{nodes['resource']}="
    assert row["networks"].split("|") == [f"slug:{each}" for each in sorted(("alder", "birch"), key=network_of)]
    assert row["introduction"] == "# Pour\n\nqui"


async def test_features_and_seals_are_those_of_what_everyone_sees(
    world: ExchangeClient, nodes: dict[str, str], settled_url: str, tmp_path: Path
):
    (place,) = await world.rows(models.Territory, kind="COMMUNE", code="01001")
    feature = {**DATED, "network_id": network_of("alder"), "starts_at": BEGIN, "ends_at": BEGIN.replace(month=3, day=1)}
    where = {
        "shown": {"territory_id": place["id"], "topic_id": nodes["topic"]},
        "hidden": {"territory_id": place["id"], "topic_id": None},
    }
    seal = {**DATED, "network_id": network_of("birch"), "resource_id": nodes["resource"], "withdrawn_at": BEGIN}
    said = {"kind": "VERIFIED", "version": 3, "text": "Lu."}
    features = [{"id": of("feature", each), "node_id": nodes[each], **feature, **where[each]} for each in where]
    seals = [{"id": of("seal", "shown"), **seal, **said}]
    await put(world, (models.Feature, features), (models.Seal, seals))
    feature_said = {"type": "Feature", **TOLD, "startsAt": NOW, "endsAt": LATER, "network": {"slug": "alder"}}
    feature_said["territory"] = {"commune": "01001"}
    shown = {"reference": of("feature", "shown"), "node": {"id": nodes["shown"]}, "topic": {"slug": "concertation"}}
    assert await told(settled_url, tmp_path / "f.ndjson", "Feature") == [feature_said | shown]
    row = await cells(settled_url, tmp_path / "f.csv", "Feature", "shown")
    assert (row["node"], row["territory"]) == (f"id:{nodes['shown']}", "commune:01001")
    (sealed,) = await told(settled_url, tmp_path / "s.ndjson", "Seal")
    of_network = {"resource": {"id": nodes["resource"]}, "network": {"slug": "birch"}}
    assert sealed.items() >= {**said, **TOLD, "withdrawnAt": NOW, **of_network}.items()


async def test_decisions_tell_no_person_and_no_text(
    world: ExchangeClient, nodes: dict[str, str], settled_url: str, tmp_path: Path
):
    case = {**DATED, "id": of("case", "shown"), "kind": "REPORT", "type_name": "Project", "node_id": nodes["shown"]}
    case |= {"version": 1, "stage": "DECIDED", "panel": "PARTNERS", "opened_at": BEGIN, "due_at": BEGIN}
    case |= {"policy_id": POLICY, "account_id": account_of("editor"), "text": "Un secret"}
    common = {**DATED, "case_id": case["id"], "kind": "REPORT", "opened_at": BEGIN, "decided_at": BEGIN}
    common |= {"verdict": "REJECTED", "panel": "PARTNERS", "counts": {"APPROVE": 1, "REJECT": 2}, "grounds": ["SOUND"]}
    common |= {"networks": [network_of("elm"), network_of("alder")], "by_stewards": False}
    shown, after = of("decision", "shown"), of("decision", "after")
    await put(
        world,
        (models.ReviewCase, [case]),
        (models.Decision, [{**common, "id": shown, "node_id": nodes["hidden"], "round": 1}]),
        (models.Decision, [{**common, "id": after, "node_id": nodes["shown"], "round": 2, "supersedes": shown}]),
    )
    found = {each["reference"]: each for each in await told(settled_url, tmp_path / "d.ndjson", "Decision")}
    first = {
        "type": "Decision",
        "reference": shown,
        **TOLD,
        "kind": "REPORT",
        "round": 1,
        "openedAt": NOW,
        "verdict": "REJECTED",
        "decidedAt": NOW,
        "grounds": ["SOUND"],
        "counts": {"APPROVE": 1, "REJECT": 2},
        "panel": "PARTNERS",
        "byStewards": False,
        "appealableUntil": None,
        "hinderedBy": None,
        "supersedes": None,
        "networks": [{"slug": "elm"}, {"slug": "alder"}],
    }
    later = {"reference": after, "round": 2, "supersedes": {"id": shown}, "node": {"id": nodes["shown"]}}
    assert (found[shown], found[after]) == (first, first | later)
    row = await cells(settled_url, tmp_path / "d.csv", "Decision", "after")
    assert (row["counts"], row["networks"]) == ("APPROVE=1|REJECT=2", "slug:elm|slug:alder")
    for name in ("d.ndjson", "d.csv"):
        content = b"".join(await exported(settled_url, tmp_path / name, "Decision")).decode()
        assert not any(each in content for each in ("Un secret", account_of("editor"), case["id"]))


async def test_no_import_takes_them_back(
    world: ExchangeClient, nodes: dict[str, str], settled_url: str, tmp_path: Path
):
    await collections(world, nodes)
    lines = await exported(settled_url, tmp_path / "all.ndjson")
    read = sum(orjson.loads(each)["type"] in EXPORT_ONLY_TYPES for each in lines)
    before = await rows(settled_url)
    for atomic in (False, True):
        summary, report = await imported(settled_url, tmp_path / "all.ndjson", atomic=atomic)
        assert (summary, report) == (f"{len(lines) - read:,} unchanged, {read:,} passed over", [])
    assert read > 0
    assert await rows(settled_url) == before
    with pytest.raises(OperatorError, match="Collection cannot be imported"):
        await imported(settled_url, tmp_path / "all.ndjson", "Collection")


async def test_a_network_s_own_export_has_what_it_can_import(world: ExchangeClient, settled_url: str, tmp_path: Path):
    await world.told("Actor", {"reference": "a", "kind": "ASSOCIATION", "name": "A"})
    lines = await exported(settled_url, tmp_path / "own.ndjson", network="anct")
    assert [orjson.loads(each)["type"] for each in lines] == ["Actor"]
    with pytest.raises(OperatorError, match="omit --network"):
        await run_export(settled_url, tmp_path / "own.csv", "anct", "Seal")


@pytest.mark.parametrize("type_name", EXPORT_ONLY_TYPES)
def test_names_are_those_of_the_api(type_name: str):
    kind = EXPORT_ONLY_TYPES[type_name]
    told = {to_camel_case(each) for each in (*kind.columns, *kind.references, *kind.lists)}
    assert told - GRAPHQL.type_map[type_name].fields.keys() == ({"counts"} if type_name == "Decision" else set())


def test_a_decision_does_not_lead_to_its_case():
    assert EXPORT_ONLY_TYPES["Decision"].references.keys() == {"node", "supersedes"}

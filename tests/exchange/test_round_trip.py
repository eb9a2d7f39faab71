"""An import of an export changes nothing, and fills another commons with the same."""

from pathlib import Path
from typing import Any

import orjson
import pytest

import models
from resolvers.core.record_types import RECORD_TYPES
from resolvers.exchange.exchange_order import EXCHANGED_TYPES
from resolvers.validation.field_names import to_camel_case
from tests.exchange.client import ExchangeClient, space_of
from tests.exchange.files import exported, imported, rows

SPACE = space_of("network")
ODD = '=1+1;"quoted",\ttab|bar\\ é œ 漢字 🏗️'
LINES = f"    code {ODD}\r\nsecond\n\nfourth: - a\n- b"
SOURCED = {
    "licence": "ODBL_1_0",
    "sourceName": ODD.replace("\t", " "),
    "sourceUrl": "https://example.org/?a=1&b=%20;|",
    "sourceReference": "007",
    "sourceDate": "2028-02-29",
}
TOPICS = {"topics": [{"slug": "concertation"}]}
PLACES = {"territories": [{"commune": "01001"}, {"commune": "2A004"}, {"department": "01"}, {"region": "84"}]}
ITEMS: dict[str, dict[str, Any]] = {
    "Actor": {
        "kind": "ASSOCIATION",
        "name": "=cmd|' /C calc'!A0",
        "acronym": "@SUM(1)",
        "summary": LINES.strip(),
        "description": LINES,
        "website": "https://example.org/",
        "siren": "005520135",
        "rna": "W012345678",
        "territory": {"commune": "01001"},
    }
    | TOPICS,
    "Membership": {
        "role": "REPRESENTATIVE",
        "member": {"external": "odd | = \\ : ref"},
        "organisation": None,
        "network": {"slug": "anct"},
        "since": "2028-02-29",
        "until": "9999-12-31",
    },
    "Project": {
        "title": "-1",
        "summary": ODD,
        "description": LINES,
        "phase": "STUDY",
        "status": "BLOCKED",
        "participationLevel": "EMPOWER",
        "startsOn": "2028-02-29",
        "endsOn": "9999-12-31",
        "budgetCents": 2**53 - 1,
        "budgetCurrency": "XPF",
        "longitude": 5.000000000000001,
        "latitude": -0.00001,
        "holder": {"external": "odd | = \\ : ref"},
        "inspiredBy": [],
        "reuses": [],
    }
    | TOPICS
    | PLACES,
    "Participation": {
        "role": "FUNDER",
        "actor": {"external": "odd | = \\ : ref"},
        "project": {"external": "odd | = \\ : ref"},
        "since": "1000-01-01",
        "until": "2028-02-29",
    },
    "Resource": {
        "kind": "EXPERIENCE_REPORT",
        "title": "+A",
        "summary": ODD,
        "body": LINES,
        "url": "https://example.org/é",
        "language": "pt-BR",
        "publishedOn": "1000-01-01",
        "expiresOn": "2028-02-29",
        "project": {"external": "odd | = \\ : ref"},
        "derivedFrom": None,
        "authors": [{"actor": {"external": "odd | = \\ : ref"}, "role": "EDITOR"}],
        "experienceReport": {
            "participationLevel": "INFORM",
            "purposes": ["SHARE_POWER", "PLAN_SPACE"],
            "recruitment": "MIXED",
            "interaction": "ONLINE",
            "decisionMethod": "CONSENSUS",
            "outputs": ["RULES"],
            "participants": 1,
            "costCents": 2**53 - 1,
            "costDays": 0,
            "whatWorked": LINES,
            "whatFailed": ODD,
            "reuseConditions": "0012",
            "evidence": "'",
            "formallyEvaluated": True,
        },
    }
    | TOPICS
    | PLACES,
    "Workshop": {
        "title": "T",
        "summary": ODD,
        "description": LINES,
        "format": "HYBRID",
        "startsAt": "2028-02-29T23:59:59.123456+04:00",
        "endsAt": "2028-03-01T00:00:00Z",
        "timeZone": "Indian/Reunion",
        "place": "0\n1",
        "onlineUrl": "https://example.org/visio",
        "capacity": 1,
        "language": "br",
        "territory": {"epci": "200000172"},
        "project": {"external": "odd | = \\ : ref"},
        "hosts": [{"actor": {"external": "odd | = \\ : ref"}, "role": "VENUE"}],
    }
    | TOPICS,
}


OTHERWISE: dict[str, dict[str, Any]] = {
    "Actor": {"siren": None, "rna": None},
    "Membership": {"organisation": {"external": "0012"}, "network": None},
    "Participation": {"role": "PARTNER"},
}
"""Values by which a second record of a type differs."""


def given(type_name: str) -> dict[str, Any]:
    """All that can be written of a record."""
    sourced = SOURCED if "licence" in RECORD_TYPES[type_name].columns else {}
    return {**sourced, **ITEMS[type_name]}


def test_every_writable_field_is_among_them():
    for type_name in ITEMS:
        kind = RECORD_TYPES[type_name]
        names = {to_camel_case(each) for each in (*kind.columns, *kind.references, *kind.lists)}
        names |= {to_camel_case(kind.detail_name)} if kind.detail else set()
        assert given(type_name).keys() == names, type_name
    report = {to_camel_case(each) for each in RECORD_TYPES["Resource"].detail_columns}
    assert ITEMS["Resource"]["experienceReport"].keys() == report


async def test_all_that_is_public_comes_back_as_it_is(settled_url: str, tmp_path: Path):
    before = await rows(settled_url)
    lines = await exported(settled_url, tmp_path / "all.ndjson")
    summary, report = await imported(settled_url, tmp_path / "all.ndjson")
    read = sum(orjson.loads(each)["type"] not in EXCHANGED_TYPES for each in lines)
    assert (summary, report) == (f"{len(lines) - read:,} unchanged, {read:,} passed over", [])
    total = 0
    for type_name in EXCHANGED_TYPES:
        await exported(settled_url, tmp_path / "some.csv", type_name)
        summary, report = await imported(settled_url, tmp_path / "some.csv", type_name)
        assert report == []
        total += int(summary.removesuffix(" unchanged").replace(",", ""))
    assert total == len(lines) - read > 500
    assert await rows(settled_url) == before


async def test_everything_that_can_be_written_goes_out_and_in(world: ExchangeClient, settled_url: str, tmp_path: Path):
    for type_name, item in ITEMS.items():
        told = await world.told(
            type_name,
            {"reference": "odd | = \\ : ref", "referenceUrl": "https://example.org/r", **given(type_name)},
            {"reference": "0012", **item, **OTHERWISE.get(type_name, {})},
        )
        assert told == [("CREATED", 1), ("CREATED", 1)], type_name
    before = await rows(settled_url)
    assert len(await exported(settled_url, tmp_path / "own.ndjson", network="anct")) == 12
    assert await imported(settled_url, tmp_path / "own.ndjson") == ("12 unchanged", [])
    for type_name in EXCHANGED_TYPES:
        await exported(settled_url, tmp_path / f"{type_name}.csv", type_name, "anct")
        assert await imported(settled_url, tmp_path / f"{type_name}.csv", type_name) == ("2 unchanged", [])
    assert await rows(settled_url) == before


@pytest.mark.parametrize("form", ["ndjson", "csv"])
async def test_an_empty_place_is_filled_with_the_same(
    world: ExchangeClient, settled_url: str, tmp_path: Path, form: str
):
    for type_name in ITEMS:
        await world.told(type_name, {"reference": "odd | = \\ : ref", **given(type_name)})
        await exported(settled_url, tmp_path / f"{type_name}.{form}", type_name, "anct")
    kept = {each: await world.rows(models.MODELS[each], space_id=SPACE) for each in EXCHANGED_TYPES}
    for each in reversed(EXCHANGED_TYPES):
        await _forget(world, each)
    for type_name in EXCHANGED_TYPES:
        assert await imported(settled_url, tmp_path / f"{type_name}.{form}", type_name) == ("1 created", [])
        (again,) = await world.rows(models.MODELS[type_name], space_id=SPACE)
        (first,) = kept[type_name]
        passing = {each for each in first if each.endswith("id") or each in ("created_at", "updated_at")}
        assert {name: again[name] for name in again.keys() - passing} == {
            name: first[name] for name in first.keys() - passing
        }
        for name, listed in RECORD_TYPES[type_name].lists.items():
            links = await world.rows(listed.through, **{listed.own: again["id"]})
            assert len(links) == len(ITEMS[type_name][to_camel_case(name)]), name


async def _forget(world: ExchangeClient, type_name: str) -> None:
    """Take the network's record of a type out, as if the network had never sent it."""
    kind = RECORD_TYPES[type_name]

    async def job(work: Any) -> None:
        for id_ in [row.id for row in await work.select(kind.table, {"space_id": SPACE}, ("id",))]:
            for listed in kind.lists.values():
                await work.delete(listed.table, {listed.own: id_})
            if kind.detail is not None:
                await work.delete(kind.detail.__table__, kind.detail_key(id_))
            await work.delete(kind.table, {"id": id_})
        await work.delete(models.ExternalReference.__table__, {"type_name": type_name})

    await world.writer.run(job)


def test_what_is_invented_says_so_in_files():
    from encommun.exchange.ndjson_items import parse_ndjson_item  # noqa: PLC0415 - the one thing looked at here

    assert parse_ndjson_item("Actor", orjson.loads('{"reference": "a", "demonstration": true}')).demonstration is True

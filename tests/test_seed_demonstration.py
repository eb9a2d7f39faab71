"""The rules for demonstration content, and that it falls alike everywhere."""

import hashlib
import re
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import orjson
import pytest

from encommun.seed.demonstration import workshops
from encommun.seed.demonstration.block import BASE
from encommun.seed.demonstration.content import block_rows, size
from encommun.seed.demonstration.places import Places
from encommun.seed.demonstration.texts import table
from encommun.seed.registry import shipped
from models import ActorKind
from models.folding import folded

ROOT = Path(__file__).parents[1]
REGISTRY = shipped()
PLACES = Places(REGISTRY)
BLOCK = {model.__tablename__: rows for model, rows in block_rows(0, PLACES, BASE)}
NEXT = {model.__tablename__: rows for model, rows in block_rows(1, PLACES, BASE)}
PEOPLE = {ActorKind.ELECTED_OFFICIAL, ActorKind.PUBLIC_OFFICER, ActorKind.CITIZEN}
REPORTS = {row["id"]: row for row in BLOCK["resource"] if row["kind"] == "EXPERIENCE_REPORT"}
PRINT_DIGEST = "import tests.test_seed_demonstration as here; print(here.digest())"


def digest() -> str:
    return hashlib.sha256(orjson.dumps([BLOCK, NEXT])).hexdigest()


def is_person(actor: dict) -> bool:
    return re.search(r" \d\d+$", actor["name"]) is not None


def sentences(report: dict) -> set[str]:
    lessons = next(row for row in BLOCK["experience_report"] if row["resource_id"] == report["id"])
    return {line for part in ("what_worked", "what_failed", "reuse_conditions") for line in lessons[part].splitlines()}


def test_a_block_is_as_large_as_the_launch_of_the_real_platform():
    expected = {"actor": 300, "project": 60, "resource": 140, "workshop": 40, "collection": 3}
    assert {model.__tablename__: count for model, count in size(1).items()} == expected
    assert {name: len(BLOCK[name]) for name in expected} == expected
    assert {model.__tablename__: count for model, count in size(2).items()} == {
        name: len(BLOCK[name]) + len(NEXT[name]) for name in expected
    }
    assert len(BLOCK["experience_report"]) == len(REPORTS) == 100
    assert {row["kind"] for row in BLOCK["actor"]} == set(ActorKind)


def test_content_is_the_same_whatever_the_process():
    run = [sys.executable, "-c", PRINT_DIGEST]
    environments = [{"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"}]
    printed = {subprocess.check_output(run, env=environment, cwd=ROOT) for environment in environments}
    assert printed == {f"{digest()}\n".encode()}


def test_everything_is_marked():
    marked = ("actor", "project", "resource", "workshop", "collection")
    assert all(row["demonstration"] for name in marked for row in BLOCK[name])


def test_people_are_roles_with_a_number_and_organisations_say_what_they_are():
    for actor in BLOCK["actor"]:
        assert is_person(actor) != actor["name"].endswith(" (démonstration)")
        assert actor["kind"] not in PEOPLE or is_person(actor)
    names = [actor["name"] for actor in (*BLOCK["actor"], *NEXT["actor"])]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_no_demonstration_actor_has_an_official_number():
    assert all(actor.get("siren") is None and actor.get("rna") is None for actor in BLOCK["actor"])


def test_no_organisation_bears_the_name_of_a_real_territory():
    real = {folded(place.name) for place in REGISTRY.places}
    assert [name for name in table("organisations")["toponyms"] if folded(name) in real] == []


def test_every_address_is_at_example_org():
    columns = ("website", "url", "online_url")
    addresses = [row[column] for rows in BLOCK.values() for row in rows for column in columns if row.get(column)]
    assert {urlsplit(address).hostname for address in addresses} == {"example.org"}
    assert not re.search(r"[^\s]@[^\s]", repr(BLOCK))


def test_a_block_names_no_actor_but_its_own_and_earlier_ones():
    own = {actor["id"] for actor in BLOCK["actor"]}
    known = own | {actor["id"] for actor in NEXT["actor"]}
    for name, column in (("participation", "actor_id"), ("resource_author", "actor_id"), ("workshop_host", "actor_id"),
                         ("project", "holder_id"), ("membership", "member_id")):  # fmt: skip
        assert {row[column] for row in BLOCK[name]} <= own
        assert {row[column] for row in NEXT[name]} <= known
    assert {row["actor_id"] for row in NEXT["participation"]} & own


def test_territories_are_real_and_spread_over_the_map():
    ids = {row["territory_id"] for row in BLOCK["actor"]}
    assert len(ids) > 100


def test_two_reports_do_not_read_alike():
    assert len({row["title"] for row in REPORTS.values()}) == 100
    for one, other in combinations(REPORTS.values(), 2):
        assert len(sentences(one) & sentences(other)) <= 5  # of nine to twelve


def test_about_a_third_of_the_reports_come_from_projects():
    bound = [row for row in REPORTS.values() if row["project_id"]]
    assert 20 <= len(bound) <= 60
    over = {row["id"]: row["ends_on"] for row in BLOCK["project"]}
    assert all(over[row["project_id"]] <= row["published_on"] < BASE for row in bound)


def test_closed_lists_befit_the_approach():
    for report in BLOCK["experience_report"]:
        assert report["purposes"]
        assert report["outputs"]
        assert not report["formally_evaluated"] or report["evidence"]
        assert report["participants"] > 0 < report["cost_cents"]


@pytest.mark.parametrize("block", [BLOCK, NEXT], ids=["first", "second"])
def test_phase_status_and_dates_agree(block):
    for project in block["project"]:
        starts_on, ends_on = project["starts_on"], project["ends_on"]
        assert not (starts_on and ends_on) or starts_on < ends_on
        if project["status"] == "COMPLETED":
            assert ends_on < BASE
        if project["status"] == "LATE":
            assert ends_on < BASE
        if project["status"] == "IN_PROGRESS":
            assert ends_on is None or ends_on > BASE
        assert project["created_at"] <= project["updated_at"]


def test_workshops_are_held_at_decent_hours_of_their_place():
    hours = {hour for hour, _ in workshops.HOURS}
    days = set()
    for workshop in (*BLOCK["workshop"], *NEXT["workshop"]):
        local = workshop["starts_at"].astimezone(ZoneInfo(workshop["time_zone"]))
        assert local.time() in hours
        assert timedelta(0) < workshop["ends_at"] - workshop["starts_at"] <= timedelta(hours=6)
        assert (workshop["place"] is None) == (workshop["format"] == "ONLINE")
        assert (workshop["online_url"] is None) == (workshop["format"] == "ON_SITE")
        days.add((workshop["time_zone"], local.utcoffset(), local.date() < BASE))
    assert {offset for zone, offset, _ in days if zone == "Europe/Paris"} == {timedelta(hours=1), timedelta(hours=2)}
    assert {past for _, _, past in days} == {True, False}
    assert len({zone for zone, _, _ in days}) > 3

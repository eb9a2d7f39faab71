"""The codebook says what every column of every file means, and nothing of others; an archive has both."""

import csv
from io import StringIO, TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

import orjson
import pytest

from encommun.exchange.codebook import codebook, codebook_files
from encommun.exchange.service import run_export
from encommun.operator_error import OperatorError
from tests.exchange.client import ExchangeClient
from tests.exchange.files import exported, imported
from tests.schema.graph_client import GRAPHQL

DETAIL = {"experienceReport": "ExperienceReport"}


@pytest.fixture(scope="module")
async def archive(database_url: str, tmp_path_factory) -> Path:
    file: Path = tmp_path_factory.mktemp("archive") / "all.csv.zip"
    await run_export(database_url, file, None, None)
    return file


def contents(file: Path) -> bytes:
    return file.read_bytes()


def write(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def files_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def cells_of(archive: ZipFile, name: str) -> list[dict[str, str]]:
    with archive.open(name) as file:
        return list(csv.DictReader(TextIOWrapper(file, "utf-8-sig", newline=""), delimiter=";"))


def test_an_archive_has_each_column_that_the_codebook_tells_and_no_other(archive: Path):
    with ZipFile(archive) as opened:
        told = orjson.loads(opened.read("codebook.json"))
        files = {each.removesuffix(".csv") for each in opened.namelist()} - {"codebook", "codebook.json", "README.txt"}
        for type_name in files:
            columns = [each["column"] for each in told if each["file"] == f"{type_name}.csv"]
            header = opened.read(f"{type_name}.csv").decode("utf-8-sig").splitlines()[0]
            assert header.split(";") == columns, type_name
    assert {each["file"] for each in told} == {f"{each}.csv" for each in files}
    assert files >= {"Territory", "Topic", "Network", "Membership", "Participation", "Collection", "Decision"}


def test_every_column_has_a_meaning_every_number_a_unit_and_every_choice_its_values():
    for each in codebook():
        assert each.meaning, each
        assert bool(each.unit) == ("number" in each.type), each
        assert bool(each.refers_to) == ("reference" in each.type), each
        assert bool(each.values) == ("closed list" in each.type or "role=" in each.type), each
        assert all(meaning for _, meaning in each.values), each


def test_closed_lists_are_those_of_the_api():
    for each in codebook():
        if not each.values or "role=" in each.type:
            continue
        type_name, (first, _, second) = each.file.removesuffix(".csv"), each.column.partition(".")
        field = GRAPHQL.type_map[DETAIL[first] if second else type_name].fields[second or first]
        shown = field.type
        while hasattr(shown, "of_type"):
            shown = shown.of_type
        assert {value for value, _ in each.values} == shown.values.keys(), each


def test_both_forms_of_the_codebook_tell_the_same():
    files = codebook_files()
    rows = list(csv.DictReader(StringIO(files["codebook.csv"].decode("utf-8-sig"), newline=""), delimiter=";"))
    told = [
        (each["file"], each["column"], each["meaning"], one.get("value", ""))
        for each in orjson.loads(files["codebook.json"])
        for one in each["values"] or [{}]
    ]
    assert [(each["file"], each["column"], each["meaning"], each["value"]) for each in rows] == told


def test_an_archive_tells_what_is_needed_to_read_it(archive: Path):
    with ZipFile(archive) as opened:
        places = {each["reference"]: each for each in cells_of(opened, "Territory.csv")}
        topics = {each["slug"]: each for each in cells_of(opened, "Topic.csv")}
        actors = cells_of(opened, "Actor.csv")
        ties = cells_of(opened, "Participation.csv")
    codes = {(each["kind"], each["code"]): each for each in places.values()}
    assert codes["COMMUNE", "01001"]["region"] == "region:84"
    assert codes["COMMUNE", "01001"]["siren"] == "210100012"
    assert {each["broader"].partition(":")[2] for each in topics.values()} - {""} <= topics.keys()
    assert {each["demonstration"] for each in actors} == {"true", "false"}
    assert all(each["createdAt"] and each["updatedAt"] for each in [*actors, *ties])
    named = {f"id:{each['reference']}" for each in actors}
    assert len(ties) > 100
    assert {each["actor"] for each in ties} <= named


async def test_the_same_records_make_the_same_bytes(database_url: str, tmp_path: Path):
    first, second = tmp_path / "first.csv.zip", tmp_path / "second.csv.zip"
    for each in (first, second):
        await run_export(database_url, each, None, "Topic")
    assert len(contents(first)) > 1_000
    assert contents(first) == contents(second)


async def test_a_cell_that_would_run_is_text_in_an_archive_too(world: ExchangeClient, settled_url: str, tmp_path: Path):
    formula = "=cmd|' /C calc'!A0"
    await world.told("Actor", {"reference": "a", "kind": "ASSOCIATION", "name": formula})
    await run_export(settled_url, tmp_path / "own.csv.zip", "anct", None)
    with ZipFile(tmp_path / "own.csv.zip") as opened:
        (row,) = cells_of(opened, "Actor.csv")
    assert row["name"] == "'" + formula


async def test_what_the_commons_keeps_by_itself_is_passed_over_by_imports(
    world: ExchangeClient, settled_url: str, tmp_path: Path
):
    await world.told("Actor", {"reference": "a", "kind": "ASSOCIATION", "name": "A"})
    for name in ("own.ndjson", "own.csv"):
        lines = await exported(settled_url, tmp_path / name, "Actor", "anct")
        assert b"createdAt" in lines[0]
        write(tmp_path / name, contents(tmp_path / name).replace(b"2026-", b"1999-"))
        assert await imported(settled_url, tmp_path / name, "Actor") == ("1 unchanged", [])


async def test_a_csv_file_has_one_type(database_url: str, tmp_path: Path):
    with pytest.raises(OperatorError, match=r"records of one type.*\.csv\.zip"):
        await run_export(database_url, tmp_path / "all.csv", None, None)
    assert files_in(tmp_path) == []

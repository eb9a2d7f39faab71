"""Files that spreadsheets open run nothing there, and files that spreadsheets have saved are read as they mean it."""

import csv
import io
import itertools
from datetime import date
from pathlib import Path

import pytest

import models
from encommun.exchange.formula_escaping import escape_formula, unescape_formula
from encommun.exchange.service import run_import
from encommun.operator_error import OperatorError
from tests.exchange.client import ExchangeClient
from tests.exchange.files import codes, exported, imported, rows
from tests.records.client import VIEWERS

RUN = ("=1+1", "+A1", "-A1", "@SUM(1)", "\ta", "\r1", "\n1", "＝1", "-2+3", "+33-6-12", "'=1", "''@x", "'-1")
INNER = {
    "a,=1": "a,'=1",
    "a;+1": "a;'+1",
    "a\t-1": "a\t'-1",
    "a\n@1": "a\n'@1",
    "a\r\n＝1": "a\r\n'＝1",
    "\t=1": "'\t'=1",
    'a,"=1': "a,'\"=1",
    "a,'=1": "a,''=1",
    "-1,-2": "'-1,'-2",
    "- a\n- b": "'- a\n'- b",
}
LEFT = (
    *("-1", "-12.5", "-4,80", "+7", "+33 6 12 34 56 78", "+33 (0)6.12.34"),
    *("'", "'a", "a=1", " =1", "1-2", "", "a, =1", "a,1", "a\n\nb"),
)
SAVED = (
    "\ufeffsep=;;;;\r\n"
    "reference;title;phase;status;startsOn;latitude;longitude;demonstration;;\r\n"
    "p1;Budget;IDEA;LATE;07/03/2024;4,80;5,123;VRAI;;\r\n"
    "p2;Jardin;idea;late;2024-03-07;48,8566;2,3522\r\n"
    "p3;Mairie;IDEA;LATE;25/12/2024;;;FAUX;;;;;\r\n"
    "p4;Fête;IDEA;LATE;07/03/24;;;;;\r\n"
    "p5;Note;IDEA;LATE;;;;;à relire;\r\n"
    "p6;Reste;IDEA;LATE;;;;;;;x\r\n"
    ";;;;;;;;;\r\n"
    " ;\u00a0;;;;;;;;\r\n"
    '"";" ";;;;;;;;\r\n'
)


@pytest.mark.parametrize("text", RUN)
def test_what_a_spreadsheet_would_run_is_text_there_and_comes_back(text: str):
    assert escape_formula(text) == f"'{text}"
    assert unescape_formula(escape_formula(text)) == text


def test_what_would_run_behind_another_separator_is_text_there_and_comes_back():
    for text, written in INNER.items():
        assert escape_formula(text) == written
        assert unescape_formula(written) == text


SIGNS = set("=+-@＝＋－＠")
NUMBERS = set("0123456789 .,()\u00a0\u202f")


def run_by(file: str) -> list[str]:
    """The cells of a file that a spreadsheet would run, by whatever it is told stands between cells."""
    cells = [
        cell.lstrip("\t\r\n")
        for delimiter in ";,\t"
        for row in csv.reader(io.StringIO(file, newline=""), delimiter=delimiter)
        for cell in row
    ]
    return [each for each in cells if each[:1] in SIGNS and not set(each.partition(";")[0][1:]) <= NUMBERS]


def test_no_text_runs_by_any_separator_and_all_come_back():
    for length in range(5):
        for text in map("".join, itertools.product(",;\t\n\"'=-＝1 ", repeat=length)):
            written = io.StringIO(newline="")
            csv.writer(written, delimiter=";").writerows([["a", escape_formula(text), "b"], [escape_formula(text)] * 3])
            assert unescape_formula(escape_formula(text)) == text
            assert run_by(written.getvalue()) == []


@pytest.mark.parametrize("text", LEFT)
def test_numbers_and_telephone_numbers_stay_what_they_are(text: str):
    assert escape_formula(text) == text
    assert unescape_formula(text) == text


async def test_no_cell_of_an_export_is_run(world: ExchangeClient, settled_url: str, tmp_path: Path):
    """Not the name that the network has for a record either; imported again, it changes nothing."""
    inner = 'Voir,=HYPERLINK(1),ici ;\n=1+1,"@SUM(1)\n\n- a\n- b'
    texts = {"name": "=HYPERLINK(1)", "acronym": "@SUM(1)", "summary": "+33 6 12 34 56 78", "description": inner}
    items = ({"reference": each, "kind": "ASSOCIATION", **texts} for each in ("=r", "-r", "'=r", "-5"))
    assert await world.told("Actor", *items) == [("CREATED", 1)] * 4
    before = await rows(settled_url)
    file = tmp_path / "actors.csv"
    await exported(settled_url, file, "Actor", "anct")
    found = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(keepends=True), delimiter=";"))
    assert sorted(each["reference"] for each in found) == sorted(["'=r", "'-r", "''=r", "-5"])
    assert {each["name"] for each in found} == {"'=HYPERLINK(1)"}
    assert {(each["acronym"], each["summary"]) for each in found} == {("'@SUM(1)", "+33 6 12 34 56 78")}
    assert run_by(file.read_bytes().decode("utf-8-sig")) == []
    assert await imported(settled_url, file, "Actor") == ("4 unchanged", [])
    assert await rows(settled_url) == before


async def test_a_french_file_is_read_as_excel_saves_it(world: ExchangeClient, settled_url: str, tmp_path: Path):
    file = tmp_path / "projects.csv"
    file.write_text(SAVED, newline="")
    told = tmp_path / "told.ndjson"
    summary, _ = await run_import(settled_url, file, "anct", "Project", told, atomic=False, french=True)
    assert summary.startswith("3 created, 3 refused")
    found = {each["title"]: each for each in await world.rows(models.Project) if each["title"] in SAVED}
    budget, garden, hall = (found[each] for each in ("Budget", "Jardin", "Mairie"))
    assert (budget["starts_on"], budget["latitude"], budget["longitude"]) == (date(2024, 3, 7), 4.8, 5.123)
    assert (garden["starts_on"], garden["latitude"], garden["longitude"]) == (date(2024, 3, 7), 48.8566, 2.3522)
    assert (budget["demonstration"], garden["demonstration"], hall["demonstration"]) == (True, False, False)
    assert hall["starts_on"] == date(2024, 12, 25)


async def test_what_may_be_read_in_two_ways_is_refused_with_its_line(settled_url: str, tmp_path: Path):
    file = tmp_path / "projects.csv"
    file.write_text(SAVED, newline="")
    summary, report = await imported(settled_url, file, "Project")
    assert summary == "1 created, 5 refused"
    assert codes(report) == [
        (3, [("startsOn", "AMBIGUOUS_DATE"), ("longitude", "AMBIGUOUS_NUMBER")]),
        (5, [("startsOn", "INVALID_DATE")]),
        (6, [("startsOn", "AMBIGUOUS_DATE")]),
        (7, [("", "CELL_WITHOUT_COLUMN")]),
        (8, [("", "WRONG_CELLS")]),
    ]
    assert "--french" in report[0]["problems"][0]["fr"]
    file.write_text("sep=|\nreference|title\n")
    with pytest.raises(OperatorError, match="unknown columns"):
        await imported(settled_url, file, "Project")


async def test_an_unchanged_record_that_is_archived_says_so(world: ExchangeClient, settled_url: str, tmp_path: Path):
    item = {"kind": "COMPANY", "name": "A"}
    made = await world.upsert("Actor", {"reference": "a", **item}, {"reference": "b", **item})
    actor = made["items"][0]["actor"]["id"]
    done = await world.do("archiveActor", VIEWERS["steward"], id=actor, expectedVersion=1)
    assert done["__typename"] == "ActorSaved"
    document = """mutation ($input: UpsertActorsInput!) { upsertActors(input: $input) {
        ... on ActorsUpserted { items { outcome archived } } } }"""
    given = {"network": {"slug": "anct"}, "items": [{"reference": each, **item} for each in "ab"]}
    for key in ("first", "first", "second"):
        told = await world.ask(document, VIEWERS["network token"], input={**given, "idempotencyKey": key})
        outcomes = [(each["outcome"], each["archived"]) for each in told["upsertActors"]["items"]]
        assert outcomes == [("UNCHANGED", True), ("UNCHANGED", False)]
    file = tmp_path / "actors.csv"
    file.write_text("reference;kind;name\na;COMPANY;A\nb;COMPANY;A\n")
    assert await imported(settled_url, file, "Actor") == ("2 unchanged (1 archived)", [])

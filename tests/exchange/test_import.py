"""Imports: good lines are kept, refused ones are told, and files that are no such thing are refused in one line."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from unittest.mock import ANY

import orjson
import pytest

import models
from encommun.exchange.service import run_export, run_import
from encommun.operator_error import OperatorError
from loaders.tables import table_of
from loaders.unit_of_work import open_writer
from resolvers.exchange import importer
from tests.exchange.client import ExchangeClient
from tests.exchange.files import COMMAND, codes, command, exported, imported, rows
from tests.support.commands import ROOT, environment

LARGE = 6_000
"""Lines that take many units of work."""


async def test_csv_says_what_the_api_says(world: ExchangeClient, settled_url: str, tmp_path: Path):
    file = tmp_path / "workshops.csv"
    file.write_bytes(
        "\ufeff".encode()
        + b"reference,title,format,startsAt,endsAt,hosts,topics,territory,capacity,summary\r\n"
        + 'w1,"Été, ""ensemble""",on_site,2028-02-29T10:00:00+01:00,2028-02-29T12:00:00+01:00,'.encode()
        + b'ORGANISER=siren:005520135|speaker=external:x\\|y,slug:concertation,commune:01001,12,"one\n\ntwo"\r\n'
        + b",,,,,,,,,\r\n"
        + b"w2,T,ON_SITE,2028-02-30T10:00:00Z,2028-02-29T12:00:00Z,ORGANISER=nobody|BOSS=siren:1,slug,,12.5,\r\n"
    )
    actor = {"kind": "ASSOCIATION", "name": "A"}
    await world.told("Actor", {"reference": "a", **actor, "siren": "005520135"}, {"reference": "x|y", **actor})
    summary, report = await imported(settled_url, file, "Workshop")
    assert summary == "1 created, 1 refused"
    assert codes(report) == [
        (
            6,
            [
                ("startsAt", "INVALID_MOMENT"),
                ("capacity", "INVALID_NUMBER"),
                ("hosts.0", "INVALID_REFERENCE"),
                ("hosts.1", "UNKNOWN_CHOICE"),
                ("topics.0", "INVALID_REFERENCE"),
            ],
        )
    ]
    assert report[0]["reference"] == "w2"
    assert report[0]["problems"][0]["fr"].startswith("«\u00a02028-02-30T10:00:00Z\u00a0» n’est pas")
    assert report[0]["problems"][0]["en"].startswith("“2028-02-30T10:00:00Z” is not")
    (row,) = await world.rows(models.Workshop, summary="one\n\ntwo")
    assert (row["title"], row["format"], row["capacity"]) == ('Été, "ensemble"', "ON_SITE", 12)
    hosts = await world.rows(models.WorkshopHost, workshop_id=row["id"])
    assert sorted(each["role"] for each in hosts) == ["ORGANISER", "SPEAKER"]


async def test_hostile_lines_are_refused_one_by_one(world: ExchangeClient, settled_url: str, tmp_path: Path):
    file = tmp_path / "actors.csv"
    huge = b"x" * 10_000_000
    file.write_bytes(
        b"reference;kind;name;summary\n"
        b"a;ASSOCIATION;=HYPERLINK(1);@x\n"
        b"b;ASSOCIATION;N\0UL;\n"
        b"c;ASSOCIATION;too;many;cells\n"
        b'd;ASSOCIATION;"stray;\n'
        b"e;ASSOCIATION;+1;-1\n"
        b"f;ASSOCIATION;" + huge + b";\n"
        b"g;COMPANY;last;\n"
        b'h;COMPANY;"never closed;\n'
        b"i;COMPANY;still read;"
    )
    summary, report = await imported(settled_url, file, "Actor")
    assert summary == "4 created, 5 refused"
    assert codes(report) == [
        (3, [("name", "TEXT_CHARACTER")]),
        (4, [("", "WRONG_CELLS")]),
        (5, [("", "INVALID_CSV")]),
        (7, [("", "LINE_TOO_LONG")]),
        (9, [("", "INVALID_CSV")]),
    ]
    assert all(problem["fr"] and problem["en"] for each in report for problem in each["problems"])
    stored = {row["name"] for row in await world.rows(models.Actor)}
    assert stored >= {"=HYPERLINK(1)", "+1", "last", "still read"}


async def test_hostile_objects_are_refused_one_by_one(settled_url: str, tmp_path: Path):
    file = tmp_path / "all.ndjson"
    lines = [
        b'{"type": "Actor", "reference": "a", "kind": "COMPANY", "name": "A"}',
        b"",
        b'{"type": "Actor", "reference": "b", "kind": "COMPANY", "name": "B"',
        b"[1]",
        b"[" * 100_000,
        b'{"type": "Account", "reference": "c"}',
        b'{"type": ["Actor"], "reference": "c"}',
        b'{"type": "Actor", "reference": 12, "kind": "COMPANY", "name": 12, "state": "PUBLISHED"}',
        b'{"type": "Actor", "kind": {"a": 1}, "name": ["x"], "topics": 3, "territory": {"a": 1, "b": 2}}',
        b'{"type": "Actor", "reference": "\\u0000", "kind": "COMPANY", "name": "\\u0000"}',
        (
            b'{"type": "Resource", "reference": "r", "kind": "GUIDE", "title": "T", "publishedOn": 3,'
            b' "experienceReport": [], "authors": [{"actor": {"external": "a"}}, 3],'
            b' "derivedFrom": {"external": "\\u0000"}}'
        ),
        b'{"type": "Actor", "reference": "z", "kind": "COMPANY", "name": "' + b"x" * 10_000_000 + b'"}',
        b'{"type": "Actor", "reference": "y", "kind": "COMPANY", "name": "Y", "acronym": null}',
    ]
    file.write_bytes(b"\n".join(lines))
    summary, report = await imported(settled_url, file)
    assert summary == "2 created, 10 refused"
    assert codes(report) == [
        (3, [("", "INVALID_JSON")]),
        (4, [("", "INVALID_JSON")]),
        (5, [("", "INVALID_JSON")]),
        (6, [("type", "UNKNOWN_CHOICE")]),
        (7, [("type", "UNKNOWN_CHOICE")]),
        (8, [("state", "UNKNOWN_FIELD"), ("reference", "INVALID_TEXT"), ("name", "INVALID_TEXT")]),
        (
            9,
            [
                ("topics", "INVALID_LIST"),
                ("territory", "INVALID_REFERENCE"),
                ("reference", "REQUIRED"),
                ("kind", "UNKNOWN_CHOICE"),
                ("name", "INVALID_TEXT"),
            ],
        ),
        (10, [("reference", "TEXT_CHARACTER"), ("name", "TEXT_CHARACTER")]),
        (
            11,
            [
                ("publishedOn", "INVALID_DATE"),
                ("experienceReport", "INVALID_RECORD"),
                ("authors.0", "UNKNOWN_CHOICE"),
                ("authors.1", "INVALID_REFERENCE"),
                ("authors.1", "UNKNOWN_CHOICE"),
                ("derivedFrom", "NOT_FOUND"),
            ],
        ),
        (12, [("", "LINE_TOO_LONG")]),
    ]


@pytest.mark.parametrize(
    ("text", "type_name", "said"),
    [
        (b"", "Actor", "no header"),
        (b"\n\nreference;name\n", "Actor", "no header"),
        (b"reference;nom\n", "Actor", "unknown columns: nom"),
        (b"reference;name;name\n", "Actor", "there twice: name"),
        (b"name;kind\n", "Actor", "no column “reference”"),
        (b"reference;name\n", None, "--type"),
        (b"reference;name\n", "Network", "Network cannot be imported"),
        (b"reference;name\na;b\nc;\xe9t\xe9\n", "Actor", "not UTF-8 (line 3)"),
        ("reference;name\n".encode("utf-16"), "Actor", "not UTF-8 (line 1)"),
        (b"reference;name\ra;b\r", "Actor", "no header of a CSV file"),
        (b'reference;"name\na;b\n', "Actor", "no header of a CSV file"),
    ],
)
async def test_what_is_no_such_file_is_refused_in_one_line(tmp_path: Path, text: bytes, type_name: str, said: str):
    file = tmp_path / "file.csv"
    file.write_bytes(text)
    with pytest.raises(OperatorError) as raised:
        await imported("sqlite:////nowhere", file, type_name)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


async def test_ndjson_is_known_by_its_name_whatever_it_begins_with(
    world: ExchangeClient, settled_url: str, tmp_path: Path
):
    file = tmp_path / "actors.ndjson"
    file.write_bytes(b'\n[]\n {"type": "Actor", "reference": "a", "kind": "COMPANY", "name": "A"}\n')
    assert await imported(settled_url, file) == ("1 created, 1 refused", [ANY])
    file.write_bytes(b"")
    assert await imported(settled_url, file) == ("nothing to import", [])


async def test_all_or_nothing_over_many_chunks(
    world: ExchangeClient, settled_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(importer, "CHUNK", 100)
    lines = [b'{"reference": "%d", "kind": "COMPANY", "name": "N"}' % number for number in range(250)]
    bad, good = tmp_path / "bad.ndjson", tmp_path / "good.ndjson"
    bad.write_bytes(b"\n".join([*lines, b'{"reference": "bad"}']))
    good.write_bytes(b"\n".join(lines))
    before = await rows(settled_url)
    summary, report = await imported(settled_url, bad, "Actor", atomic=True)
    assert (summary, codes(report)) == (
        "1 refused, 250 not made",
        [(251, [("kind", "REQUIRED"), ("name", "REQUIRED")])],
    )
    assert await rows(settled_url) == before
    assert await imported(settled_url, good, "Actor", atomic=True) == ("250 created", [])
    assert await imported(settled_url, good, "Actor") == ("250 unchanged", [])
    bad.write_bytes(b"\n".join([*lines, lines[0].replace(b'"N"', b'"M"')]))
    for atomic, told in ((False, "250 unchanged, 1 refused"), (True, "1 refused, 250 not made")):
        summary, report = await imported(settled_url, bad, "Actor", atomic=atomic)
        assert (summary, codes(report)) == (told, [(251, [("reference", "LIST_REPEATS")])])
    assert await imported(settled_url, bad, "Actor") == ("250 unchanged, 1 refused", report)


async def test_the_command_tells_by_its_exit_code(settled_url: str, tmp_path: Path):
    file = tmp_path / "actors.csv"
    file.write_text("reference;kind;name\na;COMPANY;A\nb;;B\n\n")
    done = await asyncio.to_thread(command, settled_url, "import", file, "--network", "anct", "--type", "Actor")
    assert (done.returncode, done.stdout) == (1, f"1 created, 1 refused; see {file}.refused.ndjson.\n")
    assert " 4/4 " in done.stderr  # lines that tell nothing are done with, too
    assert _first(f"{file}.refused.ndjson")["line"] == 3
    done = await asyncio.to_thread(command, settled_url, "import", ".", "--network", "anct")
    assert (done.returncode, done.stderr) == (1, "encommun: . cannot be read: Is a directory.\n")
    file.write_text("reference;kind;name\na;COMPANY;A\n")
    assert await imported(settled_url, file, "Actor") == ("1 unchanged", [])
    assert [each.name for each in _inside(tmp_path)] == ["actors.csv", "actors.csv.refused.ndjson"]
    with pytest.raises(OperatorError, match="There is no network “nobody”: choose one of anct, "):
        await run_import(settled_url, file, "nobody", "Actor", tmp_path / "told", atomic=False)
    assert await run_export(settled_url, tmp_path / "o.ndjson", "anct", None) == f"1 record in {tmp_path / 'o.ndjson'}."


async def test_an_import_that_is_killed_and_begun_again_ends_as_a_whole_one(settled_url: str, tmp_path: Path):
    file = tmp_path / "actors.ndjson"
    lines = [b'{"reference": "%d", "kind": "COMPANY", "name": "Nom %d"}' % (each, each) for each in range(LARGE)]
    file.write_bytes(b"\n".join([*lines, b'{"reference": "bad"}']))
    arguments = "import", str(file), "--network", "anct", "--type", "Actor"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *COMMAND[1:],
        *arguments,
        cwd=ROOT,
        env=environment(settled_url),
        stderr=asyncio.subprocess.DEVNULL,
    )
    while not await _count(settled_url):
        await asyncio.sleep(0.05)
        assert process.returncode is None
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    kept = await _count(settled_url)
    assert kept % 250 == 0
    assert kept < LARGE
    summary, report = await imported(settled_url, file, "Actor")
    assert summary == f"{LARGE - kept:,} created, {kept:,} unchanged, 1 refused"
    assert codes(report) == [(LARGE + 1, [("kind", "REQUIRED"), ("name", "REQUIRED")])]
    assert await _count(settled_url) == LARGE
    again, _ = await imported(settled_url, file, "Actor")
    assert again == f"{LARGE:,} unchanged, 1 refused"


def _first(file: str):
    return orjson.loads(Path(file).read_bytes().splitlines()[0])


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def _count(url: str) -> int:
    async def job(work):
        links = await work.select(table_of(models.ExternalReference), {}, ("node_id",))
        journal = await work.select(table_of(models.Change), {"kind": "CREATED"}, ("node_id",))
        assert {each.node_id for each in links} == {each.node_id for each in journal}
        assert len(links) == len(journal) == len({each.node_id for each in links})
        return len(links)

    async with open_writer(url) as writer:
        return await writer.run(job)


async def test_what_is_hidden_is_not_exported(world: ExchangeClient, settled_url: str, tmp_path: Path):
    actor = {"kind": "COMPANY", "name": "Hidden one"}
    made = await world.upsert("Actor", {"reference": "a", **actor}, {"reference": "b", **actor})
    await world.told(
        "Project",
        {"reference": "p", "title": "T", "phase": "IDEA", "status": "LATE", "holder": {"external": "a"}},
    )
    await world.told(
        "Resource",
        {
            "reference": "r",
            "title": "T",
            "kind": "GUIDE",
            "authors": [{"actor": {"external": each}, "role": "AUTHOR"} for each in "ab"],
        },
    )
    hidden = made["items"][0]["actor"]["id"]
    await world.writer.run(lambda work: work.update(table_of(models.Actor), {"id": hidden}, {"state": "DRAFT"}))
    lines = b"\n".join(await exported(settled_url, tmp_path / "public.ndjson"))
    assert hidden.encode() not in lines
    assert made["items"][1]["actor"]["id"].encode() in lines
    assert await exported(settled_url, tmp_path / "own.ndjson", "Actor", "anct") != []
    assert len(await exported(settled_url, tmp_path / "own.ndjson", "Actor", "anct")) == 2
    with pytest.raises(OperatorError, match="type"):
        await run_export(settled_url, tmp_path / "x.csv", None, None)
    assert not (tmp_path / "x.csv.part").exists()

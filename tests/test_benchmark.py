"""The benchmark without its timing: what it compares, what it counts from figures, and what it asks and writes."""

import json
from dataclasses import replace
from itertools import islice

import httpx
import pytest
from graphql import parse, validate

from benchmarks import beside, bulk, mutations, quoted, report, same, stored, summary, targets, writes
from benchmarks.load import NUMBER, Beside, Outcome
from benchmarks.peers.by_hand import databases as by_hand
from benchmarks.requests import BY_NAME, Requests, operation_name
from benchmarks.rounds import Sample
from benchmarks.rows import Generator, Size
from benchmarks.servers import SERVERS
from benchmarks.shapes import SHAPES
from encommun.app import create_app
from encommun.settings import Settings
from resolvers.validation import records
from schema.build import create_schema

OURS = Sample(1, "1-projects", 64, "encommun", "postgresql", 100, 300.0, 20.0, 40.0)
RATES = {"mercurius": 100.0, "postgraphile": 140.0, "limit": 500.0, "idiomatic": 10.0}
"""Requests per second of the others, which ours reach the targets with."""


def samples(**rates: float) -> list[Sample]:
    """Three rounds of shape 1, in which our rate goes up and down and the others' with it."""
    found = []
    for number, weather in enumerate((1.0, 0.5, 2.0), start=1):
        for name, rate in {"encommun": OURS.rate, **RATES, **rates}.items():
            found.append(replace(OURS, round=number, server=name, rate=rate * weather, p99=12_000 / rate))
    return found


def results(**changed):
    """Return a content of RESULTS.json."""
    rates = changed.pop("rates", {})
    connections = 8 if changed.pop("eight", False) else OURS.connections
    by_engine = ("postgresql", "sqlite")
    found = {
        "date": "2026-01-02",
        "machine": {"cpu": "A processor", "cores": 2, "memory_gb": 8.2, "system": "Debian", "kernel": "6.1"},
        "versions": {"Python": "3.11.7"},
        "servers": {server.name: {"title": server.title, "versions": {"orjson": "3"}} for server in SERVERS},
        "left_out": [],
        "plan": {"rounds": 3, "warm": 0.2, "seconds": 1, "most": 15},
        "medians": summary.as_json(
            summary.medians(replace(each, connections=connections) for each in samples(**rates))
        ),
        "memory": {engine: {"idle": 100.0, "peak": 200.0} for engine in by_engine},
        "start": {engine: {"each": [1.1, 1.2], "median": 1.1} for engine in by_engine},
        "workers": {engine: {"one": 3.0, "two": 3.2, "ratio": 1.067} for engine in by_engine},
        "scale": {engine: {"small_p50": 20.0, "large_p50": 22.0, "ratio": 1.1} for engine in by_engine},
        "statements": {engine: {"1-projects": {"fewest": 5, "most": 5}} for engine in by_engine},
        "writes": {"postgresql": written(0.5), "sqlite": written(3.0)},
        "beside": {engine: {"1-projects": lost(20.0), "2-node": lost(-1.0)} for engine in by_engine},
        "bulk": {engine: {"upsert": 20_000, "import": 20_000} for engine in by_engine},
        "exploring": {engine: explored() for engine in by_engine},
        **changed,
    }
    return json.loads(json.dumps(found))


def explored(**changed: float) -> dict:
    """Each takes as many milliseconds as it takes times longer than the bare one."""
    ratios = {"search": 2.0, "complete": 9.0, "neighbourhood": 20.0, "metrics": 1.5} | changed
    return {name: {"p50": ratio, "bare_p50": 1.0, "ratio": ratio} for name, ratio in ratios.items()}


def written(ratio: float) -> dict:
    figures = {"rate": 100 * ratio, "p50": 10.0, "p99": 20.0}
    figures |= {"by_hand_rate": 100.0, "by_hand_p50": 30.0, "by_hand_p99": 40.0}
    return {**figures, "ratio": ratio, "stored": 1000, "durability": "fsync = on"}


def lost(percent: float) -> dict:
    rates = {"alone": 200.0, "beside": 200.0 - 2 * percent, "lost": percent}
    return {**rates, "alone_p50": 5.0, "beside_p50": 6.0, "mutation_p50": 7.0}


def judged(**changed) -> dict[str, bool | None]:
    return {row.what: row.reached for row in targets.rows(results(**changed))}


def test_all_targets_that_were_measured_are_reached():
    found = judged()
    (left_out,) = [what for what, reached in found.items() if reached is None]
    assert left_out.endswith("limit, each shape, SQLite")
    assert set(found.values()) == {True, None}


@pytest.mark.parametrize(
    ("changed", "missed"),
    [
        ({"rates": {"postgraphile": 160.0}}, ["against the better Node peer, each shape"]),
        ({"rates": {"limit": 501.0}}, ["against the limit, each shape, PostgreSQL"]),
        ({"rates": {"idiomatic": 12.5}}, ["against idiomatic"]),
        ({"rates": {"mercurius": 301.0}}, ["against the better Node peer, each shape", "p99 at 64"]),
        ({"statements": {"sqlite": {"1-projects": {"fewest": 7, "most": 7}}}}, ["SQL statements"]),
        ({"statements": {"sqlite": {"1-projects": {"fewest": 3, "most": 4}}}}, ["SQL statements"]),
        ({"scale": {"sqlite": {"ratio": 1.31}}}, ["1,000,000 actors"]),
        ({"memory": {"sqlite": {"idle": 151, "peak": 251}}}, ["memory, idle", "memory under"]),
        ({"start": {"sqlite": {"median": 1.51}}}, ["first answer"]),
        ({"workers": {"sqlite": {"ratio": 1.11}}}, ["two workers"]),
        ({"writes": {"sqlite": written(2.99), "postgresql": written(0.5)}}, ["INSERTs by hand, SQLite"]),
        ({"writes": {"sqlite": written(3.0), "postgresql": written(0.49)}}, ["INSERTs by hand, PostgreSQL"]),
        ({"beside": {"sqlite": {"1-projects": lost(2.0), "2-node": lost(20.1)}}}, ["lost beside 50 mutations/s"]),
        ({"exploring": {"sqlite": explored(search=2.1)}}, ["p50 of a search"]),
        ({"exploring": {"sqlite": explored(neighbourhood=20.1)}}, ["neighbourhood of depth 2"]),
        ({"exploring": {"sqlite": explored(metrics=1.6)}}, ["PageRank and communities"]),
        ({"bulk": {"sqlite": {"upsert": 20_000, "import": 19_999}}}, ["encommun import"]),
        ({"bulk": {"postgresql": {"upsert": 14_999, "import": 15_000}}}, ["bulk upserts"]),
    ],
)
def test_a_target_is_missed_by_the_figure_that_misses_it(changed, missed):
    found = [what for what, reached in judged(**changed).items() if reached is False]
    assert len(found) == len(missed)
    assert all(part in what for part, what in zip(missed, found, strict=True))


def test_the_ratio_is_the_median_of_the_ratios_of_each_round():
    """Round by round, since the machine may be slower in one of them: never the ratio of two medians."""
    uneven = [replace(each, rate=each.rate * each.round) if each.server == "limit" else each for each in samples()]
    ratio = {median.server: median.ratio for median in summary.medians(uneven)}
    assert ratio["encommun"] == 1
    assert ratio["mercurius"] == 3
    assert ratio["limit"] == 0.3


def test_the_report_says_reached_and_missed_and_has_every_server():
    written = report.text(results(scale={"sqlite": {"small_p50": 20.0, "large_p50": 40.0, "ratio": 2.0}}))
    (scale,) = [line for line in written.splitlines() if "1,000,000 actors" in line]
    assert scale.endswith("| at most 1.3x | sqlite 2x | **missed** |")
    assert "| reached |" in written
    assert "| postgresql | 64 | Mercurius | 100 | 3.00 | 20.0 | 120.0 | 3 |" in written
    assert "A processor, 2 cores, 8.2 GB, Debian, Linux 6.1" in written
    assert "| sqlite | by hand | 100 | 3.00 | 30.0 | 40.0 | fsync = on |" in written
    assert "| 1-projects | sqlite | 200 | 160 | 20.0 % | 5.0 | 6.0 | 7.0 |" in written


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"a": [{"b": 1, "c": None}]}, None),
        ({"a": [{"c": None, "b": 1}]}, None),
        ({"a": [{"b": 2, "c": None}]}, "at data.a[0].b: 2 instead of 1"),
        ({"a": [{"b": True, "c": None}]}, "at data.a[0].b: true instead of 1"),
        ({"a": [{"b": 1}]}, "at data.a[0].c: nothing instead of null"),
        ({"a": [{"b": 1, "c": None, "d": "é"}]}, 'at data.a[0].d: "é" instead of nothing'),
        ({"a": []}, "at data.a: 0 items instead of 1"),
        ({"a": None}, 'at data.a: null instead of [{"b": 1, "c": null}]'),
    ],
)
def test_a_difference_names_its_place(found, told):
    assert same.difference({"a": [{"b": 1, "c": None}]}, found) == told


class Answering:
    """Stands for a server that runs: answers every body with the same data."""

    def __init__(self, name, data, without=()):
        self.server = replace(SERVERS[0], name=name, without=frozenset(without))
        self.title = name
        self.data = data

    def ask(self, _body):
        return self.data


def test_servers_are_held_against_the_first():
    requests = Requests({shape.name: [{"n": 1}, {"n": 2}] for shape in SHAPES})
    first, same_as_it, other = (Answering(name, {"a": data}) for name, data in (("a", 1), ("b", 1), ("c", 2)))
    without = Answering("d", {"a": 3}, ["1-projects"])
    assert same.check([first, same_as_it, without], requests, ["1-projects"], 100) == 2
    with pytest.raises(same.Different, match=r"2-node: c differs from a at data\.a: 2 instead of 1"):
        same.check([first, same_as_it, other], requests, ["2-node"], 100)


def test_the_readme_quotes_the_results():
    """The README has the benchmark's latest results, literally."""
    text, found = quoted.README.read_text(), json.loads((report.FOLDER / "RESULTS.json").read_text())
    assert quoted.quote(found, text) == text
    assert quoted.ratios(found) in text


def test_the_quoted_ratio_is_that_against_the_better_of_the_peers():
    (line,) = [line for line in quoted.ratios(results(eight=True)).splitlines() if line.startswith("| 1-projects")]
    assert line == "| 1-projects | 2.14x | 30.00x | 0.60x |  |"


def test_the_json_is_what_it_was_written_from():
    found = results(left_out=["a peer"])
    assert json.loads(report.as_json(found)) == found


def test_variables_are_compared_from_all_over():
    assert list(same.spread("abcdefg", 3)) == ["a", "d", "g"]
    assert list(same.spread("abc", 100)) == ["a", "b", "c"]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_document_is_valid_and_has_a_name(shape):
    document = parse(shape.document())
    assert validate(create_schema()._schema, document) == []
    assert document.definitions[0].name.value == operation_name(shape.document())
    assert BY_NAME[shape.name] is shape


def rows_of(size: Size) -> list[tuple]:
    communes, topics = [(f"territory_{number}", f"Commune {number}") for number in range(9)], ["a", "b", "c"]
    return [row for rows in Generator(size, communes, topics).tables() for row in islice(rows.values, 100)]


def test_the_rows_are_the_same_each_time():
    size = Size(actors=50, projects=40, resources=30, workshops=20)
    assert rows_of(size) == rows_of(size)
    records = [row[0] for row in rows_of(size) if not row[0].startswith("participation_")]
    assert len(set(records)) == 50 + 40 + 30 + 20


def outcome(rate: float, p50: float = 1.0, mutation_p50: float | None = None) -> Outcome:
    other = None if mutation_p50 is None else Beside(10, mutation_p50)
    return Outcome(answered=100, requests=100, seconds=100 / rate, p50=p50, p99=2.0, beside=other)


def test_mutations_are_compared_round_by_round():
    rounds = [[outcome(300), outcome(100)], [outcome(50), outcome(10)], [outcome(600, p50=4.0), outcome(150)]]
    found = writes._compared(rounds)
    assert (found["rate"], found["by_hand_rate"], found["ratio"], found["p50"]) == (300, 100, 4, 1)


def test_what_reads_lose_is_counted_round_by_round():
    rounds = [(100, 90, 3.0), (50, 30, 5.0), (200, 190, 4.0)]
    found = beside._compared([[outcome(alone), outcome(by, mutation_p50=p50)] for alone, by, p50 in rounds])
    assert (found["lost"], found["alone"], found["beside"], found["mutation_p50"]) == (10, 100, 90, 4)


def test_the_mutation_is_valid():
    assert validate(create_schema()._schema, parse(mutations.DOCUMENT)) == []


async def created(task: mutations.Task, number: int) -> str:
    """The id of the actor that our server creates."""
    app = create_app(Settings(database_url=task.url))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://one") as client,
    ):
        body = task.bodies[0].replace(NUMBER, str(number))
        answer = (await client.post("/graphql", content=body, headers=task.headers)).json()
    return answer["data"]["createActor"]["actor"]["id"]


async def stored_by_hand(task: mutations.Task, number: int) -> str:
    database = by_hand.SQLite() if task.url.startswith("sqlite") else by_hand.PostgreSQL()
    await database.open(task.url)
    try:
        return await database.store(json.loads(task.bodies[0].replace(NUMBER, str(number)))["variables"]["input"])
    finally:
        await database.close()


async def test_what_is_written_by_hand_is_what_we_write(fresh_database_url: str):
    task = await mutations.prepared(fresh_database_url)
    ids = [await created(task, 1), await stored_by_hand(task, 1)]
    await stored.check_alike(task, ids)
    await stored.check_all_there(task, len(ids))
    with pytest.raises(stored.Lost, match=r"3 acknowledged, 2 stored, 2 in the journal"):
        await stored.check_all_there(task, 3)
    ids.append(await stored_by_hand(task, 2))
    with pytest.raises(same.Different, match=r'at stored\.actor\.name: ".* 2" instead of ".* 1"'):
        await stored.check_alike(task, ids)


async def test_what_a_commit_waits_for_is_told(fresh_database_url: str):
    told = await stored.durability(await mutations.prepared(fresh_database_url))
    # The tests' own PostgreSQL waits for no disk.
    assert told in {"journal_mode = WAL, synchronous = FULL", "synchronous_commit = off, fsync = off"}


def test_the_records_of_bulk_writing_are_good_ones():
    """Otherwise it would be refusals that are measured."""
    for given in bulk.records(99_000, 20):
        values = {name: value for name, value in given.items() if name != "reference"}
        assert records.validate("Actor", values)[1] == []
    references = [each["reference"] for first in (0, 500) for each in bulk.records(first, 500)]
    assert len(set(references)) == 1_000

"""The table of what must be reached, judged from the results alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from benchmarks.beside import MUTATIONS
from benchmarks.servers import NODE_PEERS, OURS
from benchmarks.summary import Median

Results = Mapping[str, Any]
MANY = 64
"""Connections at which p99 is compared."""
RECORDS = {"postgresql": 15_000, "sqlite": 20_000}
"""Records per second that bulk writing must reach, by engine."""


@dataclass(frozen=True)
class Row:
    """One target: in words, as found, and whether it is reached; None if it was not measured."""

    what: str
    target: str
    found: str
    reached: bool | None


@dataclass(frozen=True)
class Place:
    """A figure, and the load where it was found."""

    value: float
    shape: str
    connections: int

    def __str__(self) -> str:
        return f"{self.value:.2f}x ({self.shape}, {self.connections} connections)"


def rows(results: Results) -> list[Row]:
    """Every row of the table."""
    medians = [Median.read(each) for each in results["medians"]]
    return [
        _at_least(2.0, "requests/s against the better Node peer, each shape, PostgreSQL", _ratios(medians, NODE_PEERS)),
        _at_least(0.6, "requests/s against the limit, each shape, PostgreSQL", _ratios(medians, ("limit",))),
        _at_least(0.6, "requests/s against the limit, each shape, SQLite", _ratios(medians, ("limit",), "sqlite")),
        _at_least(25, "requests/s against idiomatic Strawberry, shapes 1 and 4", _deep(medians)),
        _tail(medians),
        _statements(results["statements"]),
        _each("shape 1 at 1,000,000 actors against 10,000, p50", 1.3, "x", results["scale"], "ratio"),
        _each("memory, idle", 150, " MB", results["memory"], "idle"),
        _each("memory under all of the load, peak", 250, " MB", results["memory"], "peak"),
        _each("start to first answer", 1.5, " s", results["start"], "median"),
        _each("CPU seconds per 1,000 requests, two workers against one", 1.1, "x", results["workers"], "ratio"),
        *of_writing(results),
        *of_bulk(results.get("bulk", {})),
        *of_exploring(results.get("exploring", {})),
    ]


def of_writing(results: Results) -> list[Row]:
    """The rows of the table that single mutations give, and reads beside them."""
    against, lost = (
        "mutations/s by 32 clients against INSERTs by hand",
        f"requests/s lost beside {MUTATIONS} mutations/s",
    )
    most = {engine: max(shapes.values(), key=itemgetter("lost")) for engine, shapes in results["beside"].items()}
    return [
        _against(3.0, f"{against}, SQLite", results["writes"].get("sqlite")),
        _against(0.5, f"{against}, PostgreSQL", results["writes"].get("postgresql")),
        _each(f"{lost}, shapes 1 and 2", 20, " %", most, "lost"),
    ]


def of_bulk(found: Mapping[str, Mapping[str, int]]) -> list[Row]:
    """The rows of the table that bulk writing gives, by engine and way."""
    return [
        _bulk("records/s of bulk upserts over HTTP", found, "upsert"),
        _bulk("records/s of `encommun import`", found, "import"),
    ]


def of_exploring(found: Mapping[str, Mapping[str, Mapping[str, float]]]) -> list[Row]:
    """The rows of the table that search and network give."""
    by_question = {
        question: {engine: each[question] for engine, each in found.items()}
        for question in ("search", "neighbourhood", "metrics")
        if found
    }
    return [
        _each(
            "p50 of a search against the engine's own index and rank", 2, "x", by_question.get("search", {}), "ratio"
        ),
        _each("p50 of a neighbourhood of depth 2", 20, " ms", by_question.get("neighbourhood", {}), "p50"),
        _each(
            "PageRank and communities against the libraries alone", 1.5, "x", by_question.get("metrics", {}), "ratio"
        ),
    ]


def _against(target: float, what: str, found: Mapping[str, float] | None) -> Row:
    """The rate of one engine against the same by hand."""
    wanted = f"at least {target:.1f}x"
    if found is None:
        return Row(what, wanted, "", None)
    said = f"{found['ratio']:.2f}x ({found['rate']:,.0f} against {found['by_hand_rate']:,.0f})"
    return Row(what, wanted, said, found["ratio"] >= target)


def _ratios(medians: Iterable[Median], servers: tuple[str, ...], engine: str = "postgresql") -> list[Place]:
    """Ours divided by the best of the servers, for every load."""
    return _best(medians, servers, engine, lambda median: median.ratio)


def _deep(medians: Iterable[Median]) -> list[Place]:
    return [place for place in _ratios(medians, ("idiomatic",)) if place.shape[0] in "14"]


def _best(
    medians: Iterable[Median], servers: tuple[str, ...], engine: str, figure: Callable[[Median], float]
) -> list[Place]:
    """The least figure that any of the servers leaves us, for every load."""
    found: dict[tuple[str, int], float] = {}
    for median in medians:
        if median.server in servers and median.engine == engine:
            load = median.shape, median.connections
            found[load] = min(figure(median), found.get(load, figure(median)))
    return [Place(value, *load) for load, value in found.items()]


def _at_least(target: float, what: str, places: list[Place]) -> Row:
    wanted = f"at least {target:.1f}x"
    if not places:
        return Row(what, wanted, "", None)
    least = min(places, key=lambda place: place.value)
    reached = sum(place.value >= target for place in places)
    found = f"{least} at least; reached under {reached} of {len(places)} loads"
    return Row(what, wanted, found, reached == len(places))


def _tail(medians: list[Median]) -> Row:
    what, wanted = f"p99 at {MANY} connections against the better Node peer", "not above it"
    ours = {place.shape: place for place in _p99(medians, (OURS,))}
    compared = [
        Place(ours[theirs.shape].value / theirs.value, theirs.shape, MANY) for theirs in _p99(medians, NODE_PEERS)
    ]
    if not compared:
        return Row(what, wanted, "", None)
    most = max(compared, key=lambda place: place.value)
    reached = sum(place.value <= 1 for place in compared)
    return Row(
        what, wanted, f"{most} at most; reached on {reached} of {len(compared)} shapes", reached == len(compared)
    )


def _p99(medians: list[Median], servers: tuple[str, ...]) -> list[Place]:
    """The lowest p99 of the servers, on each shape."""
    many = [median for median in medians if median.connections == MANY]
    return _best(many, servers, "postgresql", lambda median: median.p99)


def _statements(found: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Row:
    what, wanted = "SQL statements per operation", "constant; shape 1 at most 6"
    if not found:
        return Row(what, wanted, "", None)
    every = [(shape, counts) for shapes in found.values() for shape, counts in shapes.items()]
    first = max(counts["most"] for shape, counts in every if shape.startswith("1"))
    varying = sorted({shape for shape, counts in every if counts["fewest"] != counts["most"]})
    said = f"not constant: {', '.join(varying)}" if varying else "constant"
    return Row(what, wanted, f"{said}; shape 1: {first}", not varying and first <= 6)  # noqa: PLR2004 - the target


def _each(what: str, target: float, unit: str, found: Mapping[str, Mapping[str, float]], figure: str) -> Row:
    """A figure of each engine that may not be above its target."""
    wanted = f"at most {target}{unit}"
    if not found:
        return Row(what, wanted, "", None)
    said = ", ".join(f"{engine} {each[figure]:g}{unit}" for engine, each in found.items())
    return Row(what, wanted, said, all(each[figure] <= target for each in found.values()))


def _bulk(what: str, found: Mapping[str, Mapping[str, int]], way: str) -> Row:
    """Records per second of one way of bulk writing, on each engine."""
    wanted = ", ".join(f"{engine} at least {least:,}" for engine, least in RECORDS.items())
    if not found:
        return Row(what, wanted, "", None)
    said = ", ".join(f"{engine} {each[way]:,}" for engine, each in found.items())
    return Row(what, wanted, said, all(each[way] >= RECORDS[engine] for engine, each in found.items()))

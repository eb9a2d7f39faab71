"""Writes RESULTS.md from what RESULTS.json holds: every figure in it was measured, none is typed."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import writing
from benchmarks.quoted import README, quote
from benchmarks.summary import Median
from benchmarks.table import table
from benchmarks.targets import Results, Row, rows

FOLDER = Path(__file__).parent
JUDGED = {True: "reached", False: "**missed**", None: "not measured"}

HEAD = """# Results

Written by `make bench`, which measures everything again; `RESULTS.json` has the figures of every round.
Measured on {date}: {machine}.
"""


def write(results: Results) -> None:
    """Write RESULTS.json and RESULTS.md, and what the README quotes of them."""
    (FOLDER / "RESULTS.json").write_text(as_json(results))
    (FOLDER / "RESULTS.md").write_text(text(results))
    README.write_text(quote(results, README.read_text()))


def as_json(results: Results) -> str:
    """The results as JSON: each part of them, and each item of a list, on a line of its own."""
    parts = (f"{json.dumps(name)}: {_lines(part)}" for name, part in results.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def text(results: Results) -> str:
    """The whole of RESULTS.md."""
    parts = [
        HEAD.format(date=results["date"], machine=machine(results["machine"])),
        "## Targets\n\n" + targets(rows(results)),
        "## Shapes\n\n" + _how(results),
        *shapes([Median.read(each) for each in results["medians"]], _titles(results)),
        "## Writing\n\n" + writing.shown(results),
        "## Search and network\n\n" + explored(results.get("exploring", {})),
        "## Other measures\n\n" + others(results),
        "## Versions\n\n" + versions(results),
    ]
    return "\n".join(parts)


def targets(judged: Iterable[Row]) -> str:
    """The table of the targets."""
    return table(
        ("what", "target", "found", ""), ((row.what, row.target, row.found, JUDGED[row.reached]) for row in judged)
    )


def shapes(medians: list[Median], titles: Mapping[str, str]) -> Iterable[str]:
    """A table for each shape, by engine and number of connections."""
    for shape in dict.fromkeys(median.shape for median in medians):
        of_shape = [median for median in medians if median.shape == shape]
        yield f"### {shape}\n\n" + measured(of_shape, titles)


def measured(medians: Iterable[Median], titles: Mapping[str, str]) -> str:
    """What each server gave under each load."""
    ordered = sorted(medians, key=lambda median: (median.engine, median.connections))
    return table(
        ("engine", "connections", "server", "requests/s", "ours / its", "p50 ms", "p99 ms", "rounds"),
        (
            (
                median.engine,
                f"{median.connections}",
                titles[median.server],
                f"{median.rate:,.0f}",
                f"{median.ratio:.2f}",
                f"{median.p50:.1f}",
                f"{median.p99:.1f}",
                f"{median.rounds}",
            )
            for median in ordered
        ),
    )


def others(results: Results) -> str:
    """Memory, start, workers, scale and bulk writing by engine; then statements by shape."""
    by_engine = [
        (name, engine, ", ".join(f"{key} {_shown(value)}" for key, value in found.items()))
        for name in ("memory", "start", "workers", "scale", "bulk")
        for engine, found in results.get(name, {}).items()
    ]
    units = (
        "Memory in MB (mapped: pages of files, which the system may take back), start in seconds, workers in CPU "
        "seconds per 1,000 requests of shape 1, scale in ms, bulk in records/s.\n\n"
    )
    statements = [
        (shape, engine, f"{counts['fewest']} to {counts['most']}")
        for engine, found in results["statements"].items()
        for shape, counts in found.items()
    ]
    return (
        units
        + table(("measure", "engine", "found"), by_engine)
        + "\n"
        + table(("shape", "engine", "SQL statements"), statements)
    )


def explored(found: Mapping[str, Any]) -> str:
    """The questions of search and network, with the bare engine or library that does the same work alone."""
    rows = [
        (question, engine, f"{each['p50']:.2f}", f"{each['bare_p50']:.2f}", f"{each['ratio']:.2f}x")
        for engine, questions in found.items()
        for question, each in questions.items()
    ]
    return table(("question", "engine", "p50 ms", "bare p50 ms", "ours / bare"), sorted(rows))


def versions(results: Results) -> str:
    """What took part, by server."""
    everyone = [("all", _listed(results["versions"]))]
    each = [(server["title"], _listed(server["versions"])) for server in results["servers"].values()]
    return table(("server", "versions"), everyone + each)


def machine(found: Mapping[str, Any]) -> str:
    """The machine in one line."""
    return "{cpu}, {cores} cores, {memory_gb} GB, {system}, Linux {kernel}".format(**found)


def _lines(part: Any) -> str:
    if not isinstance(part, list) or not part:
        return json.dumps(part, ensure_ascii=False)
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in part) + "\n]"


def _how(results: Results) -> str:
    plan = results["plan"]
    said = (
        f"Medians of {plan['rounds']} rounds, in each of which every server is measured once for {plan['seconds']} s, "
        "after a warm-up. A server whose measurement takes longer than four seconds is measured once.\n"
    )
    left_out = "".join(f"Not measured, since it is not there: {title}.\n" for title in results["left_out"])
    return said + left_out


def _titles(results: Results) -> dict[str, str]:
    return {name: server["title"] for name, server in results["servers"].items()}


def _listed(found: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in found.items())


def _shown(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)

"""The figures that the project's README quotes: written by the benchmark between two marks, and by nobody else."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.servers import NODE_PEERS
from benchmarks.summary import Median
from benchmarks.table import table

README = Path(__file__).parent.parent / "README.md"
CONNECTIONS = 8
BEGIN, END = "<!-- written by make bench -->", "<!-- end of what make bench writes -->"


def quote(results: Mapping[str, Any], text: str) -> str:
    """The README's text with the ratios of these results between its marks."""
    block = f"{BEGIN}\n{ratios(results)}{END}"
    return re.sub(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: block, text, flags=re.DOTALL)


def ratios(results: Mapping[str, Any]) -> str:
    """How many requests Encommun answers for each one of another server, by shape, at 8 connections."""
    medians = [Median.read(each) for each in results["medians"]]
    shapes = dict.fromkeys(median.shape for median in medians)
    columns = (
        ("the better Node server", NODE_PEERS, "postgresql"),
        ("idiomatic Strawberry", ("idiomatic",), "postgresql"),
        ("SQL by hand, PostgreSQL", ("limit",), "postgresql"),
        ("SQL by hand, SQLite", ("limit",), "sqlite"),
    )
    rows = ((shape, *(_ratio(medians, shape, *column[1:]) for column in columns)) for shape in shapes)
    return table(("requests/s against", *(name for name, _, _ in columns)), rows)


def _ratio(medians: list[Median], shape: str, servers: tuple[str, ...], engine: str) -> str:
    found = [
        median.ratio
        for median in medians
        if (median.shape, median.engine, median.connections) == (shape, engine, CONNECTIONS)
        and median.server in servers
    ]
    return f"{min(found):.2f}x" if found else ""

"""Costs of the benchmark's operations, in figures that do not depend on a clock, against `costs.json`.

Statements and the rows that they give are exact; the calls of Python functions may be 5 % more or fewer, since the
event loop has its own. `ENCOMMUN_REWRITE=1` writes the file anew: read the difference as you would read code.
"""

import json
import os
import re
import sys
from contextvars import ContextVar
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from benchmarks.shapes import SHAPES
from benchmarks.statements import observe
from encommun.app import create_app
from encommun.settings import Settings
from loaders.drivers.snapshot import Snapshot
from schema.kit.context import Context
from tests.schema.graph_client import SCHEMA, GraphClient, opened

KEPT = Path(__file__).parent / "costs.json"
REWRITE = "ENCOMMUN_REWRITE" in os.environ
COUNTED = ("1-projects", "2-node")
"""Shapes whose function calls are counted."""
LOOP = re.compile(r"/asyncio/|/selectors\.py$")
"""Files of the event loop, which turns as often as the database's answer comes in pieces."""
COUNTING = ContextVar("COUNTING", default=False)
"""True if the code belongs to a request whose calls are counted; the worker's does not."""
TOLERANCE = 0.05
DOCUMENTS = {shape.name: shape.document() for shape in SHAPES}
SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/graphql",
    "query_string": b"",
    "headers": [(b"content-type", b"application/json")],
}


@pytest.fixture(scope="module")
async def seeded(database_url):
    async with opened(database_url, ["actor", "project", "resource", "workshop"]) as graph:
        yield graph


def variables(graph: GraphClient, shape: str) -> dict[str, Any]:
    """Return the variables of a shape: the first records by id."""
    ids = {name: sorted(row["id"] for row in rows) for name, rows in graph.rows.items()}
    return {
        "2-node": {"id": ids["actor"][0]},
        "5-resources": {"department": "84", "topic": "methodes"},
        "6-entities": {
            "representations": [
                {"__typename": name.title(), "id": each} for name, of_type in ids.items() for each in of_type[:5]
            ]
        },
        "7-search": {"name": "A"},
    }.get(shape, {})


def rows_given(snapshot: Snapshot) -> list[int]:
    """The number of rows that each statement of a snapshot gives from now on."""
    found: list[int] = []

    def note(_asked: Any, answers: Any) -> None:
        found.extend(sum(len(row) if type(row) is list else 1 for row in answer) for answer in answers)

    observe(snapshot, note)
    return found


def kept(engine: str, shape: str, found: dict[str, int]) -> dict[str, int]:
    """The figures in the file, which `found` replaces where it is written anew."""
    every = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    if REWRITE:
        every.setdefault(engine, {}).setdefault(shape, {}).update(found)
        KEPT.write_text(json.dumps(every, indent=2, sort_keys=True) + "\n")
    return every[engine][shape]


@pytest.mark.parametrize("shape", DOCUMENTS)
async def test_statements_and_rows(seeded: GraphClient, shape: str):
    async with seeded.snapshot() as snapshot:
        rows = rows_given(snapshot)
        given = variables(seeded, shape)
        result = await SCHEMA.execute(DOCUMENTS[shape], given, context_value=Context(snapshot))
    assert result.errors is None
    found = {"statements": len(rows), "rows": sum(rows)}
    assert found == {
        name: figure for name, figure in kept(seeded.database.dialect.name, shape, found).items() if name in found
    }


@pytest.mark.parametrize("shape", COUNTED)
async def test_function_calls(seeded: GraphClient, database_url: str, shape: str):
    app = create_app(Settings(database_url=database_url))
    body = json.dumps({"query": DOCUMENTS[shape], "variables": variables(seeded, shape)}).encode()
    async with app.router.lifespan_context(app):
        for _ in range(3):
            await answered(app, body)
        counts = [await calls(app, body) for _ in range(5)]
    found = min(counts)
    expected = kept(seeded.database.dialect.name, shape, {"calls": found})["calls"]
    assert abs(found - expected) <= TOLERANCE * expected, counts


async def answered(app, body: bytes) -> bytes:
    """The answer to one request."""
    sent: list[dict[str, Any]] = []

    async def receive():
        return {"type": "http.request", "body": body}

    async def send(message):
        sent.append(message)

    await app(dict(SCOPE), receive, send)
    assert sent[0]["status"] == 200
    assert b'"errors"' not in sent[1]["body"]
    return sent[1]["body"]


async def calls(app, body: bytes) -> int:
    """Count the Python functions called for one request, without those of the event loop and of other tasks."""
    count = 0

    def profile(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        if event == "call" and COUNTING.get() and LOOP.search(frame.f_code.co_filename) is None:
            count += 1

    counting = COUNTING.set(True)
    sys.setprofile(profile)
    try:
        await answered(app, body)
    finally:
        sys.setprofile(None)
        COUNTING.reset(counting)
    return count

"""Records per second of a network that sends all it has: by bulk upserts over HTTP, and by `encommun import`."""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.databases import ENGINES
from benchmarks.load import Refused
from benchmarks.processes import HOST, Running, started
from benchmarks.rows import ACTIONS, FORMS, SUBJECTS
from benchmarks.servers import SERVERS
from benchmarks.workplace import FOLDER, ROOT, environment
from benchmarks.writable import SLUG, Writable, writable
from models.codes import is_siren

LINES = 100_000
"""Of the file."""
ITEMS, REQUESTS, CLIENTS = 500, 60, 2
"""Records of a request, requests, and how many of them are under way at a time."""
READY = json.dumps({"query": "{ networks(first: 1) { nodes { slug } } }"})
UPSERT = """mutation ($input: UpsertActorsInput!) { upsertActors(input: $input) {
    ... on ActorsUpserted { items { reference outcome version problems { path code message } } }
    ... on Refusal { code message }
} }"""


def measure(server: str) -> dict[str, dict[str, int]]:
    """Records per second by engine, for each of both ways; `server` is the URL of the PostgreSQL."""
    found: dict[str, dict[str, int]] = {}
    for engine in ENGINES:
        with writable(engine, server) as database:
            upserted = upserts(engine, database)
        with writable(engine, server) as database:
            found[engine] = {"upsert": round(upserted), "import": round(imports(database))}
    return found


def upserts(engine: str, database: Writable) -> float:
    """By requests that say who sends them, and by which key each is made once."""
    bodies = [_body(number) for number in range(REQUESTS + 1)]
    with started(SERVERS[0], engine, database.url) as running, ThreadPoolExecutor(CLIENTS) as clients:
        running.wait(READY)
        _send(running, database, bodies[-1:])
        begin = time.perf_counter()
        parts = [bodies[first:REQUESTS:CLIENTS] for first in range(CLIENTS)]
        list(clients.map(lambda part: _send(running, database, part), parts))
        return REQUESTS * ITEMS / (time.perf_counter() - begin)


def imports(database: Writable) -> float:
    """From the start of the command to its end."""
    file = FOLDER / "actors.ndjson"
    _write(file)
    begin = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "encommun", "import", str(file), "--network", SLUG, "--type", "Actor"],
        cwd=ROOT,
        env=environment(ENCOMMUN_DATABASE_URL=database.url),
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - begin
    if done.stdout != f"{LINES:,} created.\n":
        raise Refused(f"the import told: {done.stdout}")
    return LINES / seconds


def records(first: int, count: int) -> Iterator[dict[str, Any]]:
    """Associations as a network has them; the same for the same numbers."""
    for number in range(first, first + count):
        subject, form, action = (words[number % len(words)] for words in (SUBJECTS, FORMS, ACTIONS))
        yield {
            "reference": f"asso-{number}",
            "kind": "ASSOCIATION",
            "name": f"{form} « {subject} » {number * 7919 % 100_003}",
            "summary": f"{action} avec les habitants et les élus : {subject}, conseils de quartier, réunions.",
            "website": f"https://www.asso-{number}.exemple.fr/accueil",
            "siren": next(code for digit in range(10) if is_siren(code := f"{10_000_000 + number}{digit}")),
        }


def _write(file: Path) -> None:
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in records(0, LINES))


def _body(number: int) -> bytes:
    """A request of its own key and records."""
    items = list(records(number * ITEMS, ITEMS))
    given = {"network": {"slug": SLUG}, "items": items, "idempotencyKey": f"request-{number}"}
    return json.dumps({"query": UPSERT, "variables": {"input": given}}).encode()


def _send(running: Running, database: Writable, bodies: Sequence[bytes]) -> None:
    """Send requests one after the other; raises Refused unless a record was made of each item."""
    connection = http.client.HTTPConnection(HOST, running.port)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {database.token}"}
    try:
        for body in bodies:
            connection.request("POST", "/graphql", body, headers)
            text = connection.getresponse().read()
            if text.count(b'"CREATED"') != ITEMS:
                raise Refused(f"an upsert on {running.title} told: {text[:500]!r}")
    finally:
        connection.close()

"""Where the time of a request goes, stage by stage: `python -m benchmarks.stages`, for `docs/performance.md`.

One client asks in this process, without a socket; stages are timed where one hands over to the next. A figure is the
median of a few hundred requests, in microseconds.
"""

import inspect
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import uvloop

from benchmarks.databases import COMMONS
from benchmarks.requests import Requests, variables
from benchmarks.servers import SERVERS
from benchmarks.table import table
from benchmarks.workplace import postgresql
from encommun.app import create_app
from encommun.http import response
from encommun.settings import Settings
from execution import schema
from execution.run import Run
from loaders.drivers.snapshot import Snapshot

REQUESTS = 400
SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/graphql",
    "query_string": b"",
    "headers": [(b"content-type", b"application/json")],
}
DATABASE, LEVELS, REST = "database, and the trip to it", "levels, without the database", "HTTP, document, context"
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("variables", schema.Schema, "_variables"),
    (LEVELS, Run, "resolve"),
    (DATABASE, Snapshot, "_run"),
    (DATABASE, Snapshot, "release"),
    ("size of the answer", schema, "check_answer"),
    ("answer put together", schema, "_assembled"),
    ("JSON", response.orjson, "dumps"),
)


class Stopwatch:
    """Adds up what each stage of one request takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def add(self, stage: str, since: float) -> None:
        """Count what has passed since then to a stage."""
        self.seconds[stage] = self.seconds.get(stage, 0) + time.perf_counter() - since


def timed(watch: Stopwatch, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its time added to the stage."""

    def call(*args: Any, **options: Any) -> Any:
        begin = time.perf_counter()
        try:
            return function(*args, **options)
        finally:
            watch.add(stage, begin)

    async def wait(*args: Any, **options: Any) -> Any:
        begin = time.perf_counter()
        try:
            return await function(*args, **options)
        finally:
            watch.add(stage, begin)

    return wait if inspect.iscoroutinefunction(function) else call


async def answered(app: Any, body: bytes) -> None:
    """One request, whose answer must be complete."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    async def send(message: dict[str, Any]) -> None:
        if b'"errors"' in message.get("body", b""):
            raise ValueError(message["body"][:1000])

    await app(dict(SCOPE), receive, send)


async def measured(url: str, bodies: list[bytes], watch: Stopwatch) -> dict[str, float]:
    """The median microseconds of every stage, and of all together."""
    app = create_app(Settings(database_url=url))
    found: list[dict[str, float]] = []
    async with app.router.lifespan_context(app):
        for number in range(REQUESTS + len(bodies) + 50):
            watch.seconds = {}
            begin = time.perf_counter()
            await answered(app, bodies[number % len(bodies)])
            watch.add("all", begin)
            found.append(watch.seconds)
    return {stage: statistics.median(each.get(stage, 0) * 1e6 for each in found[-REQUESTS:]) for stage in found[-1]}


async def main(server: str, shapes: list[str]) -> None:
    """Print a table of the stages for each shape and engine."""
    watch = Stopwatch()
    for stage, owner, name in STAGES:
        setattr(owner, name, timed(watch, stage, getattr(owner, name)))
    requests = Requests(await variables(COMMONS[0].url(server)))
    columns: dict[str, dict[str, float]] = {}
    for shape in [each for each in requests.variables if not shapes or each in shapes]:
        bodies = [body.encode() for body in requests.bodies(SERVERS[0], shape)]
        for database in COMMONS:
            found = await measured(database.url(server), bodies, watch)
            inside = found[LEVELS]
            found[LEVELS] = inside - found[DATABASE]
            found[REST] = (
                found["all"] - inside - sum(found[each] for each in set(found) - {"all", LEVELS, DATABASE, REST})
            )
            columns[f"{shape}, {database.engine}"] = found
    stages = [REST, "variables", LEVELS, DATABASE, "size of the answer", "answer put together", "JSON", "all"]
    rows = ((stage, *(f"{found.get(stage, 0):,.0f}" for found in columns.values())) for stage in stages)
    sys.stdout.write(table(("µs", *columns), rows))


if __name__ == "__main__":
    with postgresql() as url:
        uvloop.run(main(url, sys.argv[1:]))

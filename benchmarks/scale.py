"""Whether a page takes longer in a large commons: shape 1 with 1,000,000 actors against 10,000."""

import statistics
from contextlib import ExitStack

from benchmarks.databases import ENGINES, SCALED, SCALES, Database
from benchmarks.load import Load, Pace
from benchmarks.processes import Running, started
from benchmarks.requests import Requests
from benchmarks.servers import SERVERS

ROUNDS = 5
CONNECTIONS = 8
SHAPE = "1-projects"
WARM_UP = Pace(warm=0, seconds=1)
PACE = Pace(warm=0.2, seconds=1.5)


def measure(load: Load, server: str, requests: Requests) -> dict[str, dict[str, float]]:
    """Median p50 in milliseconds by engine and number of actors, and their ratio; `server` is the PostgreSQL's URL."""
    bodies = requests.bodies(SERVERS[0], SHAPE)
    found: dict[Database, list[float]] = {database: [] for database in SCALED}
    with ExitStack() as processes:
        running = {each: processes.enter_context(started(SERVERS[0], each.engine, each.url(server))) for each in SCALED}
        for each in running.values():
            each.wait(bodies[0])
            load.put([each.url], bodies, CONNECTIONS, WARM_UP)
        for _ in range(ROUNDS):
            for database, each in running.items():
                found[database].append(_p50(load, each, bodies))
    return {engine: _compared(engine, found) for engine in ENGINES}


def _p50(load: Load, running: Running, bodies: tuple[str, ...]) -> float:
    return load.put([running.url], bodies, CONNECTIONS, PACE).p50


def _compared(engine: str, found: dict[Database, list[float]]) -> dict[str, float]:
    medians = {
        database.actors: round(statistics.median(latencies), 2)
        for database, latencies in found.items()
        if database.engine == engine
    }
    small, large = (medians[actors] for actors in SCALES)
    return {"small_p50": small, "large_p50": large, "ratio": round(large / small, 3)}

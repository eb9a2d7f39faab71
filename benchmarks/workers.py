"""What a second process costs: CPU time for the same number of requests, by one process and by two.

On a machine whose cores are busy with the database and the load as well, throughput does not show whether it grows
with cores; CPU time does.
"""

import statistics
from collections.abc import Mapping
from contextlib import ExitStack

from benchmarks import system
from benchmarks.load import Load, Pace
from benchmarks.processes import Running, started
from benchmarks.requests import Requests
from benchmarks.servers import SERVERS

ROUNDS = 3
CONNECTIONS = 8
SHAPE = "1-projects"
WARM_UP = Pace(warm=0, seconds=1)
PACE = Pace(warm=0, seconds=2.5)


def measure(load: Load, urls: Mapping[str, str], requests: Requests) -> dict[str, dict[str, float]]:
    """CPU seconds per 1,000 requests with one process and with two, and their ratio, by engine."""
    return {engine: _engine(load, engine, url, requests) for engine, url in urls.items()}


def _engine(load: Load, engine: str, url: str, requests: Requests) -> dict[str, float]:
    bodies = requests.bodies(SERVERS[0], SHAPE)
    found: dict[int, list[float]] = {1: [], 2: []}
    with ExitStack() as processes:
        both = [processes.enter_context(started(SERVERS[0], engine, url)) for _ in range(2)]
        for each in both:
            each.wait(bodies[0])
            load.put([each.url], bodies, CONNECTIONS, WARM_UP)
        for _ in range(ROUNDS):
            for count, seconds in found.items():
                seconds.append(cost(load, both[:count], bodies))
    one, two = (round(statistics.median(seconds), 3) for seconds in found.values())
    return {"one": one, "two": two, "ratio": round(two / one, 3)}


def cost(load: Load, running: list[Running], bodies: tuple[str, ...]) -> float:
    """CPU seconds per 1,000 requests of all processes together; the database's own are not counted."""
    before = [system.cpu_seconds(each.process.pid) for each in running]
    outcome = load.put([each.url for each in running], bodies, CONNECTIONS, PACE)
    after = [system.cpu_seconds(each.process.pid) for each in running]
    return (sum(after) - sum(before)) * 1000 / outcome.answered

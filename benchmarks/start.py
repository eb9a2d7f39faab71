"""How long Encommun takes from its start to its first answer, over a database that is filled."""

import statistics
import time
from collections.abc import Mapping

from benchmarks.processes import started
from benchmarks.requests import Requests
from benchmarks.servers import SERVERS

TIMES = 5
SHAPE = "2-node"


def measure(urls: Mapping[str, str], requests: Requests) -> dict[str, dict[str, float | list[float]]]:
    """Seconds by engine, each and their median; `urls` are the databases by engine."""
    seconds: dict[str, list[float]] = {engine: [] for engine in urls}
    for _ in range(TIMES):
        for engine, url in urls.items():
            seconds[engine].append(round(first_answer(engine, url, requests), 3))
    return {engine: {"each": found, "median": statistics.median(found)} for engine, found in seconds.items()}


def first_answer(engine: str, url: str, requests: Requests) -> float:
    """Seconds from the start of a process to its answer."""
    ours = SERVERS[0]
    body = requests.bodies(ours, SHAPE)[0]
    begin = time.perf_counter()
    with started(ours, engine, url) as running:
        running.wait(body)
        return time.perf_counter() - begin

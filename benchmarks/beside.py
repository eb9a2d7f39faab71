"""What reads lose while others write through the same process: a shape alone, and beside a steady load of mutations."""

import statistics
from collections.abc import Sequence

from benchmarks.load import NUMBER, Load, Outcome, Pace, Steady
from benchmarks.mutations import Task
from benchmarks.processes import started
from benchmarks.requests import Requests
from benchmarks.servers import SERVERS

ROUNDS = 5
CONNECTIONS = 8
WRITERS = 8
MUTATIONS = 50
"""Per second: more than four million a day."""
SHAPES = ("1-projects", "2-node")
WARM_UP = Pace(warm=0, seconds=1)
PACE = Pace(warm=0.2, seconds=1.2)

Figures = dict[str, float]


def measure(load: Load, engine: str, task: Task, requests: Requests) -> dict[str, Figures]:
    """By shape: requests per second and milliseconds, alone and beside, and the percentage that is lost."""
    found: dict[str, Figures] = {}
    with started(SERVERS[0], engine, task.url) as running:
        running.wait(task.bodies[0].replace(NUMBER, "0"), task.headers)
        steady = Steady(running.url, task.bodies, task.headers, WRITERS, MUTATIONS)
        for shape in SHAPES:
            bodies = requests.bodies(SERVERS[0], shape)
            load.put([running.url], bodies, CONNECTIONS, WARM_UP, beside=steady)
            rounds = [
                [load.put([running.url], bodies, CONNECTIONS, PACE, beside=each) for each in (None, steady)]
                for _ in range(ROUNDS)
            ]
            found[shape] = _compared(rounds)
    return found


def _compared(rounds: Sequence[Sequence[Outcome]]) -> Figures:
    """Medians over the rounds; what is lost is the median of what is lost in each round."""
    alone, beside = zip(*rounds, strict=True)
    lost = statistics.median(1 - second.rate / first.rate for first, second in rounds)
    return {
        "alone": round(statistics.median(each.rate for each in alone), 1),
        "beside": round(statistics.median(each.rate for each in beside), 1),
        "lost": round(100 * lost, 1),
        "alone_p50": round(statistics.median(each.p50 for each in alone), 2),
        "beside_p50": round(statistics.median(each.p50 for each in beside), 2),
        "mutation_p50": round(statistics.median(each.beside.p50 for each in beside), 2),
    }

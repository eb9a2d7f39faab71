"""Single mutations by many clients, in turns with the same two INSERTs by hand, one commit for each request."""

import asyncio
import statistics
from collections.abc import Sequence
from contextlib import ExitStack

from benchmarks import stored
from benchmarks.databases import ENGINES
from benchmarks.load import NUMBER, Load, Outcome, Pace
from benchmarks.mutations import Task
from benchmarks.processes import Running, started
from benchmarks.servers import DRIVERS, SERVERS, Server, python

ROUNDS = 5
CLIENTS = 32
WARM_UP = Pace(warm=0, seconds=1)
PACE = Pace(warm=0.2, seconds=1.2)
BY_HAND = Server("by_hand", "two INSERTs by hand", python("by_hand"), engines=ENGINES, versions=DRIVERS)

Figures = dict[str, float | str]


def measure(load: Load, engine: str, task: Task) -> Figures:
    """Mutations per second and their milliseconds, ours and by hand, and ours divided by the others."""
    with ExitStack() as processes:
        both = [processes.enter_context(started(each, engine, task.url)) for each in (SERVERS[0], BY_HAND)]
        ids = [_first(each, task) for each in both]
        asyncio.run(stored.check_alike(task, ids))
        rounds = [[_put(load, each, task, WARM_UP) for each in both]]
        rounds += [[_put(load, each, task, PACE) for each in both] for _ in range(ROUNDS)]
    acknowledged = len(ids) + sum(each.answered for outcomes in rounds for each in outcomes)
    asyncio.run(stored.check_all_there(task, acknowledged))
    return {**_compared(rounds[1:]), "stored": acknowledged, "durability": asyncio.run(stored.durability(task))}


def _first(running: Running, task: Task) -> str:
    """The id of the first actor that a server creates."""
    actor: str = running.wait(task.bodies[0].replace(NUMBER, "0"), task.headers)["createActor"]["actor"]["id"]
    return actor


def _put(load: Load, running: Running, task: Task, pace: Pace) -> Outcome:
    return load.put([running.url], task.bodies, CLIENTS, pace, task.headers)


def _compared(rounds: Sequence[Sequence[Outcome]]) -> Figures:
    """Medians over the rounds; the ratio is the median of the ratios of each round."""
    ours, by_hand = zip(*rounds, strict=True)
    return {
        "rate": round(statistics.median(each.rate for each in ours), 1),
        "by_hand_rate": round(statistics.median(each.rate for each in by_hand), 1),
        "ratio": round(statistics.median(first.rate / second.rate for first, second in rounds), 3),
        "p50": round(statistics.median(each.p50 for each in ours), 2),
        "by_hand_p50": round(statistics.median(each.p50 for each in by_hand), 2),
        "p99": round(statistics.median(each.p99 for each in ours), 2),
        "by_hand_p99": round(statistics.median(each.p99 for each in by_hand), 2),
    }

"""Measures the servers in turn, A B A B ...: what disturbs the machine for a while disturbs all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from benchmarks.load import Load, Outcome, Pace
from benchmarks.processes import Running
from benchmarks.progress import Say
from benchmarks.requests import Requests


@dataclass(frozen=True)
class Plan:
    """What is measured, how often and how long."""

    shapes: tuple[str, ...]
    connections: tuple[int, ...]
    rounds: int
    warm_up: Pace
    pace: Pace
    compared: int
    """Variables of each shape whose answers are compared."""


@dataclass(frozen=True)
class Sample:
    """One server under one load in one round; rate in requests per second, p50 and p99 in milliseconds."""

    round: int
    shape: str
    connections: int
    server: str
    engine: str
    requests: int
    rate: float
    p50: float
    p99: float


LONG = 4.0
"""Seconds after which a measurement counts for all rounds: a server that slow is not measured again."""


def warm_up(load: Load, running: Sequence[Running], requests: Requests, plan: Plan) -> None:
    """Let every server compile, plan and cache what it does for every shape."""
    for shape in plan.shapes:
        for each in running:
            if shape not in each.server.without:
                load.put([each.url], requests.bodies(each.server, shape), plan.connections[0], plan.warm_up)


def measure(load: Load, running: Sequence[Running], requests: Requests, plan: Plan, say: Say) -> list[Sample]:
    """The samples of all rounds."""
    samples: list[Sample] = []
    slow: set[tuple[str, int, Running]] = set()
    for number, shape, connections in product(range(1, plan.rounds + 1), plan.shapes, plan.connections):
        say(f"round {number} of {plan.rounds}: {shape}, {connections} connections")
        for each in running:
            if shape in each.server.without or (shape, connections, each) in slow:
                continue
            outcome = load.put([each.url], requests.bodies(each.server, shape), connections, plan.pace)
            if outcome.seconds > LONG:
                slow.add((shape, connections, each))
            samples.append(sample(number, shape, connections, each, outcome))
    return samples


def sample(number: int, shape: str, connections: int, measured: Running, outcome: Outcome) -> Sample:
    """The outcome of a load with all that says what it was."""
    return Sample(
        round=number,
        shape=shape,
        connections=connections,
        server=measured.server.name,
        engine=measured.engine,
        requests=outcome.requests,
        rate=round(outcome.rate, 2),
        p50=round(outcome.p50, 3),
        p99=round(outcome.p99, 3),
    )

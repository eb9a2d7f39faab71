"""This checkout against another one of Encommun, shape by shape: `python -m benchmarks --against ../earlier`.

Both serve databases with the same generated rows, each at its own revision. They are put under the same load in turn,
A B A B …, so that what disturbs the machine disturbs both. A ratio is ours divided by theirs, the median of the rounds.
"""

import asyncio
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks import system
from benchmarks.databases import COMMONS, Database, NotFilled, empty
from benchmarks.load import Load, Pace
from benchmarks.processes import Running, started
from benchmarks.progress import Say
from benchmarks.requests import BY_NAME, Requests
from benchmarks.servers import SERVERS
from benchmarks.session import Bench, opened
from benchmarks.table import table
from benchmarks.workplace import ROOT, environment

ROUNDS = 9
CONNECTIONS = 8
WARM_UP = Pace(warm=0, seconds=1)
PACE = Pace(warm=0, seconds=1.5)
Cost = tuple[float, float]
"""Requests per second, and CPU seconds of the server for 1,000 requests."""


def run(say: Say, other: Path) -> None:
    """Measure every shape on both engines, and print the ratios; `other` is a checkout that is installed."""
    rows: list[tuple[str, ...]] = []
    with opened(COMMONS, say) as bench:
        for database in COMMONS:
            copy = replace(database, name="other")
            asyncio.run(empty(copy, bench.server))
            _fill(other, copy.url(bench.server), say)
            with _both(bench, other, database, copy) as pair:
                rows += [_row(bench.load, pair, bench.requests, shape, say) for shape in BY_NAME]
    sys.stdout.write(table(("shape", "engine", "requests/s", "lowest", "highest", "CPU a request"), rows))


def _fill(other: Path, url: str, say: Say) -> None:
    """Fill a database by the program of the other checkout, at the revision that it serves."""
    say(f"filling the other's database {url.rpartition('/')[2]}")
    command = [_python(other), "-m", "benchmarks.fill", url]
    done = subprocess.run(command, cwd=other, env=environment(), stdout=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode != 0:
        raise NotFilled(f"{url}: the other checkout's `benchmarks.fill` failed")


def _python(other: Path) -> str:
    return str(other.absolute() / ".venv" / "bin" / "python")


@contextmanager
def _both(bench: Bench, other: Path, database: Database, copy: Database) -> Iterator[tuple[Running, Running]]:
    """Both servers on one engine, answering."""
    theirs = replace(SERVERS[0], name="other", command=(_python(other), "-m", "encommun", "serve"))
    with ExitStack() as processes:
        mine = processes.enter_context(started(SERVERS[0], database.engine, database.url(bench.server), ROOT))
        its = processes.enter_context(started(theirs, database.engine, copy.url(bench.server), other))
        for each in (mine, its):
            each.wait(bench.requests.bodies(SERVERS[0], "1-projects")[0])
        yield mine, its


def _row(load: Load, pair: tuple[Running, Running], requests: Requests, shape: str, say: Say) -> tuple[str, ...]:
    """One line of the table: the ratios of a shape."""
    bodies = requests.bodies(SERVERS[0], shape)
    for each in pair:
        load.put([each.url], bodies, CONNECTIONS, WARM_UP)
    found: list[tuple[Cost, Cost]] = []
    for number in range(ROUNDS):
        order = pair[::-1] if number % 2 else pair
        costs = {each.port: _cost(load, each, bodies) for each in order}
        found.append((costs[pair[0].port], costs[pair[1].port]))
    rates = sorted(mine[0] / its[0] for mine, its in found)
    cpu = statistics.median(mine[1] / its[1] for mine, its in found)
    say(f"{shape} on {pair[0].engine}: {statistics.median(rates):.3f}x")
    middle = f"{statistics.median(rates):.3f}x"
    return shape, pair[0].engine, middle, f"{rates[0]:.2f}x", f"{rates[-1]:.2f}x", f"{cpu:.3f}x"


def _cost(load: Load, running: Running, bodies: tuple[str, ...]) -> Cost:
    before = system.cpu_seconds(running.process.pid)
    outcome = load.put([running.url], bodies, CONNECTIONS, PACE)
    used = system.cpu_seconds(running.process.pid) - before
    return outcome.rate, used * 1000 / outcome.answered

"""All that the measures need, made ready and stopped again: databases, load generator, servers."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from benchmarks import memory, node, rounds, same, start
from benchmarks.databases import COMMONS, Database, fill_what_is_stale
from benchmarks.load import Load, generator
from benchmarks.processes import Running, started
from benchmarks.progress import Say
from benchmarks.requests import Requests, variables
from benchmarks.rounds import Plan
from benchmarks.servers import SERVERS
from benchmarks.workplace import postgresql


@dataclass(frozen=True)
class Bench:
    """What all measures need: the load generator, the PostgreSQL's URL, what is asked, and a voice."""

    load: Load
    server: str
    requests: Requests
    say: Say

    @property
    def urls(self) -> dict[str, str]:
        """The databases of the issue's size, by engine."""
        return {database.engine: database.url(self.server) for database in COMMONS}


@contextmanager
def opened(databases: Sequence[Database], say: Say) -> Iterator[Bench]:
    """Everything that is needed, with the databases filled; what was started is stopped at the end."""
    node.install(say)
    with postgresql() as server, generator() as load:
        fill_what_is_stale(databases, server, say)
        given = asyncio.run(variables(COMMONS[0].url(server)))
        yield Bench(load, server, Requests(given), say)


@contextmanager
def all_servers(bench: Bench) -> Iterator[list[Running]]:
    """Every server on each of its engines, all running at the same time."""
    with ExitStack() as processes:
        running = [
            processes.enter_context(started(server, engine, bench.urls[engine]))
            for engine in bench.urls
            for server in SERVERS
            if server.is_there and engine in server.engines
        ]
        for each in running:
            each.wait(bench.requests.bodies(each.server, start.SHAPE)[0])
        bench.say(f"{len(running)} servers answer")
        yield running


def side_by_side(bench: Bench, plan: Plan) -> tuple[list[rounds.Sample], memory.Megabytes]:
    """The rounds, after all servers were found to give the same answers; and the memory that ours took."""
    with all_servers(bench) as running:
        found = memory.idle(running)
        compared = same.check(running, bench.requests, plan.shapes, plan.compared)
        bench.say(f"{compared} answers are the same; warming up")
        rounds.warm_up(bench.load, running, bench.requests, plan)
        samples = rounds.measure(bench.load, running, bench.requests, plan, bench.say)
        return samples, memory.with_peaks(found, running)

"""The whole benchmark: everything measured and written down, in at most 20 minutes."""

import asyncio
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from benchmarks import bulk, exploring, machine, report, scale, start, statements, summary, targets, workers, writing
from benchmarks.databases import COMMONS, SCALED
from benchmarks.load import Pace
from benchmarks.progress import Say
from benchmarks.requests import BY_NAME
from benchmarks.rounds import Plan
from benchmarks.servers import SERVERS
from benchmarks.session import Bench, opened, side_by_side

PLAN = Plan(
    shapes=tuple(BY_NAME),
    connections=(8, 64),
    rounds=5,
    warm_up=Pace(warm=0, seconds=0.6, most=6),
    pace=Pace(warm=0.2, seconds=1),
    compared=100,
)


def run(say: Say) -> None:
    """Measure everything, and write it down."""
    with opened((*SCALED, *COMMONS), say) as bench:
        results = {**described(bench), **measured(bench)}
    report.write(results)
    sys.stdout.write("\n" + report.targets(targets.rows(results)))
    say("wrote benchmarks/RESULTS.md and benchmarks/RESULTS.json")


def described(bench: Bench) -> dict[str, Any]:
    """Where, when and of what everything is measured."""
    present = [server for server in SERVERS if server.is_there]
    packages = machine.server_versions(present)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine.machine(),
        "versions": asyncio.run(machine.versions(bench.urls[COMMONS[0].engine])),
        "servers": {each.name: {"title": each.title, "versions": packages[each.name]} for each in present},
        "left_out": [server.title for server in SERVERS if not server.is_there],
        "plan": {"rounds": PLAN.rounds, **asdict(PLAN.pace)},
    }


def measured(bench: Bench) -> dict[str, Any]:
    """What was found, by measure; the figures of every round at the end."""
    samples, megabytes = side_by_side(bench, PLAN)
    found: dict[str, Any] = {"medians": summary.as_json(summary.medians(samples)), "memory": megabytes}
    bench.say("start to first answer")
    found["start"] = start.measure(bench.urls, bench.requests)
    bench.say("two workers against one")
    found["workers"] = workers.measure(bench.load, bench.urls, bench.requests)
    bench.say("statements of each operation")
    found["statements"] = asyncio.run(statements.measure(bench.urls, bench.requests))
    found |= writing.measured(bench)
    bench.say("1,000,000 actors against 10,000")
    found["scale"] = scale.measure(bench.load, bench.server, bench.requests)
    bench.say("search, completion, and questions to the network")
    found["exploring"] = exploring.measure(bench.urls)
    bench.say("bulk upserts and imports")
    found["bulk"] = bulk.measure(bench.server)
    found["samples"] = [asdict(sample) for sample in samples]
    return found

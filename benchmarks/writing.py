"""Everything that is measured of writing, on copies of the filled databases; and how it is shown."""

import asyncio
from collections.abc import Mapping
from typing import Any

from benchmarks import beside, writes
from benchmarks.copies import copied
from benchmarks.mutations import prepared
from benchmarks.session import Bench
from benchmarks.table import table

Found = Mapping[str, Any]


def measured(bench: Bench) -> dict[str, Any]:
    """What single mutations take, and what reads lose beside them, by engine."""
    bench.say("copies of the databases, to be written to")
    tasks = {engine: asyncio.run(prepared(url)) for engine, url in copied(bench.server).items()}
    found: dict[str, Any] = {"writes": {}, "beside": {}}
    for engine, task in tasks.items():
        bench.say(f"mutations by {writes.CLIENTS} clients, {engine}")
        found["writes"][engine] = writes.measure(bench.load, engine, task)
        bench.say(f"reads beside {beside.MUTATIONS} mutations/s, {engine}")
        found["beside"][engine] = beside.measure(bench.load, engine, task, bench.requests)
    return found


def shown(found: Found) -> str:
    """Both as tables."""
    return (
        f"Single mutations (`createActor`) by {writes.CLIENTS} clients, against the same rows by two INSERTs and one "
        "COMMIT for each request in a hand-written server; latencies in ms.\n\n"
        + _writes(found["writes"])
        + f"\nRequests/s over {beside.CONNECTIONS} connections, alone and while {beside.WRITERS} clients together "
        f"write {beside.MUTATIONS} actors/s through the same process.\n\n" + _beside(found["beside"])
    )


def _writes(by_engine: Found) -> str:
    head = ("engine", "server", "mutations/s", "ours / its", "p50 ms", "p99 ms", "what COMMIT waits for")
    rows: list[tuple[str, ...]] = []
    for engine, found in by_engine.items():
        for title, ratio, prefix in (("Encommun", 1.0, ""), ("by hand", found["ratio"], "by_hand_")):
            rate, p50, p99 = (found[prefix + name] for name in ("rate", "p50", "p99"))
            rows.append(
                (engine, title, f"{rate:,.0f}", f"{ratio:.2f}", f"{p50:.1f}", f"{p99:.1f}", found["durability"])
            )
    return table(head, rows)


def _beside(by_engine: Found) -> str:
    head = ("shape", "engine", "alone", "beside", "lost", "p50 ms alone", "p50 ms beside", "p50 ms of a mutation")
    return table(
        head,
        (
            (
                *(shape, engine, f"{each['alone']:,.0f}", f"{each['beside']:,.0f}", f"{each['lost']:.1f} %"),
                *(f"{each[name]:.1f}" for name in ("alone_p50", "beside_p50", "mutation_p50")),
            )
            for engine, shapes in by_engine.items()
            for shape, each in shapes.items()
        ),
    )

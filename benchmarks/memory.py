"""How much memory our process takes: once it answers, and at most under all of the load."""

from collections.abc import Sequence

from benchmarks import system
from benchmarks.processes import Running
from benchmarks.servers import OURS

Megabytes = dict[str, dict[str, float]]
"""By engine, then `idle`, `peak`, and `mapped`: what of it belongs to files, after the load."""


def idle(running: Sequence[Running]) -> Megabytes:
    """Resident memory of each of our processes now, which has just started."""
    return {each.engine: {"idle": round(system.resident(each.process.pid), 1)} for each in _ours(running)}


def with_peaks(found: Megabytes, running: Sequence[Running]) -> Megabytes:
    """The same with the most that each process took until now, and what it still holds of files."""
    return {each.engine: {**found[each.engine], **_after_load(each.process.pid)} for each in _ours(running)}


def _after_load(pid: int) -> dict[str, float]:
    return {"peak": round(system.peak(pid), 1), "mapped": round(system.mapped(pid), 1)}


def _ours(running: Sequence[Running]) -> list[Running]:
    return [each for each in running if each.server.name == OURS]

"""Durations that are tested: limits are in seconds of a usual machine, and what is too slow once is measured again.

A fault of ours costs as much each time, on any machine. So where a duration is above its limit, the machine does a
piece of work at once, and a slower one has as many times longer. `pyproject.toml` lets pytest-rerunfailures run a test
again, twice at most, that failed for a TooSlowError, and for nothing else.
"""

from statistics import median
from time import perf_counter

USUAL = 0.0035
"""Seconds that the piece of work takes on a usual machine that does nothing else."""
SLOWEST = 4.0
"""The most that a machine counts as slower than a usual one, busy as it is."""


class TooSlowError(AssertionError):
    """Something took longer than it may."""


def check_duration(spent: float, limit: float) -> None:
    """Raise TooSlowError unless `spent` is below `limit`, both in seconds, on a machine as slow as this one is now."""
    if spent >= limit and spent >= limit * (slower := slowness()):
        raise TooSlowError(
            f"{spent:.3f} s, where less than {limit} s are allowed; this machine is {slower:.1f} x slower"
        )


def slowness() -> float:
    """Return how many times slower than a usual machine this one is now, from 1 to SLOWEST."""
    return min(max(median(_piece_of_work() for _ in range(9)) / USUAL, 1.0), SLOWEST)


def _piece_of_work() -> float:
    began = perf_counter()
    found = {str(number): [number, number + 1] for number in range(20_000)}
    sorted(found, key=len)
    return perf_counter() - began

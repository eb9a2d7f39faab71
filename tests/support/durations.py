"""Durations that are tested: what is too slow once, because the machine had other work, is measured again.

A fault of ours costs as much each time. `pyproject.toml` lets pytest-rerunfailures run a test again, twice at most,
that failed for a TooSlowError, and for nothing else.
"""


class TooSlowError(AssertionError):
    """Something took longer than it may."""


def check_duration(spent: float, limit: float) -> None:
    """Raise TooSlowError unless `spent` is below `limit`, both in seconds."""
    if spent >= limit:
        raise TooSlowError(f"{spent:.3f} s, where less than {limit} s are allowed")

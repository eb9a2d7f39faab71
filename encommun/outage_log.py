"""Log of outages for the operator: at most a line a minute for each kind, whatever the number of requests."""

import logging

from encommun.log_throttling import ThrottledLog
from loaders.errors import UnavailableError

OUTAGE_LOG = ThrottledLog(logging.getLogger("encommun.unavailable"), logging.WARNING)
"""Those of this process."""


def log_outage(error: UnavailableError) -> None:
    """Log the error with its cause in words, unless one of its kind was logged within the minute."""
    OUTAGE_LOG.add(error.code, f"{error.code}: {root_cause(error)}")


def root_cause(error: BaseException) -> str:
    """The first cause of an error in one line, by its class and what it says."""
    cause = error.__cause__
    if cause is None:
        return str(error)
    while cause.__cause__ is not None:
        cause = cause.__cause__
    said = " ".join(str(cause).split())
    return f"{type(cause).__name__}: {said[:300]}" if said else type(cause).__name__

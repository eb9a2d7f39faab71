"""Log lines about what may happen as often as anybody likes: one a minute of each kind, with how often it happened."""

import logging
import time
from collections import Counter
from collections.abc import Callable

INTERVAL = 60.0
"""Seconds between two lines of a kind."""


class ThrottledLog:
    """Logs a kind of event at once, then once a minute as long as it goes on."""

    def __init__(self, log: logging.Logger, level: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing told; all lines have one level."""
        self._log = log
        self._level = level
        self._clock = clock
        self._counts: Counter[str] = Counter()
        """Occurrences since the last log line, by kind."""
        self._latest: dict[str, tuple[str, BaseException | None]] = {}
        self._told: dict[str, float] = {}

    def add(self, kind: str, message: str | None = None, error: BaseException | None = None) -> None:
        """Count one more event of a kind, whose line is the message (or the kind) with the traceback of the error."""
        self._counts[kind] += 1
        self._latest[kind] = message or kind, error
        self._tell(kind, self._clock())

    def flush(self) -> None:
        """Log the occurrences since the last line, unless that was less than a minute ago."""
        now = self._clock()
        for kind in list(self._counts):
            self._tell(kind, now)
        self._told = {kind: told for kind, told in self._told.items() if now - told < INTERVAL}

    def _tell(self, kind: str, now: float) -> None:
        if now - self._told.get(kind, -INTERVAL) < INTERVAL:
            return
        self._told[kind] = now
        times, (message, error) = self._counts.pop(kind), self._latest.pop(kind)
        often = f" ({times} times since the last line)" if times > 1 else ""
        self._log.log(self._level, "%s%s", message, often, exc_info=error)

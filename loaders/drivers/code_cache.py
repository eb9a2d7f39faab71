"""A cache of what codes stand for, for codes that never change their meaning."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Way = TypeVar("Way")
MOST = 10_000
"""Maximum number of cached codes; each takes some 300 bytes."""


class CodeCache:
    """Cache from a code to the id of the public record; only existing records are cached, for a limited time.

    An operation that names such a record by its code then is one statement rather than a transaction of two.
    """

    def __init__(self, seconds: float, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        """Keep at `most` so many codes, each for so many seconds."""
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._kept: dict[tuple[object, str], tuple[str, float]] = {}

    def all_of(self, wanted: Mapping[Way, Sequence[str]]) -> dict[Way, dict[str, str]] | None:
        """Return the id of each code, by way of looking it up; None unless all of them are cached."""
        now = self._clock()
        found: dict[Way, dict[str, str]] = {}
        for way, codes in wanted.items():
            found[way] = {}
            for code in codes:
                id_, until = self._kept.get((way, code), ("", now))
                if until <= now:
                    return None
                found[way][code] = id_
        return found

    def keep(self, found: Mapping[Way, Mapping[str, str]]) -> None:
        """Keep what was looked up; the oldest gives way."""
        until = self._clock() + self._seconds
        for way, ids in found.items():
            for code, id_ in ids.items():
                self._kept.pop((way, code), None)
                self._kept[way, code] = id_, until
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]

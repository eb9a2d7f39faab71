"""Figures of the network are computed beside the requests: few at once, each once, and the latest are kept.

Their threads take no connection of the database. Who gives up waiting ends no computation, so that the next one who
asks for the same finds it done; but none goes on for ever.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from loaders.errors import DeadlineError, OverloadedError

MOST_KEPT = 24
"""Results that are kept; those of a graph of 100,000 nodes take some megabytes each."""
MOST_WAITING = 16
"""Computations that may have begun or wait; a machine with two processors does one a second at worst."""
MOST_SECONDS = 60.0
"""Seconds after which a computation gives up by itself: what takes longer than this nobody waits for."""
THREADS = 2

T = TypeVar("T")
Key = tuple[object, ...]

_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="network")
_found: dict[Key, "Future[Any]"] = {}
"""By content and key, the latest last: what is done, what is under way, and what waits."""


async def computed(content: str, key: Key, function: Callable[[], T]) -> T:
    """Return what a function computes of a graph: at once if it was computed lately, and else from a thread.

    `content` names the graph and `key` the rest on which the result depends. All who ask meanwhile wait for the same
    thread. Raises what the function does, and OverloadedError where too many others wait.
    """
    whole = (content, *key)
    found = _found.pop(whole, None)
    if found is None:
        if sum(not each.done() for each in _found.values()) >= MOST_WAITING:
            raise OverloadedError
        found = _threads.submit(function)
    _found[whole] = found
    for old in [each for each, result in _found.items() if result.done()][:-MOST_KEPT]:
        del _found[old]
    try:
        return await asyncio.shield(asyncio.wrap_future(found))
    except Exception:
        if found.done() and found.exception() is not None:
            _found.pop(whole, None)  # whoever asks again has it tried again
        raise


def time_limit() -> Callable[[], None]:
    """Return a function that raises DeadlineError once a computation that begins now has taken too long."""
    end = time.monotonic() + MOST_SECONDS

    def check() -> None:
        if time.monotonic() > end:
            raise DeadlineError

    return check

"""Turns of what is slow on purpose: few wait, none for long, and nobody takes all of them."""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

from loaders.errors import OverloadedError

T = TypeVar("T")


class BoundedExecutor:
    """Runs functions on `threads`: `most` may have begun or wait, `each` of one origin, for `seconds` at most."""

    def __init__(self, threads: Executor, most: int, each: int, seconds: float) -> None:
        """Begin with nobody waiting."""
        self._threads = threads
        self._most = most
        self._each = each
        self._seconds = seconds
        self._waiting: Counter[str] = Counter()

    async def run(self, origin: str, function: Callable[..., T], *given: object) -> T:
        """Run the function and return its result; an empty `origin` is not counted by itself.

        Raises OverloadedError when too many wait, or the turn did not come in time. Whoever is cancelled before their
        turn is passed over.
        """
        if self._waiting.total() >= self._most or (origin and self._waiting[origin] >= self._each):
            raise OverloadedError
        self._waiting[origin] += 1
        try:
            async with asyncio.timeout(self._seconds):
                return await asyncio.get_running_loop().run_in_executor(self._threads, function, *given)
        except TimeoutError:
            raise OverloadedError from None
        finally:
            self._waiting[origin] -= 1
            if not self._waiting[origin]:
                del self._waiting[origin]

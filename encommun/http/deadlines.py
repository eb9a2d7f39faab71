"""Ends operations that take longer than they may, and with them what they asked of the database."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from loaders.errors import DeadlineError

SWEEPING = 0.1
"""Seconds between two looks for operations whose time is over."""
OVER = -1.0
"""Stands for the end of an operation that has been cancelled for it."""

Result = TypeVar("Result")


class Deadlines:
    """The operations under way, each with its end.

    One timer looks after all of them: one for each, as `asyncio.timeout` has it, is 2 % of a small request.
    """

    def __init__(self, visitors: float, known: float) -> None:
        """Give operations so many seconds: those of visitors, and those of whoever says who they are."""
        self._visitors = visitors
        self._known = known
        self._ends: dict[asyncio.Task[object], float] = {}
        self._now = 0.0
        """The loop's time at the last look, which is near enough."""
        self._timer: asyncio.TimerHandle | None = None

    async def within(self, work: Awaitable[Result], *, known: bool) -> Result:
        """Run the work of the current task and return its result; raises DeadlineError if it takes too long."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - whoever awaits is a task
        if self._timer is None:
            self._look_again()
        self._ends[task] = self._now + (self._known if known else self._visitors)
        try:
            return await work
        except asyncio.CancelledError:
            if self._ends[task] == OVER and not task.uncancel():
                raise DeadlineError from None
            raise
        finally:
            del self._ends[task]

    def _sweep(self) -> None:
        self._timer = None
        if not self._ends:
            return
        self._look_again()
        for task, end in self._ends.items():
            if OVER < end <= self._now:
                self._ends[task] = OVER
                task.cancel()

    def _look_again(self) -> None:
        loop = asyncio.get_running_loop()
        self._now, self._timer = loop.time(), loop.call_later(SWEEPING, self._sweep)

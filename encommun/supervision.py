"""Keeps background work at work: whatever ends or dies is logged, begun again, and shown to who asks for readiness.

    async with supervised(mail=sender.run, upkeep=upkeep.run) as supervisor:
        supervisor.start("points", points.run)

Work is an `async def` without arguments that goes on until it is cancelled. What it must still do then, it does in its
own `finally`, for which it has STOPPING seconds.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager

from encommun.log_throttling import ThrottledLog

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 4.0
"""Seconds before work that has ended begins again; twice as many each time, up to the longest."""
STEADY = 60.0
"""Seconds after which work counts as steady: its next pause is the first one again."""
SETTLED = 1.0
"""Seconds that work which ended must go on before it counts as at work again: what dies at once never does."""
STOPPING = 1.5
"""Seconds that all background work has to end."""

Work = Callable[[], Coroutine[None, None, None]]

log = logging.getLogger("encommun.supervision")


class Supervisor:
    """Runs work by name, until it is stopped."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._down: set[str] = set()
        self._notices = ThrottledLog(log, logging.ERROR)

    @property
    def states(self) -> dict[str, bool]:
        """Return, by name, True if the work is down just now; it restarts by itself."""
        return {name: name in self._down for name in self._tasks}

    def start(self, name: str, work: Work) -> None:
        """Begin work that is to go on as long as the supervisor; raises ValueError for a name that is taken."""
        if name in self._tasks:
            raise ValueError(f"{name} is at work already")
        self._tasks[name] = asyncio.create_task(self._keep(name, work), name=name)

    async def stop(self, seconds: float = STOPPING) -> None:
        """Cancel all work and wait for its end; what does not end in time is logged and left behind."""
        for task in self._tasks.values():
            task.cancel()
        if not self._tasks:
            return
        _, left = await asyncio.wait(self._tasks.values(), timeout=seconds)
        for task in left:
            log.error("%s did not end within %s s, and is left behind.", task.get_name(), seconds)

    async def _keep(self, name: str, work: Work) -> None:
        """Begin the work again whenever it ends."""
        loop, pause = asyncio.get_running_loop(), FIRST_PAUSE
        while True:
            begun = loop.time()
            settled = loop.call_later(SETTLED, self._down.discard, name)
            try:
                error = await _end_of(work)
            finally:
                settled.cancel()
            if loop.time() - begun > STEADY:
                pause = FIRST_PAUSE
            self._notices.add(name, f"{name} has stopped, and begins again in {pause} s.", error)
            self._down.add(name)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


async def _end_of(work: Work) -> BaseException | None:
    """Return the exception that ended the work, None if there was none; our own cancellation cancels it to its end."""
    task = asyncio.create_task(work())  # a task of its own: cancelled by others, it does not take us with it
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.wait([task])
        raise
    return asyncio.CancelledError() if task.cancelled() else task.exception()


@asynccontextmanager
async def supervised(**work: Work) -> AsyncIterator[Supervisor]:
    """A supervisor of `work`, and of whatever is started within the block; all of it is stopped at the end."""
    supervisor = Supervisor()
    try:
        for name, each in work.items():
            supervisor.start(name, each)
        yield supervisor
    finally:
        await supervisor.stop()

"""Limits and pauses of the retries of a transaction that collides with others; it pauses without a connection."""

import asyncio
import random

from loaders.errors import MigratingError, OverloadedError
from loaders.unit_of_work.postgresql_unit_of_work import (
    LockTimeout,
    SerializationConflict,
    StaleStatement,
    UncertainDuplicate,
)

MOST = 10
"""Maximum number of attempts, without those that found a row locked."""
FREE = 3
"""Number of attempts that run beside other transactions."""
PAUSE = 0.001
"""Seconds before the first one at most; twice as many before each further one."""
LOCK_PAUSE = 0.05, 0.2
"""Seconds, at least and at most, before it is looked again whether a row is still locked."""


class Retries:
    """The attempts of one job."""

    def __init__(self, seconds: float) -> None:
        """Begin now; the last attempt begins within `seconds`."""
        self.gives_up = asyncio.get_running_loop().time() + seconds
        self.count = 0
        self.sure = False
        """True if the last attempt met a duplicate, which the next one will see."""

    async def pause(self, came_first: SerializationConflict) -> None:
        """Wait before the next attempt; raises UnavailableError when there is none."""
        if isinstance(came_first, StaleStatement) and self.count:
            raise MigratingError from came_first
        self.sure = isinstance(came_first, UncertainDuplicate)
        if isinstance(came_first, LockTimeout):
            seconds = random.uniform(*LOCK_PAUSE)  # noqa: S311 - no secret
        else:
            self.count += 1
            seconds = random.uniform(0, PAUSE * 2**self.count)  # noqa: S311 - no secret
        if self.count >= MOST or asyncio.get_running_loop().time() + seconds > self.gives_up:
            raise OverloadedError from came_first
        await asyncio.sleep(seconds)

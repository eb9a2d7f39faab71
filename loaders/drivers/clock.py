"""The common clock of all processes of one commons: the database's.

Leases, deadlines, waits and the order of what happened are compared between processes, whose own clocks may be hours
apart. SQLite is a file of one machine, with one clock. Of PostgreSQL's clock each process knows how far it is from a
clock of its own that is never set: asked when it connects and once a minute, not for each moment.
"""

import asyncio
import logging
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import asyncpg

from loaders.drivers.database import SQLITE_PREFIX

PAUSE = 60.0
"""Seconds between two looks at the database's clock: quartz drifts by some milliseconds in that time."""
TRIES = 3
"""Looks at once; the quickest answer tells most exactly."""
PATIENCE = 5.0
"""Seconds for the database to answer all of them."""
MOMENT = "SELECT clock_timestamp()"

log = logging.getLogger("encommun.clock")


class Clock(ABC):
    """Tells the moment that all processes of one commons agree about."""

    @abstractmethod
    def __call__(self) -> datetime:
        """Now, in UTC."""

    @abstractmethod
    async def open(self) -> None:
        """Look at the database's clock; raises OSError or asyncpg.PostgresError."""

    @abstractmethod
    async def run(self) -> None:
        """Follow the database's clock until cancelled."""


class MachineClock(Clock):
    """The clock of this machine, for a database that is a file on it."""

    def __call__(self) -> datetime:
        """Now, as the operator has set it."""
        return datetime.now(UTC)

    async def open(self) -> None:
        """There is nothing to look at."""

    async def run(self) -> None:
        """There is nothing to follow."""
        await asyncio.Event().wait()


def boot_clock() -> float:
    """Seconds since the machine started, while it slept too, where its system tells these: nobody sets that clock."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()


class PostgreSQLClock(Clock):
    """The clock of a server of PostgreSQL, wherever it runs."""

    def __init__(self, url: str, pause: float = PAUSE, monotonic: Callable[[], float] = boot_clock) -> None:
        """Name the database; `monotonic` gives seconds from any beginning, and is never set."""
        self._url = url
        self._pause = pause
        self._monotonic = monotonic
        self._zero: datetime | None = None
        """The moment at which `monotonic` showed nothing."""

    def __call__(self) -> datetime:
        """Now, as the server has it; raises RuntimeError before the clock was opened."""
        if self._zero is None:
            raise RuntimeError("this clock is not open")
        return self._zero + timedelta(seconds=self._monotonic())

    async def open(self) -> None:
        """Ask the server for its moment, a few times, and believe the quickest answer."""
        async with asyncio.timeout(PATIENCE):
            connection = await asyncpg.connect(self._url)
            try:
                looks = [await self._look(connection) for _ in range(TRIES)]
            finally:
                await connection.close(timeout=1)
        _, self._zero = min(looks)

    async def run(self) -> None:
        """Look again and again; while the server does not answer, go on by our own clock."""
        while True:
            await asyncio.sleep(self._pause)
            try:
                await self.open()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:  # TimeoutError is an OSError
                log.warning("The database's clock cannot be seen: %s", type(error).__name__)

    async def _look(self, connection: asyncpg.Connection) -> tuple[float, datetime]:
        """Return the duration of the query in seconds, and the moment at which `monotonic` showed zero."""
        asked = self._monotonic()
        moment: datetime = await connection.fetchval(MOMENT)
        told = self._monotonic()
        return told - asked, moment - timedelta(seconds=(asked + told) / 2)


def create_clock(url: str) -> Clock:
    """Return the clock of `sqlite:///path` or `postgresql://…`; open it before use."""
    return MachineClock() if url.startswith(SQLITE_PREFIX) else PostgreSQLClock(url)

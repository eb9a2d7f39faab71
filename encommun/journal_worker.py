"""The worker of the journal: has entries get their positions, and runs the followers, however many processes do so."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from encommun import outage_log
from loaders.drivers.database import Database
from loaders.errors import UnavailableError
from loaders.queries.journal_positions import oldest_unpublished
from loaders.unit_of_work import Writer
from resolvers.core.execute import UnitsOfWork
from resolvers.core.followers import FOLLOWERS, catch_up, due_followers
from resolvers.core.jobs import CLOCK
from resolvers.core.journal_positions import publish_positions
from resolvers.core.site import Site

POLL = 1.0
"""Seconds between two looks at the journal: two statements, and nothing is written where nothing is new."""

Step = Callable[[], Awaitable[bool]]
"""Does a part of what there is to do; True if there may be more."""

log = logging.getLogger("encommun.journal")


class JournalWorker:
    """Publishes positions and runs followers as long as it runs. What fails is logged, and stops nothing else."""

    def __init__(
        self, database: Database, writer: Writer, site: Site, clock: Callable[[], datetime], poll: float = POLL
    ) -> None:
        """Begin with an open database and its writer; `poll` is in seconds."""
        self._database = database
        self._writer = writer
        self._units = UnitsOfWork(writer, CLOCK, clock, site)
        self._poll = poll
        self._at_work: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Do what there is to do, at once and then whenever there is something, until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                for name, step in (await self._steps()).items():
                    if name not in self._at_work or self._at_work[name].done():
                        self._at_work[name] = group.create_task(_to_its_end(name, step), name=name)
                await asyncio.sleep(self._poll)

    async def _steps(self) -> dict[str, Step]:
        """By name, what there is to do; each goes on beside the others, for as long as it takes."""
        steps: dict[str, Step] = {}
        try:
            if await oldest_unpublished(self._database.single()) is not None:
                steps["positions"] = partial(publish_positions, self._writer)
            if FOLLOWERS:
                for each in await due_followers(self._database.single(), self._units.clock()):
                    steps[f"follower {each.name}"] = partial(catch_up, self._units, each)
        except UnavailableError as error:
            outage_log.log_outage(error)
        return steps


async def _to_its_end(name: str, step: Step) -> None:
    try:
        while await step():
            pass
    except UnavailableError as error:
        outage_log.log_outage(error)
    except Exception:
        log.exception("The journal's worker failed at its %s; it is tried again in the next round.", name)

"""The worker of the journal: has entries get their positions, and runs the followers, however many processes do so."""

import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from functools import partial

from encommun import outage_log
from encommun.polling import poll
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
        self, database: Database, writer: Writer, site: Site, clock: Callable[[], datetime], seconds: float = POLL
    ) -> None:
        """Begin with an open database and its writer; it looks at the journal every so many seconds."""
        self._database = database
        self._writer = writer
        self._units = UnitsOfWork(writer, CLOCK, clock, site)
        self._seconds = seconds

    async def run(self) -> None:
        """Do what there is to do, at once and then whenever there is something, until cancelled."""
        await poll(self._found, self._seconds)

    async def _found(self) -> dict[str, Callable[[], Coroutine[None, None, None]]]:
        """Return, by name, what there is to do."""
        steps: dict[str, Step] = {}
        try:
            if await oldest_unpublished(self._database.single()) is not None:
                steps["positions"] = partial(publish_positions, self._writer)
            if FOLLOWERS:
                for each in await due_followers(self._database.single(), self._units.clock()):
                    steps[f"follower {each.name}"] = partial(catch_up, self._units, each)
        except UnavailableError as error:
            outage_log.log_outage(error)
        return {name: partial(_to_its_end, name, step) for name, step in steps.items()}


async def _to_its_end(name: str, step: Step) -> None:
    try:
        while await step():
            pass
    except UnavailableError as error:
        outage_log.log_outage(error)
    except Exception:
        log.exception("The journal's worker failed at its %s; it is tried again in the next round.", name)

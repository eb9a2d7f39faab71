"""Records the searches that each process notes in its memory."""

import asyncio
import logging

from encommun import outage_log
from loaders.errors import UnavailableError
from loaders.unit_of_work import Writer
from resolvers.search.search_log import SearchNotes, record_searches

MINUTE = 60.0
"""Seconds between two rounds."""

log = logging.getLogger("encommun.searches")


class SearchRecorder:
    """Writes down what was searched for since the last round, as long as the process serves requests."""

    def __init__(self, writer: Writer, minute: float = MINUTE) -> None:
        """Begin with an open writer."""
        self.notes = SearchNotes()
        self._writer = writer
        self._minute = minute

    async def run(self) -> None:
        """Record in rounds until cancelled; what was searched for last is still written down."""
        try:
            while True:
                await self._attempt()
                await asyncio.sleep(self._minute)
        finally:
            await self._attempt()

    async def record(self) -> None:
        """Record what was noted; what could not be written, whatever the reason, is noted again."""
        if taken := self.notes.drain():
            try:
                await self._writer.run(lambda work: record_searches(work, taken))
            except BaseException:
                self.notes.restore(taken)
                raise

    async def _attempt(self) -> None:
        """Record; what fails is logged, and recorded in the next round."""
        try:
            await self.record()
        except UnavailableError as error:
            outage_log.log_outage(error)
        except Exception:
            log.exception("Searches could not be recorded; this is tried again in the next round.")

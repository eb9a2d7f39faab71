"""Records in rounds what each process notes in its memory, as long as the process serves requests."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from encommun import outage_log
from loaders.errors import UnavailableError
from loaders.unit_of_work import UnitOfWork, Writer

MINUTE = 60.0
"""Seconds between two rounds."""

log = logging.getLogger("encommun.notes")

T = TypeVar("T")


class Notes(Protocol[T]):
    """Notes in memory."""

    def drain(self) -> T:
        """Take all notes; empty if there are none."""
        ...

    def restore(self, taken: T, /) -> None:
        """Put back notes that could not be written."""
        ...


class NoteRecorder(ABC):
    """Writes down what was noted since the last round."""

    recorded: str
    """The subject of a log entry when a round fails."""

    def __init__(self, writer: Writer, minute: float = MINUTE) -> None:
        """Begin with an open writer."""
        self._writer = writer
        self._minute = minute

    async def run(self) -> None:
        """Record in rounds until cancelled; what was noted last is still written down."""
        try:
            while True:
                await self._attempt()
                await asyncio.sleep(self._minute)
        finally:
            await self._attempt()

    @abstractmethod
    async def record(self) -> None:
        """Record what was noted."""

    async def _attempt(self) -> None:
        """Record; what fails is logged, and recorded in the next round."""
        try:
            await self.record()
        except UnavailableError as error:
            outage_log.log_outage(error)
        except Exception:
            log.exception("%s could not be recorded; this is tried again in the next round.", self.recorded)

    async def _keep(self, notes: Notes[T], write: Callable[[UnitOfWork, T], Awaitable[None]]) -> None:
        """Write notes down; those that were not, whatever the reason, are noted again."""
        if taken := notes.drain():
            try:
                await self._writer.run(lambda work: write(work, taken))
            except BaseException:
                notes.restore(taken)
                raise

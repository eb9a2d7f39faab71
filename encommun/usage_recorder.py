"""Records the last uses of API tokens and accounts, which each process notes in its memory."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from encommun import outage_log
from encommun.authentication import Authenticator
from loaders.errors import UnavailableError
from loaders.unit_of_work import UnitOfWork, Writer
from resolvers.identity.accounts.last_seen import mark_all_seen
from resolvers.spaces.tokens.usage import TokenUsage, record_usage

MINUTE = 60.0
"""Seconds between two rounds."""

log = logging.getLogger("encommun.usage")


class UsageRecorder:
    """Writes down what was used since the last round, as long as the process serves requests."""

    def __init__(self, writer: Writer, authenticator: Authenticator, minute: float = MINUTE) -> None:
        """Begin with an open writer."""
        self._writer = writer
        self._authenticator = authenticator
        self._minute = minute

    async def run(self) -> None:
        """Record in rounds until cancelled; what was used last is still written down."""
        try:
            while True:
                await self._attempt()
                await asyncio.sleep(self._minute)
        finally:
            await self._attempt()

    async def record(self) -> None:
        """Record the last use of API tokens and accounts."""
        await self._keep(self._authenticator.programs, record_usage)
        await self._keep(self._authenticator.people, mark_all_seen)

    async def _attempt(self) -> None:
        """Record; what fails is logged, and recorded in the next round."""
        try:
            await self.record()
        except UnavailableError as error:
            outage_log.log_outage(error)
        except Exception:
            log.exception("Last uses could not be recorded; this is tried again in the next round.")

    async def _keep(
        self, uses: TokenUsage, write: Callable[[UnitOfWork, Mapping[str, datetime]], Awaitable[None]]
    ) -> None:
        """Write uses down; those that were not, whatever the reason, are known again."""
        if taken := uses.drain():
            try:
                await self._writer.run(lambda work: write(work, taken))
            except BaseException:
                uses.restore(taken)
                raise

"""Scheduler: periodic jobs of the server, each minute and each hour.

They run in every process; where two do the same at once, the second does nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from encommun import outage_log
from encommun.authentication import Authenticator
from loaders.errors import UnavailableError
from loaders.unit_of_work import Rollback, UnitOfWork, Writer
from resolvers.core.execute import Act, UnitsOfWork
from resolvers.core.site import Site
from resolvers.core.usage_notes import apply_usage_notes
from resolvers.core.viewer import VISITOR, Viewer
from resolvers.identity.accounts import retention
from resolvers.identity.accounts.cleanup import delete_expired
from resolvers.identity.accounts.last_seen import mark_all_seen
from resolvers.identity.accounts.signing_keys import delete_stored_keys
from resolvers.moderation.deadlines import cases_due, process_deadline
from resolvers.spaces import legacy_claim_repair
from resolvers.spaces.tokens.expiry_notices import due_notices
from resolvers.spaces.tokens.usage import TokenUsage, record_usage

MINUTE, HOUR = 60.0, 3600.0
"""Seconds between two rounds."""
CLOCK = Viewer(request_id="clock")
"""The viewer in whose name due cases are decided."""

Job = Callable[[], Awaitable[None]]
JobContext = Callable[[UnitOfWork, Mapping[str, datetime]], Awaitable[None]]

log = logging.getLogger("encommun.upkeep")


class Scheduler:
    """Runs periodic jobs: records of use, cleanup, notices on expiry, as long as the server runs.

    A chore that fails is logged, keeps no other from being done, and has its turn again in the next round.
    """

    def __init__(
        self,
        writer: Writer,
        authenticator: Authenticator,
        site: Site,
        now: Callable[[], datetime],
        minute: float = MINUTE,
        hour: float = HOUR,
    ) -> None:
        """Begin with an open writer."""
        self._writer = writer
        self._authenticator = authenticator
        self._site = site
        self._now = now
        self._minute = minute
        self._hour = hour

    async def run(self) -> None:
        """Do what is due, at once and then in rounds, until cancelled; what was used last is still written down."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_each(self._minute, self.write_uses, self.settle_usage, self.decide))
                group.create_task(_each(self._hour, self.sweep, self.notice, self.retain, self.settle_contests))
        finally:
            await _tried(self.write_uses)

    async def write_uses(self) -> None:
        """Record the last use of API tokens and accounts."""
        await self._keep(self._authenticator.programs, record_usage)
        await self._keep(self._authenticator.people, mark_all_seen)

    async def settle_usage(self) -> None:
        """Add to the counts of what spaces store what was noted since."""
        await self._writer.run(apply_usage_notes)

    async def sweep(self) -> None:
        """Take out what is no longer of use, a part at a time."""
        await self._writer.run(lambda work: delete_stored_keys(work, self._site.given_keys()))
        while await self._writer.run(lambda work: delete_expired(work, self._now())):
            pass

    async def notice(self) -> None:
        """Tell who keeps a token that it ends soon."""
        await self._execute(VISITOR, due_notices)

    async def decide(self) -> None:
        """Decide all review cases that are due, each in a unit of its own: one that fails stops none."""
        looked_at: set[str] = set()
        while found := await self._writer.run(lambda work: cases_due(work, self._now(), looked_at)):
            for case_id in found:
                await _tried(partial(self._look_at, case_id))
            looked_at.update(found)

    async def _look_at(self, case_id: str) -> None:
        await self._execute(CLOCK, lambda use_case: process_deadline(use_case, case_id))

    async def retain(self) -> None:
        """Warn and erase unused accounts, each in a unit of its own."""
        for account_id in await self._writer.run(lambda work: retention.accounts_due(work, self._now())):
            await _tried(partial(self._attend, account_id))

    async def _attend(self, account_id: str) -> None:
        await self._execute(VISITOR, lambda use_case: retention.process_account(use_case, account_id))

    async def settle_contests(self) -> None:
        """Put right what an earlier release has left of claims, each in a unit of its own."""
        for left in await self._writer.run(legacy_claim_repair.legacy_claims):
            await _tried(partial(self._mend, left))

    async def _mend(self, left: legacy_claim_repair.LegacyClaim) -> None:
        await self._execute(CLOCK, lambda use_case: legacy_claim_repair.repair_legacy_claim(use_case, left))

    async def _execute(self, viewer: Viewer, act: Act[Any]) -> None:
        """Run a use case in a unit of its own, as a mutation does. A refusal is no failure."""
        try:
            await UnitsOfWork(self._writer, viewer, self._now, self._site).run(act)
        except Rollback as refused:
            log.info("A chore was refused: %r", refused.result)

    async def _keep(self, uses: TokenUsage, write: JobContext) -> None:
        """Write uses down; those that were not, whatever the reason, are known again."""
        if taken := uses.drain():
            try:
                await self._writer.run(lambda work: write(work, taken))
            except BaseException:
                uses.restore(taken)
                raise


async def _each(seconds: float, *chores: Job) -> None:
    while True:
        for chore in chores:
            await _tried(chore)
        await asyncio.sleep(seconds)


async def _tried(chore: Job) -> None:
    try:
        await chore()
    except UnavailableError as error:
        outage_log.log_outage(error)
    except Exception:
        log.exception("A chore of upkeep failed; it is tried again in the next round.")

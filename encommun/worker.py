"""The worker: does the jobs that are due, one worker at a time each, however many processes there are.

A job is taken by a lease (`resolvers/core/job_leases.py`). A worker that is told to stop gives its leases back; of one
that falls or hangs, another takes the jobs over when the leases end.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Collection, Coroutine
from datetime import datetime
from functools import partial

from encommun import outage_log
from encommun.polling import poll
from loaders.drivers.database import Database
from loaders.errors import UnavailableError
from loaders.unit_of_work import Rollback, TransactionFunction, Writer
from resolvers.core.error_summary import summarize_error
from resolvers.core.execute import UnitsOfWork
from resolvers.core.job_leases import (
    Lease,
    LeaseLostError,
    due_jobs,
    extend_lease,
    new_lease,
    record_failure,
    release_lease,
    round_of,
    settle_failed_round,
    settle_round,
    take_job,
)
from resolvers.core.jobs import CLOCK, WHOLE, Job
from resolvers.core.site import Site
from resolvers.core.use_case import UseCase

POLL = 5.0
"""Seconds between two looks at what is due, each of them one statement."""

log = logging.getLogger("encommun.jobs")


class Worker:
    """Does jobs as long as it runs. What fails is logged and written down, and keeps nothing else from being done."""

    def __init__(
        self, database: Database, writer: Writer, site: Site, clock: Callable[[], datetime], seconds: float = POLL
    ) -> None:
        """Begin with an open database and its writer; it looks at what is due every so many seconds."""
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._database = database
        self._writer = writer
        self._site = site
        self._clock = clock
        self._seconds = seconds

    async def run(self) -> None:
        """Do what is due, at once and then whenever something is, until cancelled; leases are given back then."""
        await poll(self._due_rounds, self._seconds)

    async def _due_rounds(self) -> dict[str, Callable[[], Coroutine[None, None, None]]]:
        """Return, by name, the round of each job that is due."""
        try:
            found = await due_jobs(self._database.single(), self._clock())
        except UnavailableError as error:
            outage_log.log_outage(error)
            return {}
        return {job.name: partial(self._attempt, job) for job in found}

    async def _attempt(self, job: Job) -> None:
        """Do a job, and log what is the matter where not even that can be written down."""
        try:
            await self.attend(job)
        except Exception as error:  # noqa: BLE001 - whatever it is, it stops no other job
            _log(f"Job {job.name} could not be ended; another round follows when its lease ends.", error)

    async def attend(self, job: Job) -> None:
        """Do one round of a job if it is due and nobody else is at it."""
        lease = new_lease(job.name)
        try:
            if await self._writer.run(lambda work: take_job(work, lease, job.every, self.name, self._clock())):
                await self._writer.run(await self._ended(job, lease))
        except LeaseLostError:
            log.warning("Job %s was taken over: its lease had ended.", job.name)
        except asyncio.CancelledError:
            await self._writer.run(lambda work: release_lease(work, lease))
            raise

    async def _ended(self, job: Job, lease: Lease) -> TransactionFunction[None]:
        """Do a round; the function that writes down how it went."""
        try:
            healed = await self._round(job, lease)
        except LeaseLostError:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            _log(f"Job {job.name} failed.", error)
            summary = summarize_error(error)
            return lambda work: settle_failed_round(work, lease, self._clock(), summary)
        return lambda work: settle_round(work, lease, self._clock(), job.every, healed)

    async def _round(self, job: Job, lease: Lease) -> Collection[str]:
        """Do all keys that are due, each in units of its own; return those that had failed, and do not any more."""
        if job.due is None:  # its failure is that of the round
            await self._do(job, lease, WHOLE)
            return ()
        snapshot = self._database.snapshot()
        try:
            keys, failed = await round_of(snapshot, job, self._clock())
        finally:
            await snapshot.close()
        return failed - {key for key in keys if not await self._succeeds(job, lease, key)}

    async def _succeeds(self, job: Job, lease: Lease, key: str) -> bool:
        """Do one key; an error stays with it."""
        try:
            await self._do(job, lease, key)
        except LeaseLostError:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            _log(f"Job {job.name} failed for {key}; it is tried again later.", error)
            summary = summarize_error(error)
            await self._writer.run(lambda work: record_failure(work, lease, key, self._clock(), summary))
            return False
        return True

    async def _do(self, job: Job, lease: Lease, key: str) -> None:
        """Do one key, in as many units of work as it needs. A refusal is no failure; it undoes the heartbeat, too."""

        async def act(use_case: UseCase) -> bool | None:
            await extend_lease(use_case.work, lease, use_case.now)
            return await job.function(use_case, key)

        units = UnitsOfWork(self._writer, CLOCK, self._clock, self._site)
        try:
            while await units.run(act):
                pass
        except Rollback as refused:
            log.info("Job %s was refused: %r", job.name, refused.result)
            await self._writer.run(lambda work: extend_lease(work, lease, self._clock()))


def _log(message: str, error: Exception) -> None:
    if isinstance(error, UnavailableError):
        outage_log.log_outage(error)
    else:
        log.error("%s", message, exc_info=error)

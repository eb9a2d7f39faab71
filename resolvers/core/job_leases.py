"""Leases of jobs: one worker at a time has a job, shows that it goes on, and says how it went.

Whatever a worker writes about a job names its lease, and each of its units of work begins with `extend_lease`. So of a
worker that was taken for dead and taken over, nothing is stored any more: both write the same row.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import models
from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.select_where import select_where
from loaders.sql.statement import Row
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import ids
from resolvers.core.backoff import doubled_pause
from resolvers.core.jobs import JOBS, WHOLE, Job

JOB, FAILURE = table_of(models.Job), table_of(models.JobFailure)
LEASE = timedelta(minutes=2)
"""The time without a sign of life after which a job is taken over; longer than any unit of work may wait and take."""
SKEW = LEASE
"""The most that the clocks of two machines differ: a moment further ahead was written before a clock was set back."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
"""The pauses before what has failed is tried again: twice as long each time, up to the longest."""
FREE = {"lease": None, "held_by": None, "leased_until": None, "heartbeat_at": None}
"""The columns of a job that nobody is at."""
DUE = ("next_run_at", "leased_until", "tries")
"""The columns that say when a job is done."""


class LeaseLostError(Exception):
    """Another worker has taken the job over; nothing of this unit of work is stored."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A worker's right to do one round of a job."""

    job: str
    id: str


def is_due(row: Row, now: datetime, every: timedelta) -> bool:
    """True if a round of a job is due and nobody is at it; takes a row with the columns DUE."""
    is_free = row.leased_until is None or has_come(row.leased_until, now, LEASE)
    return is_free and has_come(row.next_run_at, now, pause_after(row.tries) if row.tries else every)


def has_come(moment: datetime, now: datetime, longest: timedelta) -> bool:
    """True if a moment has come that lay at most `longest` ahead when it was written.

    It has, too, if it lies further ahead by now: the clock was set back, and nothing waits for it to catch up.
    """
    return not now < moment <= now + longest + SKEW


def pause_after(tries: int) -> timedelta:
    """The pause after so many failures in a row."""
    return doubled_pause(FIRST_PAUSE, LONGEST_PAUSE, tries)


async def due_jobs(reads: RowFetcher, now: datetime) -> list[Job]:
    """The jobs that are due and that nobody is at: one statement."""
    rows = {row.name: row for row in await select_where(reads, JOB, {}, ("name", *DUE))}
    return [each for each in JOBS.values() if each.name not in rows or is_due(rows[each.name], now, each.every)]


async def round_of(reads: RowFetcher, job: Job, now: datetime) -> tuple[list[str], set[str]]:
    """The keys to do in a round, and those that have failed before and do not wait for their next try.

    The latter are among the former, or are not due any more.
    """
    if job.due is None:
        return [WHOLE], set()
    keys, failures = await job.due(reads, now), await failures_of(reads, job.name)
    waiting = {row.key for row in failures if not has_come(row.retry_at, now, pause_after(row.tries))} & set(keys)
    return [key for key in keys if key not in waiting], {row.key for row in failures} - waiting


def new_lease(job: str) -> Lease:
    """A lease to take a job by."""
    return Lease(job, ids.new("lease"))


async def take_job(work: UnitOfWork, lease: Lease, every: timedelta, worker: str, now: datetime) -> bool:
    """Take a job that is done `every` so often, if it is due; False where another worker is at it, or has done it."""
    held = {"lease": lease.id, "held_by": worker, "leased_until": now + LEASE, "heartbeat_at": now}
    rows = await work.select(JOB, {"name": lease.job}, DUE)
    if not rows:
        await work.insert(JOB, [{"name": lease.job, "next_run_at": now, **held}])
    elif is_due(rows[0], now, every):
        await work.update(JOB, {"name": lease.job}, held)
    else:
        return False
    return True


async def extend_lease(work: UnitOfWork, lease: Lease, now: datetime) -> None:
    """Show that the worker goes on; raises LeaseLostError where another one has the job."""
    await _write(work, lease, {"leased_until": now + LEASE, "heartbeat_at": now})


async def release_lease(work: UnitOfWork, lease: Lease) -> None:
    """Leave a round unfinished: it stays due, for any worker. A lease that was lost changes nothing."""
    await work.update(JOB, {"name": lease.job, "lease": lease.id}, FREE)


async def settle_round(
    work: UnitOfWork, lease: Lease, now: datetime, every: timedelta, healed: Collection[str]
) -> None:
    """End a round; the next one is due after `every`, or when a key that has failed is to be tried again.

    `healed` are the keys that had failed before, and are done or not due any more.
    """
    await work.delete_all(FAILURE, [{"job": lease.job, "key": key} for key in sorted(healed)])
    again = [row.retry_at for row in await failures_of(work, lease.job)]
    ended = {"next_run_at": min([now + every, *again]), "tries": 0, "last_success_at": now}
    await _write(work, lease, {**FREE, **ended})


async def settle_failed_round(work: UnitOfWork, lease: Lease, now: datetime, error: str) -> None:
    """End a round that has failed as a whole: it is tried again after a pause."""
    tries = 1 + sum(row.tries for row in await work.select(JOB, {"name": lease.job}, ("tries",)))
    ended = {"next_run_at": now + pause_after(tries), "tries": tries, "last_error": error, "last_error_at": now}
    await _write(work, lease, {**FREE, **ended})


async def failures_of(reads: RowFetcher, job: str) -> list[Row]:
    """The keys of a job that have failed, with `key`, `tries` and `retry_at`."""
    return await select_where(reads, FAILURE, {"job": job}, ("key", "tries", "retry_at"))


async def record_failure(work: UnitOfWork, lease: Lease, key: str, now: datetime, error: str) -> None:
    """Write down that a key has failed: it is tried again after a pause."""
    failed = {"last_error": error, "last_error_at": now}
    await _write(work, lease, {"leased_until": now + LEASE, "heartbeat_at": now, **failed})
    where = {"job": lease.job, "key": key}
    tries = 1 + sum(row.tries for row in await work.select(FAILURE, where, ("tries",)))
    await work.delete(FAILURE, where)
    await work.insert(FAILURE, [{**where, "tries": tries, "retry_at": now + pause_after(tries), **failed}])


async def _write(work: UnitOfWork, lease: Lease, values: Mapping[str, Any]) -> None:
    if not await work.update(JOB, {"name": lease.job, "lease": lease.id}, values):
        raise LeaseLostError(lease.job)

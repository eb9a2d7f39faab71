"""`encommun doctor`: how the jobs and followers of a commons go, and what is the matter with them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from encommun.commons import read_commons
from loaders.queries.journal_positions import cursors, oldest_unpublished
from loaders.queries.mails import oldest_due_mail
from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.select_where import select_where
from loaders.sql.statement import Row
from resolvers.core.followers import FOLLOWERS
from resolvers.core.job_leases import FAILURE, JOB
from resolvers.core.jobs import JOBS

OVERDUE = timedelta(minutes=15)
"""The time after which what is due and not done is told as a fault: nobody does it."""
FOR_LONG = 5
"""Failures in a row from which on the operator is to look: they take a quarter of an hour at least."""
FOR_LONG_OF_FOLLOWERS = 10
"""The same of followers, whose first pauses are shorter."""
HISTORY = ("tries", "last_error", "last_error_at", "last_success_at")


class Finding(NamedTuple):
    """A line for the operator."""

    line: str
    is_well: bool = True


async def examine(url: str) -> list[Finding]:
    """The findings on the commons at `url`, by its clock. Writes nothing."""
    async with read_commons(url) as (reads, now):
        return await findings_at(reads, now)


async def findings_at(reads: RowFetcher, now: datetime) -> list[Finding]:
    """Return the state of each job and follower at a moment, and of mails and entries of the journal that wait."""
    jobs = {row.name: row for row in await select_where(reads, JOB, {}, JOB.c.keys())}
    failures = await select_where(reads, FAILURE, {}, FAILURE.c.keys())
    followers = await cursors(reads, ("name", "position", *HISTORY))
    waiting, unpublished = await oldest_due_mail(reads, now), await oldest_unpublished(reads)
    return [
        *(each for name in sorted(JOBS) for each in _of_job(name, jobs.get(name), failures, now)),
        *(_of_follower(row) for row in followers if row.name in FOLLOWERS),
        *([] if waiting is None else [_of_mails(waiting, now)]),
        *([] if unpublished is None else [_of_positions(unpublished, now)]),
    ]


def _of_job(name: str, row: Row | None, failures: Sequence[Row], now: datetime) -> Iterator[Finding]:
    if row is None:
        yield Finding(f"{name}: was never done. Does `encommun serve` or `encommun work` run?", is_well=False)
        return
    faults = [
        *(["fails"] if row.tries >= FOR_LONG else []),
        *(["is overdue"] if now - max(row.next_run_at, row.leased_until or row.next_run_at) > OVERDUE else []),
    ]
    held = f"held by {row.held_by} until {_moment(row.leased_until)}" if row.held_by else "held by nobody"
    yield Finding(f"{name}: {' and '.join(faults) or 'ok'}; {_history(row)}; {held}", not faults)
    for failure in (each for each in failures if each.job == name):
        yield Finding(
            f"  {failure.key}: {failure.tries} failures in a row; last error {failure.last_error} "
            f"at {_moment(failure.last_error_at)}; next try {_moment(failure.retry_at)}",
            failure.tries < FOR_LONG,
        )


def _of_follower(row: Row) -> Finding:
    is_well, behind = row.tries < FOR_LONG_OF_FOLLOWERS, row.last_position - row.position
    return Finding(
        f"follower {row.name}: {'ok' if is_well else 'fails'}; {behind} entries behind; {_history(row)}", is_well
    )


def _history(row: Row) -> str:
    """Return the last success and the last error of a job or a follower; takes a row with the columns HISTORY."""
    error = f"{row.last_error} at {_moment(row.last_error_at)}" if row.last_error else "none"
    return f"last success {_moment(row.last_success_at)}; last error {error}; {row.tries} failures in a row"


def _of_mails(waiting: datetime, now: datetime) -> Finding:
    late = now - waiting > OVERDUE
    return Finding(f"mail: {'is overdue' if late else 'ok'}; the oldest is due since {_moment(waiting)}", not late)


def _of_positions(waiting: datetime, now: datetime) -> Finding:
    late = now - waiting > OVERDUE
    state = "are overdue" if late else "ok"
    return Finding(f"positions: {state}; the oldest entry without one is of {_moment(waiting)}", not late)


def _moment(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment:%Y-%m-%d %H:%M:%S} UTC"

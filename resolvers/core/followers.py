"""Followers: functions that are given the entries of the journal in the order of their positions, each entry once.

    @follower("webhooks", from_start=False)
    async def queue_deliveries(use_case: UseCase, entries: Sequence[Row]) -> None: ...

A follower has a cursor, which moves in the unit of work in which the function writes: both are stored, or neither.
What the function does outside of the database is not undone with it, and is done again. So it queues a row in the unit,
with an id that it derives from the entry, and a job delivers the row: at least once, and known by that id.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from loaders.errors import DeadlineError, UnavailableError
from loaders.queries.changes import entries_after
from loaders.queries.journal_positions import cursors, last_position
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.statement import Row
from loaders.tables import FOLLOWER
from resolvers.core.backoff import doubled_pause
from resolvers.core.error_summary import summarize_error
from resolvers.core.execute import UnitsOfWork
from resolvers.core.use_case import UseCase

AT_ONCE = 200
"""Entries that a follower is given at a time: so few that PostgreSQL remembers which pages a unit has read. Of more, it
remembers the whole journal as read, and units that add to it would have to begin again more often."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(hours=1)
"""The pauses of a follower that fails: twice as long each time, up to the longest."""

FollowerFunction = Callable[[UseCase, Sequence[Row]], Awaitable[None]]
"""Takes entries with all columns of `models.Change`, in order. Those of erased persons have lost what they told: of
`fields`, the names are left."""

log = logging.getLogger("encommun.followers")


@dataclass(frozen=True, slots=True)
class Follower:
    """A declared follower."""

    name: str
    function: FollowerFunction
    from_start: bool
    """True if it is given all of the journal; False if it is given what comes after it is run for the first time."""


FOLLOWERS: dict[str, Follower] = {}
"""All followers, by name."""


def follower(name: str, *, from_start: bool) -> Callable[[FollowerFunction], FollowerFunction]:
    """Declare the function below as a follower; raises ValueError for a name that is taken."""

    def declare(function: FollowerFunction) -> FollowerFunction:
        if name in FOLLOWERS:
            raise ValueError(f"There is a follower '{name}' already.")
        FOLLOWERS[name] = Follower(name, function, from_start)
        return function

    return declare


async def due_followers(reads: RowFetcher, now: datetime) -> list[Follower]:
    """The followers to call `catch_up` for: those that have entries before them, and do not pause. One statement."""
    rows = {row.name: row for row in await cursors(reads, ("name", "position", "tries", "last_error_at"))}
    return [
        each
        for name, each in FOLLOWERS.items()
        if name not in rows or (rows[name].position < rows[name].last_position and not pauses(rows[name], now))
    ]


async def catch_up(units: UnitsOfWork, follower: Follower) -> bool:
    """Give a follower its next entries; return True if there may be more, for which to call it again.

    Any number of workers may do so at once. An error of the follower is written down; it is tried again after a pause,
    with the same entries. Raises UnavailableError when the database does not serve.
    """
    try:
        return await units.run(partial(_advance, follower))
    except Exception as error:
        if isinstance(error, UnavailableError) and not isinstance(error, DeadlineError):
            raise
        log.exception("The follower '%s' has failed; it is tried again after a pause.", follower.name)
        summary = summarize_error(error)
        await units.run(lambda use_case: _record_failure(use_case, follower.name, summary))
        return False


async def _advance(follower: Follower, use_case: UseCase) -> bool:
    cursor = await use_case.first_row(FOLLOWER, {"name": follower.name}, ("position", "tries", "last_error_at"))
    if cursor is None:
        position = 0 if follower.from_start else await last_position(use_case.work)
        await use_case.work.insert(FOLLOWER, [{"name": follower.name, "position": position}])
        return True
    if pauses(cursor, use_case.now):
        return False
    entries = await entries_after(use_case.work, cursor.position, AT_ONCE)
    if entries:
        # Before the function is run: another worker waits here, and then begins again behind these entries.
        moved = {"position": entries[-1].position, "tries": 0, "last_success_at": use_case.now}
        await use_case.work.update(FOLLOWER, {"name": follower.name}, moved)
        await follower.function(use_case, entries)
    return len(entries) == AT_ONCE


def pauses(cursor: Row, now: datetime) -> bool:
    """True if a follower has failed, and its next try is not due yet; takes a row of its cursor.

    A failure that lies ahead was written before the clock was set back: nothing waits for it to catch up.
    """
    if not cursor.tries:
        return False
    pause = doubled_pause(FIRST_PAUSE, LONGEST_PAUSE, cursor.tries)
    return bool(cursor.last_error_at <= now < cursor.last_error_at + pause)


async def _record_failure(use_case: UseCase, name: str, error: str) -> None:
    row = await use_case.first_row(FOLLOWER, {"name": name}, ("tries",))
    failed = {"tries": (row.tries if row else 0) + 1, "last_error": error, "last_error_at": use_case.now}
    await use_case.work.update(FOLLOWER, {"name": name}, failed)

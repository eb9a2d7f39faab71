"""Gives the entries of the journal their positions, in the order in which they become visible.

A transaction that began first may commit last. So nobody takes a number beforehand: one publisher at a time numbers
what is committed, by (`created_at`, `id`), and its commit makes these numbers visible together.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from asyncpg import Record
from sqlalchemy import Select, func, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import CHANGE, FOLLOWER
from loaders.unit_of_work import UnitOfWork

AT_ONCE = 2_000
"""Entries that one statement numbers."""
LOCK = 7267
"""Key of PostgreSQL's advisory lock, which one publisher holds at a time."""
# A snapshot for each statement: the numbering one has to see what the publisher before it has committed. And writers,
# which are serialisable, do not collide with a transaction that is not.
SEE_THE_LATEST = Statement("SET TRANSACTION ISOLATION LEVEL READ COMMITTED", (), {}, {}, Record, list)
# Without sorting, entries are found by their index in the order in which they are numbered, and no more than wanted.
WALK_THE_INDEX = "set_config('enable_sort', 'off', true)"
TAKE_THE_LOCK = Statement(
    f"SELECT pg_try_advisory_xact_lock({LOCK}), {WALK_THE_INDEX}",
    *((), {}, {}, Record, list),
)
NUMBER = Statement(
    f"""
    UPDATE change SET position = numbered.position
    FROM (
        SELECT id, row_number() OVER (ORDER BY created_at, id)
            + (SELECT coalesce(max(position), 0) FROM change WHERE position IS NOT NULL) AS position
        FROM (SELECT id, created_at FROM change WHERE position IS NULL ORDER BY created_at, id LIMIT {AT_ONCE}) AS new
    ) AS numbered
    WHERE change.id = numbered.id
    RETURNING change.position
    """,  # noqa: S608 - our own number
    *((), {}, {}, Record, list),
)


async def number_entries(work: UnitOfWork) -> int:
    """Number at most AT_ONCE entries that are committed, in a unit that does nothing else; return their count.

    Where several units write at a time, another publisher may be at work: then there is nothing to do.
    """
    if not work.runs_alone:
        await work.fetch(SEE_THE_LATEST, {})
        [[is_ours, _]] = await work.fetch(TAKE_THE_LOCK, {})
        if not is_ours:
            return 0
    return len(await work.fetch(NUMBER, {}))


async def oldest_unpublished(reads: RowFetcher) -> datetime | None:
    """The moment of the first entry that is committed and has no position yet; None if all have theirs."""
    return next((row.created_at for row in await reads.fetch(_unpublished(reads.dialect), {})), None)


async def last_position(reads: RowFetcher) -> int:
    """The highest position in the journal; 0 if there is none."""
    [[position]] = await reads.fetch(_last(reads.dialect), {})
    return int(position)


async def cursors(reads: RowFetcher, columns: Sequence[str]) -> list[Row]:
    """The `columns` of all followers that have run, and `last_position`, that of the journal."""
    return await reads.fetch(_cursors(reads.dialect, tuple(columns)), {})


@cache
def _unpublished(dialect: Dialect) -> Statement:
    waiting = select(CHANGE.c.created_at).where(CHANGE.c.position.is_(None))
    return dialect.rows(waiting.order_by(CHANGE.c.created_at, CHANGE.c.id).limit(1), "Change")


@cache
def _last(dialect: Dialect) -> Statement:
    return dialect.rows(_highest(), "Change")


@cache
def _cursors(dialect: Dialect, columns: tuple[str, ...]) -> Statement:
    last = _highest().scalar_subquery().label("last_position")
    return dialect.rows(select(*(FOLLOWER.c[name] for name in columns), last), "Follower")


def _highest() -> Select[Any]:
    return select(func.coalesce(func.max(CHANGE.c.position), 0).label("position")).where(CHANGE.c.position.is_not(None))

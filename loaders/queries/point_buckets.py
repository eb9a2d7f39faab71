"""Buckets of points, which all processes share: emptied by what was spent, filled by the time that has passed.

Time is the database's, so that no two processes have to agree on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import bindparam, select

from loaders.queries.select_where import select_in
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Statement
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import RateBucket

TABLE = table_of(RateBucket)
MICROS = 1_000_000
FORGOTTEN = 3_600 * MICROS
"""Microseconds after which a bucket is full again, whatever it held: its row is of no use."""
AT_ONCE = 500
"""Rows that one unit of work takes out."""


@dataclass(frozen=True, slots=True)
class PointsSpent:
    """Points spent from one bucket since it was last settled."""

    key: str
    points: int
    size: int
    """Points that the bucket holds."""
    per_second: int
    """Points that come in."""


async def settle_buckets(work: UnitOfWork, spent: Sequence[PointsSpent]) -> list[int]:
    """The points that are left in each bucket, once what was spent is taken out of it."""
    ((now,),) = await work.fetch(_now(work.dialect), {})
    columns = ("key", "level", "moment")
    rows = await select_in(work, TABLE, "key", [each.key for each in spent], columns)
    known = {row[0]: (row[1], row[2]) for row in rows}
    levels = [_level(each, known.get(each.key), now) for each in spent]
    kept = [{"key": each.key, "level": level, "moment": now} for each, level in zip(spent, levels, strict=True)]
    await work.insert(TABLE, [row for row in kept if row["key"] not in known])
    changed = [({"key": row.pop("key")}, row) for row in kept if row["key"] in known]
    await work.update_all(TABLE, changed)
    return levels


async def delete_full_buckets(work: UnitOfWork) -> bool:
    """Take out buckets that are full again; whether there may be more of them."""
    ((now,),) = await work.fetch(_now(work.dialect), {})
    rows = await work.fetch(_older(work.dialect), {"before": now - FORGOTTEN})
    await work.delete_all(TABLE, [{"key": row[0]} for row in rows])
    return len(rows) == AT_ONCE


def _level(spent: PointsSpent, known: tuple[int, int] | None, now: int) -> int:
    """Return the points left: at least minus the size of a bucket, so that nobody waits for ever."""
    level = spent.size
    if known is not None:
        before, moment = known
        level = min(spent.size, before + max(0, now - moment) * spent.per_second // MICROS)
    return max(level - spent.points, -spent.size)


@cache
def _now(dialect: Dialect) -> Statement:
    return dialect.rows(select(dialect.epoch_microseconds().label("now")), TABLE.name)


@cache
def _older(dialect: Dialect) -> Statement:
    before = bindparam("before", type_=TABLE.c.moment.type)
    return dialect.rows(select(TABLE.c.key).where(TABLE.c.moment <= before).limit(AT_ONCE), TABLE.name)

"""Cases that the clock decides: the minimum time is over, or the deadline has come."""

from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, select

from loaders.dialect import Dialect
from loaders.statement import Statement
from loaders.transactions import Work
from models import Stage
from resolvers.moderation.deciding import settle
from resolvers.moderation.opening import COLUMNS
from resolvers.moderation.tables import CASE
from resolvers.spaces.acting import Acting

MOST = 100
"""Cases of a round of upkeep; the others have their turn in the next."""


async def due_cases(work: Work, now: datetime) -> list[str]:
    """The ids of cases to look at, those that have waited longest first."""
    return [row.id for row in await work.fetch(_due(work.dialect), {"now": now})]


async def look_at(acting: Acting, case_id: str) -> None:
    """Decide a case if the clock does; whoever comes second finds nothing to do."""
    for case in await acting.work.select(CASE, {"id": case_id, "stage": Stage.OPEN}, COLUMNS):
        await settle(acting, case)


@cache
def _due(dialect: Dialect) -> Statement:
    moment = bindparam("now", type_=CASE.c.next_at.type)
    query = select(CASE.c.id).where(CASE.c.next_at <= moment).order_by(CASE.c.next_at, CASE.c.id).limit(MOST)
    return dialect.rows(query, "ReviewCase")

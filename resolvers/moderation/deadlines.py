"""Cases that the clock decides: the minimum time is over, or the deadline has come."""

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, select

from loaders.sql.dialect import Dialect
from loaders.sql.statement import Statement
from loaders.tables import CASE
from loaders.unit_of_work import UnitOfWork
from models import Stage
from resolvers.core.use_case import UseCase
from resolvers.moderation.cases import COLUMNS
from resolvers.moderation.decisions import decide_if_due, expire_case

MOST = 100
"""Cases that are looked for at once."""


async def cases_due(work: UnitOfWork, now: datetime, looked_at: Collection[str] = ()) -> list[str]:
    """The ids of cases to look at, those that have waited longest first; not of those that were, whatever came of it.

    So one that fails stands in no other's way, however many of them there are.
    """
    values = {"now": now, "looked_at": sorted(looked_at)}
    return [row.id for row in await work.fetch(_due(work.dialect), values)]


async def process_deadline(acting: UseCase, case_id: str) -> None:
    """Decide a case if the clock does; whoever comes second finds nothing to do."""
    for case in await acting.work.select(CASE, {"id": case_id}, COLUMNS):
        if case.stage == Stage.OPEN:
            await decide_if_due(acting, case)
        elif case.stage == Stage.ESCALATED and case.next_at is not None and case.next_at <= acting.now:
            await expire_case(acting, case)


@cache
def _due(dialect: Dialect) -> Statement:
    moment = bindparam("now", type_=CASE.c.next_at.type)
    other = CASE.alias()
    others = select(other.c.id).where(dialect.is_in(other.c.id, "looked_at"))
    query = select(CASE.c.id).where(CASE.c.next_at <= moment, CASE.c.id.not_in(others))
    return dialect.rows(query.order_by(CASE.c.next_at, CASE.c.id).limit(MOST), "ReviewCase")

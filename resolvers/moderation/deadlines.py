"""Cases that the clock decides: the minimum time is over, or the deadline has come."""

from collections.abc import Collection
from datetime import datetime

from loaders.queries.review_cases import cases_due_by
from loaders.tables import CASE
from loaders.unit_of_work import UnitOfWork
from models import Stage
from resolvers.core.use_case import UseCase
from resolvers.moderation.cases import COLUMNS
from resolvers.moderation.decisions import decide_if_due, expire_case

MOST = 100
"""Cases that are looked for at once."""


async def cases_due(work: UnitOfWork, now: datetime, looked_at: Collection[str] = ()) -> list[str]:
    """Return the ids of due cases, the longest waiting first, without those that were `looked_at`.

    So one that fails stands in no other's way, however many of them there are.
    """
    return await cases_due_by(work, now, looked_at, MOST)


async def process_deadline(use_case: UseCase, case_id: str) -> None:
    """Decide a case whose deadline has passed; a second run finds nothing to do."""
    for case in await use_case.work.select(CASE, {"id": case_id}, COLUMNS):
        if case.stage == Stage.OPEN:
            await decide_if_due(use_case, case)
        elif case.stage == Stage.ESCALATED and case.next_at is not None and case.next_at <= use_case.now:
            await expire_case(use_case, case)

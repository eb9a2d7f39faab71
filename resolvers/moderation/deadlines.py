"""Cases that the clock decides: the minimum time is over, or the deadline has come."""

from loaders.queries.review_cases import cases_due
from loaders.tables import CASE
from resolvers.core.jobs import MINUTE, job
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS
from resolvers.moderation.decisions import decide_if_due, expire_case


@job("review_deadlines", every=MINUTE, due=cases_due)
async def process_deadline(use_case: UseCase, case_id: str) -> None:
    """Decide a case whose deadline has passed; a second run finds nothing to do."""
    for case in await use_case.work.select(CASE, {"id": case_id}, COLUMNS):
        if CASE_LIFECYCLE.is_due("count", case.stage, case, use_case.now):
            await decide_if_due(use_case, case)
        elif CASE_LIFECYCLE.is_due("lapse", case.stage, case, use_case.now):
            await expire_case(use_case, case)

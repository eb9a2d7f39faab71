"""The votes of a case's round, read and counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from loaders.sql.statement import Row
from loaders.unit_of_work import UnitOfWork
from models import Choice, Stage, Verdict
from resolvers.core.refusals import Conflict, refuse
from resolvers.moderation.policies import COLUMNS, POLICY, terms_of
from resolvers.moderation.tables import VOTE
from resolvers.moderation.tally import Cast, Tally, Terms, tally

STEWARDS = "stewards"
"""What the stewards' common voice is counted under."""


class Count(NamedTuple):
    """The votes of a round, and what they come to."""

    votes: list[Row]
    tally: Tally


async def count(work: UnitOfWork, case: Row, now: datetime) -> Count:
    """The votes of the present round of a case, and what they and the clock have come to."""
    (policy,) = await work.select(POLICY, {"id": case.policy_id}, COLUMNS)
    votes = await votes_in(work, case)
    return Count(votes, tally(_terms(policy, case), case.opened_at, casts(votes), now))


def _terms(policy: Row, case: Row) -> Terms:
    """The terms of a case's round, which may have kept the deadline of an earlier one."""
    terms, due_after = terms_of(policy, case.ground), case.due_at - case.opened_at
    return replace(terms, due_after=due_after, open_for=min(terms.open_for, due_after))


async def votes_in(work: UnitOfWork, case: Row) -> list[Row]:
    """All votes of a case's present round."""
    return await work.select(VOTE, {"case_id": case.id, "round": case.round}, tuple(VOTE.c.keys()))


def casts(votes: Sequence[Row]) -> list[Cast]:
    """Votes as they are counted."""
    return [Cast(row.number, row.network_id or STEWARDS, Choice(row.choice), row.created_at) for row in votes]


async def is_decided(work: UnitOfWork, case: Row, now: datetime) -> bool:
    """Whether the votes on a case have decided something that nobody has carried out yet, which is done each minute."""
    if case.stage != Stage.OPEN or case.next_at > now:
        return False
    return (await count(work, case, now)).tally.verdict not in (None, Verdict.ESCALATED)


async def check_undecided(work: UnitOfWork, case: Row, now: datetime) -> None:
    """Refuse to pass over what was decided."""
    if await is_decided(work, case, now):
        refuse(Conflict("BEING_DECIDED"))

"""The votes of a case's round, read and counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from loaders.sql.statement import Row
from loaders.tables import POLICY, VOTE
from loaders.unit_of_work import UnitOfWork
from models import Choice, Stage, Verdict
from resolvers.core.refusals import Conflict, refuse
from resolvers.moderation.policies import COLUMNS, voting_terms
from resolvers.moderation.tally import TalliedVote, Tally, Terms, tally

STEWARDS = "stewards"
"""The key of the stewards' common vote."""


class VoteCount(NamedTuple):
    """The votes of a round, and their result."""

    votes: list[Row]
    tally: Tally


async def count_votes(work: UnitOfWork, case: Row, now: datetime) -> VoteCount:
    """Return the votes of a case's current round, with their result at this moment."""
    (policy,) = await work.select(POLICY, {"id": case.policy_id}, COLUMNS)
    votes = await votes_in(work, case)
    return VoteCount(votes, tally(_terms(policy, case), case.opened_at, counted_votes(votes), now))


def _terms(policy: Row, case: Row) -> Terms:
    """The terms of a case's round, which may have kept the deadline of an earlier one."""
    terms, due_after = voting_terms(policy, case.ground), case.due_at - case.opened_at
    return replace(terms, due_after=due_after, open_for=min(terms.open_for, due_after))


async def votes_in(work: UnitOfWork, case: Row) -> list[Row]:
    """All votes of a case's present round."""
    return await work.select(VOTE, {"case_id": case.id, "round": case.round}, tuple(VOTE.c.keys()))


def counted_votes(votes: Sequence[Row]) -> list[TalliedVote]:
    """Votes as they are counted."""
    return [TalliedVote(row.number, row.network_id or STEWARDS, Choice(row.choice), row.created_at) for row in votes]


async def is_decided(work: UnitOfWork, case: Row, now: datetime) -> bool:
    """True if the votes on a case have decided it and the decision awaits the next run of the job."""
    if case.stage != Stage.OPEN or case.next_at > now:
        return False
    return (await count_votes(work, case, now)).tally.verdict not in (None, Verdict.ESCALATED)


async def check_undecided(work: UnitOfWork, case: Row, now: datetime) -> None:
    """Refuse to pass over what was decided."""
    if await is_decided(work, case, now):
        refuse(Conflict("BEING_DECIDED"))

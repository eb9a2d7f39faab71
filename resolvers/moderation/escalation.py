"""Cases that the votes have not decided until the deadline: the stewards do."""

from loaders.sql.statement import Row
from loaders.tables import CASE
from models import Choice
from resolvers.core.refusals import Conflict, NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.appeal_priority import awaits_appeal
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS
from resolvers.moderation.conflict_of_interest import has_conflict
from resolvers.moderation.decisions import record_decision
from resolvers.moderation.tally import VERDICTS
from resolvers.moderation.vote_counting import votes_in
from resolvers.moderation.voter_identity import voter_identity
from resolvers.moderation.voting import Ballot, StoredVote, valid_vote_text, write_vote
from resolvers.validation import Problem


async def decide_escalated(use_case: UseCase, case_id: str, ballot: Ballot) -> Row:
    """The case as a steward decided it; what the networks said stays beside the decision."""
    if not use_case.viewer.steward:
        refuse(NotPermitted("DECIDED_BY_STEWARDS"))
    text = valid_vote_text(ballot, explained=True)
    if ballot.choice is Choice.ABSTAIN:
        refuse(ValidationFailed([Problem(("choice",), "DECIDES_NOTHING")]))
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    CASE_LIFECYCLE.check("settle", case.stage)
    who = await voter_identity(use_case)
    if await has_conflict(use_case, case, who):
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))
    await write_vote(use_case, case, StoredVote(who.account_id, None, ballot, text))
    if await awaits_appeal(use_case.work, case, VERDICTS[ballot.choice]):
        refuse(Conflict("APPEAL_PENDING"))
    votes = await votes_in(use_case.work, case)
    await record_decision(use_case, case, VERDICTS[ballot.choice], use_case.now, votes, by_stewards=True)
    return await use_case.row_by_id(CASE, case_id, COLUMNS)

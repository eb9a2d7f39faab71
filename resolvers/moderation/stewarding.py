"""Cases that the votes have not decided until the deadline: the stewards do."""

from loaders.sql.statement import Row
from models import Choice
from resolvers.core.refusals import Conflict, NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.counting import votes_in
from resolvers.moderation.deciding import decide
from resolvers.moderation.heard_first import waits_for_appeal
from resolvers.moderation.opening import COLUMNS
from resolvers.moderation.parts import has_part
from resolvers.moderation.speaking import speaking
from resolvers.moderation.stages import Doing, check_stage
from resolvers.moderation.tables import CASE
from resolvers.moderation.tally import VERDICTS
from resolvers.moderation.voting import Ballot, Said, checked_text, write_vote
from resolvers.validation import Problem


async def settle_case(acting: UseCase, case_id: str, ballot: Ballot) -> Row:
    """The case as a steward decided it; what the networks said stays beside the decision."""
    if not acting.viewer.steward:
        refuse(NotPermitted("DECIDED_BY_STEWARDS"))
    text = checked_text(ballot, explained=True)
    if ballot.choice is Choice.ABSTAIN:
        refuse(ValidationFailed([Problem(("choice",), "DECIDES_NOTHING")]))
    case = await acting.row_by_id(CASE, case_id, COLUMNS)
    check_stage(case, Doing.SETTLE)
    who = await speaking(acting)
    if await has_part(acting, case, who):
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))
    await write_vote(acting, case, Said(who.account_id, None, ballot, text))
    if await waits_for_appeal(acting.work, case, VERDICTS[ballot.choice]):
        refuse(Conflict("APPEAL_PENDING"))
    votes = await votes_in(acting.work, case)
    await decide(acting, case, VERDICTS[ballot.choice], acting.now, votes, by_stewards=True)
    return await acting.row_by_id(CASE, case_id, COLUMNS)

"""Cases that the votes have not decided until the deadline: the stewards do."""

from loaders.statement import Row
from models import Choice
from resolvers.moderation.counting import votes_in
from resolvers.moderation.deciding import decide
from resolvers.moderation.opening import COLUMNS
from resolvers.moderation.parts import has_part
from resolvers.moderation.stages import Doing, check_stage
from resolvers.moderation.tables import CASE
from resolvers.moderation.tally import VERDICTS
from resolvers.moderation.voting import Ballot, checked_text, write_vote
from resolvers.refusals import NotPermitted, ValidationFailed, refuse
from resolvers.spaces.acting import Acting
from resolvers.validation import Problem


async def settle_case(acting: Acting, case_id: str, ballot: Ballot) -> Row:
    """The case as a steward decided it; what the networks said stays beside the decision."""
    if not acting.viewer.steward:
        refuse(NotPermitted("DECIDED_BY_STEWARDS"))
    text = checked_text(ballot)
    if ballot.choice is Choice.ABSTAIN:
        refuse(ValidationFailed([Problem(("choice",), "DECIDES_NOTHING")]))
    case = await acting.named(CASE, case_id, COLUMNS)
    check_stage(case, Doing.SETTLE)
    if await has_part(acting, case):
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))
    await write_vote(acting, case, None, ballot, text)
    votes = await votes_in(acting.work, case)
    await decide(acting, case, VERDICTS[ballot.choice], acting.now, votes, by_stewards=True)
    return await acting.named(CASE, case_id, COLUMNS)

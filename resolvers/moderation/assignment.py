"""Assignment of a case to a network: a courtesy among moderators, which prevents nobody from voting."""

from datetime import timedelta

from loaders.sql.statement import Row
from loaders.tables import CASE
from resolvers.core.references import Reference
from resolvers.core.refusals import Conflict, NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS
from resolvers.moderation.conflict_of_interest import has_conflict
from resolvers.moderation.eligibility import check_eligible
from resolvers.moderation.voter_identity import voter_identity
from resolvers.moderation.voting_rights import ballot_network

FOR = timedelta(days=2)
"""The time for which a network holds a case."""


async def assign(use_case: UseCase, case_id: str, network: Reference | None) -> Row:
    """The case held by a network that may vote in it; refuses while another one holds it."""
    case, holder = await _open_case(use_case, case_id), await ballot_network(use_case, network)
    if await has_conflict(use_case, case, await voter_identity(use_case)):
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))
    await check_eligible(use_case.work, use_case.now, case, holder)
    if case.held_by not in (None, holder) and case.held_until > use_case.now:
        refuse(Conflict("CASE_HELD"))
    return await _held(use_case, case, holder)


async def unassign(use_case: UseCase, case_id: str, network: Reference | None) -> Row:
    """The case free for others; refuses a network that does not hold it."""
    case, holder = await _open_case(use_case, case_id), await ballot_network(use_case, network)
    if case.held_by != holder:
        refuse(Conflict("CASE_NOT_HELD"))
    return await _held(use_case, case, None)


async def _held(use_case: UseCase, case: Row, network: str | None) -> Row:
    until = None if network is None else use_case.now + FOR
    await use_case.work.update(CASE, {"id": case.id}, {"held_by": network, "held_until": until})
    return await use_case.row_by_id(CASE, case.id, COLUMNS)


async def _open_case(use_case: UseCase, case_id: str) -> Row:
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    CASE_LIFECYCLE.check("hold", case.stage)
    return case

"""Suggestions answered by the space whose record it is, which is asked first."""

from loaders.sql.statement import Row
from loaders.tables import CASE
from models import Panel, PublicationState, SpaceRole, Verdict
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE
from resolvers.moderation.cases import COLUMNS
from resolvers.moderation.conflict_of_interest import may_read_case
from resolvers.moderation.decisions import record_decision


async def answer_suggestion(use_case: UseCase, case_id: str, read_round: int, *, accept: bool) -> Row:
    """The case as its owner decided it, in the round that was read; what is accepted is changed as theirs are."""
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    viewer = use_case.viewer
    if not viewer.has_role(case.owner_id, SpaceRole.EDITOR):
        refuse(NotPermitted() if may_read_case(viewer, case) else NotFound())
    CASE_LIFECYCLE.check("answer", case.stage)
    if case.panel != Panel.OWNER:
        refuse(NotPermitted("DECIDED_TOGETHER"))
    if read_round != case.round:
        refuse(Conflict("CASE_CHANGED", case.version))
    if accept:
        await _check_not_put_away(use_case, case)
    await record_decision(use_case, case, Verdict.APPROVED if accept else Verdict.REJECTED, use_case.now, ())
    return await use_case.row_by_id(CASE, case_id, COLUMNS)


async def _check_not_put_away(use_case: UseCase, case: Row) -> None:
    """Refuse to change what is archived, as everywhere."""
    table = RECORD_TYPES[case.type_name].table
    for row in await use_case.work.select(table, {"id": case.node_id}, ("state", "version")):
        if row.state == PublicationState.ARCHIVED:
            refuse(Conflict("ARCHIVED", row.version))

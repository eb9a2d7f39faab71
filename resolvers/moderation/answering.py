"""Suggestions answered by the space whose record it is, which is asked first."""

from loaders.statement import Row
from models import CaseKind, Panel, SpaceRole, Verdict
from resolvers.editing.edit import Edit
from resolvers.editing.editable import EDITABLE
from resolvers.moderation.deciding import decide
from resolvers.moderation.opening import COLUMNS, pending_case
from resolvers.moderation.parts import sees
from resolvers.moderation.stages import Doing, check_stage
from resolvers.moderation.tables import CASE
from resolvers.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.spaces.acting import Acting


async def answer(acting: Acting, case_id: str, read_round: int, *, accept: bool) -> Row:
    """The case as its owner decided it, in the round that was read; what is accepted is changed as theirs are."""
    case = await acting.named(CASE, case_id, COLUMNS)
    viewer = acting.viewer
    if not viewer.has_role(case.owner_id, SpaceRole.EDITOR):
        refuse(NotPermitted() if sees(viewer, case) else NotFound())
    check_stage(case, Doing.ANSWER)
    if case.panel != Panel.OWNER:
        refuse(NotPermitted("DECIDED_TOGETHER"))
    if read_round != case.round:
        refuse(Conflict("CASE_CHANGED", case.version))
    await decide(acting, case, Verdict.APPROVED if accept else Verdict.REJECTED, acting.now, ())
    if accept:
        own = await pending_case(acting.work, case.node_id, CaseKind.CHANGE)
        wanted = {**(own.proposed if own else {}), **case.proposed}  # what waits already is not given up for it
        await Edit(acting.work, viewer, acting.now, EDITABLE[case.type_name]).apply(case.node_id, wanted)
    return await acting.named(CASE, case_id, COLUMNS)

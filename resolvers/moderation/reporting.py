"""Reports: anybody with an account, and every program, may say that something published should not be."""

from typing import Any

from loaders.statement import Row
from models import CaseKind, Ground, PublicationState, ids
from resolvers.editing.edit import Edit
from resolvers.editing.editable import EDITABLE
from resolvers.editing.reading import Seeing
from resolvers.moderation.hiding import column_of, hide
from resolvers.moderation.opening import CASE, COLUMNS, Question, check_pace, open_case, pending_case
from resolvers.moderation.together import together
from resolvers.references import found_ids
from resolvers.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.spaces.acting import Acting
from resolvers.targets import PREFIXES
from resolvers.validation import Problem
from resolvers.validation.texts import Limit, line

REPORTED = frozenset(
    {
        *(Ground.SPAM, Ground.OFF_TOPIC, Ground.PROMOTIONAL, Ground.INACCURATE),
        *(Ground.PERSONAL_DATA, Ground.RIGHTS, Ground.ILLEGAL),
    }
)
"""On what grounds something is reported."""
REPORTING = frozenset({CaseKind.REPORT, CaseKind.DUPLICATE})


async def report(acting: Acting, node_id: str, ground: Ground, text: str, field: str | None) -> Row:
    """A case on a record that is public, or on a field of it; refuses where that is under report already.

    What is personal in a field is hidden until the decision.
    """
    if ground not in REPORTED:
        refuse(ValidationFailed([Problem(("ground",), "GROUND_OF_ANOTHER_CHOICE")]))
    said = _said(acting, text)
    await check_pace(acting.work, acting.viewer, acting.now, REPORTING)
    type_name, record = await _published(acting, node_id)
    column = "" if field is None else column_of(EDITABLE[type_name], field)
    proposed = None
    if ground is Ground.PERSONAL_DATA:
        if not column:
            refuse(ValidationFailed([Problem(("field",), "REQUIRED")]))
        if await pending_case(acting.work, node_id, CaseKind.REPORT, column):
            refuse(Conflict("CASE_PENDING", record["version"]))
        edit = Edit(acting.work, together(acting.viewer), acting.now, EDITABLE[type_name])
        proposed = await hide(acting, edit, type_name, node_id, column)
    question = Question(CaseKind.REPORT, type_name, record, about=column, ground=ground, text=said, proposed=proposed)
    return await acting.named(CASE, await open_case(acting.work, acting.viewer, acting.now, question), COLUMNS)


async def report_duplicate(acting: Acting, node_id: str, of_id: str, text: str) -> Row:
    """A case on whether a record is about the same as another one, which then stays alone."""
    said = _said(acting, text)
    await check_pace(acting.work, acting.viewer, acting.now, REPORTING)
    type_name, record = await _published(acting, node_id)
    other_type, _ = await _published(acting, of_id)
    if type_name != other_type or node_id == of_id:
        refuse(ValidationFailed([Problem(("of",), "NO_DUPLICATE")]))
    question = Question(CaseKind.DUPLICATE, type_name, record, about=of_id, ground=Ground.DUPLICATE, text=said)
    return await acting.named(CASE, await open_case(acting.work, acting.viewer, acting.now, question), COLUMNS)


def _said(acting: Acting, text: str) -> str | None:
    """What is wrong, in words that can be stored; refuses visitors, whom nobody could ask back."""
    said, problems = line(Limit.SUMMARY)(text)
    if problems:
        refuse(ValidationFailed([each.under("text") for each in problems]))
    if not acting.viewer.known:
        refuse(NotPermitted("UNAUTHENTICATED"))
    return said


async def _published(acting: Acting, node_id: str) -> tuple[str, dict[str, Any]]:
    """The type of a record that everyone sees, and what a case needs to know of it."""
    type_name = PREFIXES.get(ids.prefix_of(node_id) or "", "")
    if type_name not in EDITABLE:
        refuse(NotFound())
    reference = (type_name, "id", node_id)
    if not isinstance((await found_ids(Seeing(acting.work, acting.viewer), [reference]))[reference], str):
        refuse(NotFound())
    columns = ("id", "version", "space_id", "state")
    (row,) = await acting.work.select(EDITABLE[type_name].table, {"id": node_id}, columns)
    if row.state != PublicationState.PUBLISHED:
        refuse(Conflict(f"IS_{row.state}", row.version))
    return type_name, dict(zip(columns, row, strict=True))

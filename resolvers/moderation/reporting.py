"""Reports: anybody with an account, and every program, may say that something published should not be."""

from typing import Any, NamedTuple

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
    said = _said(acting, text)
    await check_pace(acting.work, acting.viewer, acting.now, REPORTING)
    type_name, record = await _published(acting, node_id)
    column = _checked(said, type_name, ground, field)
    if await pending_case(acting.work, node_id, CaseKind.REPORT, column):
        refuse(Conflict("CASE_PENDING", record["version"]))
    proposed = None
    if ground is Ground.PERSONAL_DATA:
        edit = Edit(acting.work, together(acting.viewer), acting.now, EDITABLE[type_name])
        proposed = await hide(acting, edit, type_name, node_id, column)
    question = Question(
        CaseKind.REPORT, type_name, record, about=column, ground=ground, text=said.text, proposed=proposed
    )
    return await acting.named(CASE, await open_case(acting.work, acting.viewer, acting.now, question), COLUMNS)


def _checked(said: "Said", type_name: str, ground: Ground, field: str | None) -> str:
    """The column that a report is about, or nothing for all of the record; refuses with all that is wrong."""
    problems = list(said.problems)
    if ground not in REPORTED:
        problems.append(Problem(("ground",), "GROUND_OF_ANOTHER_CHOICE"))
    column = "" if field is None else column_of(EDITABLE[type_name], field)
    if column is None:
        problems.append(Problem(("field",), "UNKNOWN_FIELD"))
    elif not column and ground is Ground.PERSONAL_DATA:
        problems.append(Problem(("field",), "REQUIRED"))
    if problems:
        refuse(ValidationFailed(problems))
    return column or ""


async def report_duplicate(acting: Acting, node_id: str, of_id: str, text: str) -> Row:
    """A case on whether a record is about the same as another one, which then stays alone."""
    said = _said(acting, text)
    await check_pace(acting.work, acting.viewer, acting.now, REPORTING)
    type_name, record = await _published(acting, node_id)
    other_type, _ = await _published(acting, of_id)
    wrong = [Problem(("of",), "NO_DUPLICATE")] if type_name != other_type or node_id == of_id else []
    if problems := [*said.problems, *wrong]:
        refuse(ValidationFailed(problems))
    question = Question(CaseKind.DUPLICATE, type_name, record, about=of_id, ground=Ground.DUPLICATE, text=said.text)
    return await acting.named(CASE, await open_case(acting.work, acting.viewer, acting.now, question), COLUMNS)


class Said(NamedTuple):
    """What somebody says is wrong, as it can be stored, and what is wrong with that."""

    text: str | None
    problems: list[Problem]


def _said(acting: Acting, text: str) -> Said:
    """The words of a report; refuses visitors, whom nobody could ask back."""
    if not acting.viewer.known:
        refuse(NotPermitted("UNAUTHENTICATED"))
    said, problems = line(Limit.SUMMARY)(text)
    return Said(said, [each.under("text") for each in problems])


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

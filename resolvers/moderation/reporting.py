"""Reports: anybody with an account, and every program, may say that something published should not be."""

from dataclasses import replace
from typing import Any, NamedTuple

from loaders.statement import Row
from models import CaseKind, Ground, PublicationState, ids
from resolvers.editing.editable import JUDGED, Editable
from resolvers.editing.reading import Seeing, is_seen
from resolvers.mails.kind import Kind
from resolvers.moderation.consequences import edit_for_all
from resolvers.moderation.hiding import field_of, hide
from resolvers.moderation.news import check_news
from resolvers.moderation.opening import COLUMNS, Question, check_pace, open_case, pending_case
from resolvers.moderation.tables import CASE
from resolvers.moderation.telling import tell_owner
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
    """A case on a record that is public, or on a field of it; refuses where that is under report for this already.

    What is personal in a field is hidden until the decision.
    """
    said = _said(acting, text)
    await check_pace(acting.work, acting.viewer, acting.now, REPORTING)
    kind, record = await _published(acting, node_id)
    name = _checked(said, ground, "" if field is None else await field_of(acting.work, kind, node_id, field))
    about = about_report(ground, name)
    question = Question(CaseKind.REPORT, kind.type_name, record, about, kind.told_in(name), ground, said.text)
    await _check_new(acting, question)
    if ground is Ground.PERSONAL_DATA:
        hidden = await hide(acting, edit_for_all(acting, kind), kind, node_id, name)
        question = replace(question, proposed=hidden)
    return await _opened(acting, question)


def about_report(ground: Ground, field: str) -> str:
    """What keeps reports apart: each ground, each field; of personal data, the field that is hidden."""
    return field if ground is Ground.PERSONAL_DATA else f"{ground} {field}".strip()


async def _check_new(acting: Acting, question: Question) -> None:
    """Refuse what is asked already, and what was answered."""
    if await pending_case(acting.work, question.record["id"], question.kind, question.about):
        refuse(Conflict("CASE_PENDING", question.record["version"]))
    await check_news(acting, question)


def _checked(said: "Said", ground: Ground, field: str | None) -> str:
    """The field that a report is about, or nothing for all of the record; refuses with all that is wrong."""
    problems = list(said.problems)
    if ground not in REPORTED:
        problems.append(Problem(("ground",), "GROUND_OF_ANOTHER_CHOICE"))
    if field is None:
        problems.append(Problem(("field",), "UNKNOWN_FIELD"))
    elif not field and ground is Ground.PERSONAL_DATA:
        problems.append(Problem(("field",), "REQUIRED"))
    if problems:
        refuse(ValidationFailed(problems))
    return field or ""


async def report_duplicate(acting: Acting, node_id: str, of_id: str, text: str) -> Row:
    """A case on whether a record is about the same as another one, which then stays alone."""
    said = _said(acting, text)
    await check_pace(acting.work, acting.viewer, acting.now, REPORTING)
    kind, record = await _published(acting, node_id)
    other, _ = await _published(acting, of_id)
    wrong = [Problem(("of",), "NO_DUPLICATE")] if kind is not other or node_id == of_id else []
    if problems := [*said.problems, *wrong]:
        refuse(ValidationFailed(problems))
    question = Question(CaseKind.DUPLICATE, kind.type_name, record, of_id, ground=Ground.DUPLICATE, text=said.text)
    await _check_new(acting, question)
    return await _opened(acting, question)


async def _opened(acting: Acting, question: Question) -> Row:
    """The case, of which those are told whose record it is."""
    case = await acting.named(CASE, await open_case(acting.work, acting.viewer, acting.now, question), COLUMNS)
    await tell_owner(acting, case, Kind.RECORD_REPORTED)
    return case


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


async def _published(acting: Acting, node_id: str) -> tuple[Editable, dict[str, Any]]:
    """What a record is that everyone sees, and what a case needs to know of it."""
    kind = JUDGED.get(PREFIXES.get(ids.prefix_of(node_id) or "", "")) or refuse(NotFound())
    if not await is_seen(Seeing(acting.work, acting.viewer), kind.type_name, node_id):
        refuse(NotFound())
    columns = ("id", "version", "space_id", "state")
    (row,) = await acting.work.select(kind.table, {"id": node_id}, columns)
    if row.state != PublicationState.PUBLISHED:
        refuse(Conflict(f"IS_{row.state}", row.version))
    return kind, dict(zip(columns, row, strict=True))

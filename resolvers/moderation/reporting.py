"""Reports: anybody with an account, and every program, may say that something published should not be."""

from typing import Any, NamedTuple

from loaders.sql.statement import Row
from loaders.tables import CASE
from models import CaseKind, Ground, PublicationState, ids
from resolvers.core.entities import PREFIXES
from resolvers.core.record_types import REVIEWABLE_TYPES, RecordType
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads, is_visible
from resolvers.moderation.cases import COLUMNS, CaseDraft, check_daily_limit, open_case, pending_case
from resolvers.moderation.notifications import notify_reported
from resolvers.moderation.personal_data_reports import open_personal_data_report
from resolvers.moderation.redaction import redactable_field
from resolvers.moderation.repeated_reports import check_not_repeated, check_not_withdrawn, merge_report
from resolvers.moderation.takedowns import TAKEDOWN_KINDS
from resolvers.validation import Problem
from resolvers.validation.texts import Limit, line

REPORTED = frozenset(
    {
        *(Ground.SPAM, Ground.OFF_TOPIC, Ground.PROMOTIONAL, Ground.INACCURATE),
        *(Ground.PERSONAL_DATA, Ground.RIGHTS, Ground.ILLEGAL),
    }
)
"""The grounds of reports."""


async def open_report(use_case: UseCase, node_id: str, ground: Ground, text: str, field: str | None) -> Row:
    """A case on a record that is public, or on a field of it: a new one, or that of who reported the same before."""
    said = _said(use_case, text)
    await check_daily_limit(use_case, TAKEDOWN_KINDS)
    kind, record = await _published(use_case, node_id)
    name = _checked(said, ground, "" if field is None else await redactable_field(use_case.work, kind, node_id, field))
    about = _report_question(ground, name)
    question = CaseDraft(CaseKind.REPORT, kind.type_name, record, about, kind.told_in(name), ground, said.text)
    if ground is not Ground.PERSONAL_DATA:
        return await _asked(use_case, question)
    await check_not_withdrawn(use_case, question)
    case_id, is_new = await open_personal_data_report(use_case, kind, question)
    return await _told(use_case, case_id) if is_new else await use_case.row_by_id(CASE, case_id, COLUMNS)


def _report_question(ground: Ground, field: str) -> str:
    """Return the key that distinguishes reports: ground and field; for personal data, the hidden field."""
    return field if ground is Ground.PERSONAL_DATA else f"{ground} {field}".strip()


async def _asked(use_case: UseCase, question: CaseDraft) -> Row:
    """The case on a question, which others may have asked before; refuses what was answered, or taken back."""
    await check_not_withdrawn(use_case, question)
    pending = await pending_case(use_case.work, question.record["id"], question.kind, question.about)
    if pending is not None:
        await merge_report(use_case, pending, question, hides=False)
        return await use_case.row_by_id(CASE, pending.id, COLUMNS)
    await check_not_repeated(use_case, question)
    return await _told(use_case, await open_case(use_case, question))


def _checked(said: "ReportText", ground: Ground, field: str | None) -> str:
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


async def open_duplicate_report(use_case: UseCase, node_id: str, of_id: str, text: str) -> Row:
    """A case on whether a record is about the same as another one, which then stays alone."""
    said = _said(use_case, text)
    await check_daily_limit(use_case, TAKEDOWN_KINDS)
    kind, record = await _published(use_case, node_id)
    other, _ = await _published(use_case, of_id)
    wrong = [Problem(("of",), "NO_DUPLICATE")] if kind is not other or node_id == of_id else []
    if problems := [*said.problems, *wrong]:
        refuse(ValidationFailed(problems))
    question = CaseDraft(CaseKind.DUPLICATE, kind.type_name, record, of_id, ground=Ground.DUPLICATE, text=said.text)
    return await _asked(use_case, question)


async def _told(use_case: UseCase, case_id: str) -> Row:
    """Return the case, after notifying the owner of the record."""
    case = await use_case.row_by_id(CASE, case_id, COLUMNS)
    await notify_reported(use_case, case)
    return case


class ReportText(NamedTuple):
    """The text of a report, ready to be stored, and its problems."""

    text: str | None
    problems: list[Problem]


def _said(use_case: UseCase, text: str) -> ReportText:
    """Return the text of a report; refuses visitors, who cannot be contacted."""
    if not use_case.viewer.is_authenticated:
        refuse(NotPermitted("UNAUTHENTICATED"))
    said, problems = line(Limit.SUMMARY)(text)
    return ReportText(said, [each.under("text") for each in problems])


async def _published(use_case: UseCase, node_id: str) -> tuple[RecordType, dict[str, Any]]:
    """Return a public record's type, and the columns that a case needs."""
    kind = REVIEWABLE_TYPES.get(PREFIXES.get(ids.prefix_of(node_id) or "", "")) or refuse(NotFound())
    if not await is_visible(ViewerReads(use_case.work, use_case.viewer), kind.type_name, node_id):
        refuse(NotFound())
    columns = ("id", "version", "space_id", "state")
    (row,) = await use_case.work.select(kind.table, {"id": node_id}, columns)
    if row.state != PublicationState.PUBLISHED:
        refuse(Conflict(f"IS_{row.state}", row.version))
    return kind, dict(zip(columns, row, strict=True))

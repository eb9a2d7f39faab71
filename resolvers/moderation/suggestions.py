"""Suggestions: corrections by others, which the record's space answers first."""

from loaders.tables import CASE
from models import CaseKind, Panel
from resolvers.core.record_types import RecordType
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.cases import COLUMNS, pending_case
from resolvers.moderation.notifications import notify_owner
from resolvers.records.patch import Patch
from resolvers.records.service import RecordService


async def open_suggestion(
    use_case: UseCase, kind: RecordType, record_id: str, expected: int, draft: Patch, why: str | None
) -> SaveResult:
    """The record as it is, and the case on what somebody else would have it say."""
    edit = RecordService(use_case, kind)
    before = await pending_case(use_case.work, record_id, CaseKind.SUGGESTION, use_case.viewer.key)
    saved = await edit.suggest(record_id, expected, draft, why)
    if saved.case_id is not None and (before is None or before.panel != Panel.OWNER):  # who is told once looks again
        case = await use_case.row_by_id(CASE, saved.case_id, COLUMNS)
        if case.panel == Panel.OWNER:
            await notify_owner(use_case, case, MailKind.RECORD_SUGGESTED)
    return saved

"""The space that owns a record: it answers suggestions first, and the cases follow the record to another space."""

from loaders.sql.statement import Row
from loaders.tables import CASE
from models import CaseKind, Panel, PublicationState, SpaceRole, Stage, Verdict
from resolvers.core.record_types import RECORD_TYPES, RecordType
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.case_lifecycle import CASE_LIFECYCLE, PENDING
from resolvers.moderation.cases import COLUMNS, pending_case, record_conflicts, reopen_round, withdraw_case
from resolvers.moderation.decisions import COLUMNS as DECISION_COLUMNS
from resolvers.moderation.decisions import latest_decision, record_decision
from resolvers.moderation.judges import may_read_case
from resolvers.moderation.notifications import notify_closed, notify_owner, notify_owner_of_outcome, notify_reported
from resolvers.moderation.takedowns import TAKEDOWN_KINDS
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


async def transfer_cases(use_case: UseCase, record_id: str, space_id: str | None) -> None:
    """Transfer all cases about a record to its new space, and notify it of the open ones."""
    for case in await follow_record_owner(use_case, record_id, space_id):
        if case.stage in PENDING:
            await _pending(use_case, case)
        elif case.stage == Stage.DECIDED:
            await _decided(use_case, case)


async def follow_record_owner(use_case: UseCase, record_id: str, space_id: str | None) -> list[Row]:
    """Return the cases about a record that another space owned, updated; claimants are notified."""
    handed = []
    for case in await use_case.work.select(CASE, {"node_id": record_id}, COLUMNS):
        if case.kind == CaseKind.CLAIM or case.owner_id == space_id:
            continue
        await use_case.work.update(CASE, {"id": case.id}, {"owner_id": space_id, "updated_at": use_case.now})
        if case.stage in PENDING:
            await record_conflicts(use_case.work, use_case.now, case.id)
        handed.append(await use_case.row_by_id(CASE, case.id, COLUMNS))
    return handed


async def _pending(use_case: UseCase, case: Row) -> None:
    """Withdraw other spaces' requests; a suggestion to the owner is put to the new owner, with the full time."""
    if case.kind == CaseKind.CHANGE:
        await withdraw_case(use_case.work, use_case.now, case)
        await notify_closed(use_case, case)
    elif case.panel == Panel.OWNER and case.owner_id is None:
        await reopen_round(use_case.work, use_case.now, case, {"panel": Panel.PARTNERS})
    elif case.panel == Panel.OWNER:
        await reopen_round(use_case.work, use_case.now, case, {})
        await notify_owner(use_case, case, MailKind.RECORD_SUGGESTED)
    elif case.kind in TAKEDOWN_KINDS:
        await notify_reported(use_case, case)


async def _decided(use_case: UseCase, case: Row) -> None:
    """Notify the new owner of decisions that can still be appealed."""
    latest: Row = await latest_decision(use_case.work, case.id)
    last = dict(zip(DECISION_COLUMNS, latest, strict=True))
    if last["appealable_until"] is not None and last["appealable_until"] >= use_case.now:
        await notify_owner_of_outcome(use_case, case, Verdict(last["verdict"]), last)

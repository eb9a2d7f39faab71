"""Cases that follow their record to another space: it sees them, hears of them, answers them, and may appeal."""

from loaders.sql.statement import Row
from loaders.tables import CASE, DECISION
from models import CaseKind, Panel, Stage, Verdict
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.cases import COLUMNS, record_conflicts, reopen_round, withdraw_case
from resolvers.moderation.notifications import notify_closed, notify_owner, notify_owner_of_outcome, notify_reported
from resolvers.moderation.takedowns import TAKEDOWN_KINDS

NOTIFIED_KINDS = ("round", "verdict", "appealable_until", "by_stewards", "hindered_by")
"""The columns read of decisions."""


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
    rows = await use_case.work.select(DECISION, {"case_id": case.id}, NOTIFIED_KINDS)
    latest = max(rows, key=lambda row: row.round)
    last = dict(zip(NOTIFIED_KINDS, latest, strict=True))
    if last["appealable_until"] is not None and last["appealable_until"] >= use_case.now:
        await notify_owner_of_outcome(use_case, case, Verdict(last["verdict"]), last)

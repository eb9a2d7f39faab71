"""Review cases opened, opened again for another version, and taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from loaders.queries.eligibility import networks_with_part
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE, PARTY, POLICY, REPORT
from loaders.unit_of_work import UnitOfWork
from models import ON_APPEAL, CaseKind, Ground, Panel, ReviewCase, Stage, ids
from resolvers.core.record_types import REVIEWABLE_TYPES, RecordType
from resolvers.core.refusals import Conflict, RateLimited, refuse
from resolvers.core.storage_usage import StorageAmount, charge_account, json_size
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.claim_rivals import record_rivals
from resolvers.moderation.judges import party_name
from resolvers.moderation.policies import COLUMNS as POLICY_COLUMNS
from resolvers.moderation.policies import policy_in_force, voting_terms
from resolvers.records.service import RecordService

COLUMNS = tuple(CASE.c.keys())
DAY = timedelta(days=1)
MOST = 20
"""Reports of one account or network a day, and suggestions."""
REVISED_AFTER = timedelta(minutes=10)
"""The time for which a record must stay unchanged after others were asked about it."""


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A draft of a case: its question and its record."""

    kind: CaseKind
    type_name: str
    record: Mapping[str, Any]
    """As it stands: its id, its version, and the space whose it is."""
    about: str = ""
    """Distinguishes cases of one kind on one record."""
    field: str = ""
    """The only part of the record that it is about, as the journal calls it, if there is one."""
    ground: Ground | None = None
    text: str | None = None
    proposed: Mapping[str, Any] | None = None
    panel: Panel = Panel.PARTNERS
    hidden_by: str | None = None
    """The account or network whose report has the field hidden."""


async def check_daily_limit(use_case: UseCase, kinds: Collection[CaseKind]) -> None:
    """Refuse a viewer who has opened too many cases of some kinds today."""
    work, party, now = use_case.work, party_name(use_case.viewer), use_case.now
    opened = await work.select(CASE, party, ("kind", "created_at"))
    asked = [row.created_at for row in opened if row.kind in kinds]
    if CaseKind.REPORT in kinds:
        asked += [row.created_at for row in await work.select(REPORT, party, ("created_at",))]
    today = [each for each in asked if now - each < DAY]
    if len(today) >= MOST:
        refuse(RateLimited(int((min(today) + DAY - now).total_seconds())))


def check_revision_limit(now: datetime, case: Row) -> None:
    """Refuse to have a case say something else again and again."""
    if now - case.opened_at < REVISED_AFTER:
        refuse(RateLimited(int((case.opened_at + REVISED_AFTER - now).total_seconds())))


async def open_case(use_case: UseCase, question: CaseDraft) -> str:
    """A new case; its id. Refuses where the same is being asked already."""
    work, viewer, now, record = use_case.work, use_case.viewer, use_case.now, question.record
    if await pending_case(work, record["id"], question.kind, question.about):
        refuse(Conflict("CASE_PENDING", record["version"]))
    policy = await policy_in_force(work, now, question.kind, question.type_name)
    row = {**_asking(viewer, now, question), "policy_id": policy.id, **_new_round(policy, now, question.ground)}
    await charge_account(work, viewer, StorageAmount(stored_bytes=json_size([question.text, question.proposed])))
    await work.insert(CASE, [row])
    await record_conflicts(work, now, row["id"])
    if question.kind is CaseKind.CLAIM:
        await record_rivals(work, now, row["id"], record["id"], viewer.account_id)
    return str(row["id"])


def _asking(viewer: Viewer, now: datetime, question: CaseDraft) -> dict[str, Any]:
    """The columns of a new case that say what it asks, and who does."""
    record = question.record
    return {
        "id": ids.new(ReviewCase.prefix),
        "created_at": now,
        "kind": question.kind,
        "node_id": record["id"],
        "type_name": question.type_name,
        "version": record["version"],
        "question": question.about,
        "ground": question.ground,
        "text": question.text,
        "proposed": question.proposed,
        "round": 1,
        "panel": question.panel,
        "owner_id": record["space_id"],
        "account_id": viewer.account_id,
        "network_id": viewer.network_id,
        "hidden_by": question.hidden_by,
    }


async def record_conflicts(work: UnitOfWork, now: datetime, case_id: str) -> None:
    """Record the networks with a conflict of interest: it lasts until the case is closed."""
    known = {row.network_id for row in await work.select(PARTY, {"case_id": case_id}, ("network_id",))}
    if new := sorted(await networks_with_part(work, [case_id], now.date()) - known):
        await work.insert(PARTY, [{"case_id": case_id, "network_id": each} for each in new])


def _new_round(policy: Row, now: datetime, ground: Ground | None) -> dict[str, Any]:
    """The columns of a case whose round begins now."""
    terms = voting_terms(policy, ground)
    return {
        "stage": Stage.OPEN,
        "opened_at": now,
        "next_at": now + terms.open_for,
        "due_at": now + terms.due_after,
        "updated_at": now,
        "held_by": None,
        "held_until": None,
    }


async def pending_case(work: UnitOfWork, node_id: str, kind: CaseKind, about: str = "") -> Row | None:
    """The case that asks this and is not decided."""
    rows = await work.select(CASE, {"node_id": node_id, "kind": kind, "question": about}, COLUMNS)
    return next((row for row in rows if row.stage in PENDING), None)


async def reopen_round(work: UnitOfWork, now: datetime, case: Row, values: Mapping[str, Any]) -> None:
    """Reopen a case with another subject: earlier votes no longer count, and the times start again."""
    (policy,) = await work.select(POLICY, {"id": case.policy_id}, POLICY_COLUMNS)
    again = {**_new_round(policy, now, case.ground), "round": case.round + 1, **values}
    await work.update(CASE, {"id": case.id}, {**again, "next_at": min(again["next_at"], again["due_at"])})
    await record_conflicts(work, now, case.id)


async def withdraw_case(work: UnitOfWork, now: datetime, case: Row) -> None:
    """Close a case that needs no decision any more."""
    await withdraw_cases(work, now, [case])


async def withdraw_cases(work: UnitOfWork, now: datetime, cases: Sequence[Row]) -> None:
    """Close cases that need no decision any more."""
    ended = {"stage": Stage.WITHDRAWN, "next_at": None, "updated_at": now}
    await work.update_all(CASE, [({"id": each.id}, ended) for each in cases])


async def close_duplicates_of(work: UnitOfWork, now: datetime, record_id: str) -> list[Row]:
    """Ask no more whether others are duplicates of what is gone; the cases that are closed by that."""
    closed = list(filter(is_closed_duplicate, await duplicate_cases(work, [record_id])))
    await withdraw_cases(work, now, closed)
    return closed


def is_closed_duplicate(duplicate: Row) -> bool:
    """True if a case ends with the record that would have stayed; on appeal, what went for its sake may come back."""
    return duplicate.stage in PENDING and duplicate.panel not in ON_APPEAL


async def duplicate_cases(work: UnitOfWork, records: Sequence[str]) -> list[Row]:
    """The cases on whether others are duplicates of some records."""
    rows = await select_in(work, CASE, "question", records, COLUMNS)
    return [each for each in rows if each.kind == CaseKind.DUPLICATE]


def system_record_service(use_case: UseCase, kind: RecordType) -> RecordService:
    """Edits of a type in the name of all."""
    return RecordService(use_case.as_viewer(system_viewer(use_case.viewer)), kind)


def case_record_service(use_case: UseCase, case: Row) -> RecordService:
    """Edits in the name of all, of the type of record that a case is about."""
    return system_record_service(use_case, REVIEWABLE_TYPES[case.type_name])

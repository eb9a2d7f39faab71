"""Decisions that still bind a record: it was taken down, sent back, or is not to be published."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE, CHANGE, DECISION
from loaders.unit_of_work import UnitOfWork
from models import CaseKind, Ground, PublicationState, Verdict
from resolvers.core.journal import changed_fields
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, refuse
from resolvers.moderation.case_kinds import outcome_of
from resolvers.moderation.cases import pending_case

TAKEDOWN_KINDS = frozenset({CaseKind.REPORT, CaseKind.DUPLICATE})
"""The cases on whether something stays."""
ASKED = ("id", "kind", "type_name", "node_id", "question")
DECIDED = ("node_id", "kind", "case_id", "round", "verdict", "created_at", "hindered_by")
CONTENT_CASES = frozenset({CaseKind.CHANGE, CaseKind.SUGGESTION})
"""The cases on other content of a record."""
Record = Mapping[str, Any]


async def fields_changed_since(work: UnitOfWork, record_id: str, moment: datetime) -> set[str]:
    """The fields that say, or have said, something else after a moment."""
    return {name for row in await _since(work, record_id, moment) for name in changed_fields(row)}


async def _fields_changed_since_each(work: UnitOfWork, since: Mapping[str, datetime]) -> set[str]:
    """Those of n records that say, or have said, something else after a moment of their own, by id."""
    if not since:
        return set()
    rows = await select_in(work, CHANGE, "node_id", sorted(since), ("node_id", "kind", "created_at", "fields"))
    return {row.node_id for row in rows if row.created_at > since[row.node_id] and changed_fields(row)}


async def state_changed_since(work: UnitOfWork, record_id: str, moment: datetime) -> bool:
    """True if the record's state has changed since a moment."""
    return any("state" in row.fields for row in await _since(work, record_id, moment))


async def _since(work: UnitOfWork, record_id: str, moment: datetime) -> list[Row]:
    rows = await work.select(CHANGE, {"node_id": record_id}, ("kind", "created_at", "fields"))
    return [row for row in rows if row.created_at > moment]


async def is_taken_down(work: UnitOfWork, record_id: str, besides: str | None = None) -> bool:
    """True if a record is `taken_down`."""
    return record_id in await records_taken_down(work, [record_id], besides)


async def records_taken_down(work: UnitOfWork, record_ids: Collection[str], besides: str | None = None) -> set[str]:
    """Those of n records of which the last word on a report, or on their being a duplicate, is that they go.

    What was personal went from a field of them, and the record stayed. A duplicate goes for the sake of what stays:
    when that is gone, it may come back. A case that is left out (`besides`) is one that is just being decided.
    """
    last = await _last_state_decisions(work, record_ids, TAKEDOWN_KINDS)
    approved = {row.case_id for row in last if row.verdict == Verdict.APPROVED} - {besides}
    if not approved:
        return set()
    cases = await select_in(work, CASE, "id", sorted(approved), ASKED)
    stay = await _public(work, [(row.type_name, row.question) for row in cases if row.kind == CaseKind.DUPLICATE])
    return {row.node_id for row in cases if row.kind == CaseKind.REPORT or row.question in stay}


async def awaits_revision(work: UnitOfWork, record_id: str, besides: str | None = None) -> bool:
    """True if a record is `records_awaiting_revision`."""
    return record_id in await records_awaiting_revision(work, [record_id], besides)


async def records_awaiting_revision(
    work: UnitOfWork, record_ids: Collection[str], besides: str | None = None
) -> set[str]:
    """Those of n records that the partners sent back, and that say the same since."""
    last = await _last_state_decisions(work, record_ids, {CaseKind.REPORT})
    sent_back = [row for row in last if row.verdict == Verdict.CHANGES_REQUESTED and row.case_id != besides]
    since: dict[str, datetime] = {}
    for row in sent_back:
        since[row.node_id] = max(row.created_at, since.get(row.node_id, row.created_at))
    return since.keys() - await _fields_changed_since_each(work, since)


async def is_record_public(work: UnitOfWork, type_name: str, record_id: str) -> bool:
    """True if a record is public now."""
    return record_id in await _public(work, [(type_name, record_id)])


async def _last_state_decisions(
    work: UnitOfWork, record_ids: Collection[str], kinds: Collection[CaseKind]
) -> list[Row]:
    """Return the last decisions on the states of n records, without those on single fields and without effect."""
    last = [row for row in await last_decisions(work, record_ids, kinds) if row.hindered_by is None]
    if not last:
        return []
    cases = await select_in(work, CASE, "id", sorted({row.case_id for row in last}), ("id", "ground"))
    of_fields_alone = {row.id for row in cases if row.ground == Ground.PERSONAL_DATA}
    return [row for row in last if row.case_id not in of_fields_alone]


async def last_decisions(work: UnitOfWork, record_ids: Collection[str], kinds: Collection[CaseKind]) -> Collection[Row]:
    """The last decision of each case of some kinds on n records."""
    if not record_ids:
        return []
    decisions = await select_in(work, DECISION, "node_id", sorted(record_ids), DECIDED)
    ordered = sorted((row for row in decisions if row.kind in kinds), key=lambda row: row.round)
    return {row.case_id: row for row in ordered}.values()


async def _public(work: UnitOfWork, named: Collection[tuple[str, str]]) -> set[str]:
    """Those of n records, each by its type and id, that everyone sees now: a statement for each type."""
    found: set[str] = set()
    for type_name in sorted({each for each, _ in named}):
        ids = sorted({record_id for each, record_id in named if each == type_name})
        rows = await select_in(work, REVIEWABLE_TYPES[type_name].table, "id", ids, ("id", "state"))
        found |= {row.id for row in rows if row.state == PublicationState.PUBLISHED}
    return found


async def check_not_against(work: UnitOfWork, record: Record) -> None:
    """Refuse to publish a record that the partners are asked about, or that they decided not to."""
    if await pending_case(work, record["id"], CaseKind.SUBMISSION):
        refuse(Conflict("CASE_PENDING", record["version"]))
    if await _decision_against(work, record):
        refuse(Conflict("DECIDED_OTHERWISE", record["version"]))


async def check_content_changed(work: UnitOfWork, record: Record) -> None:
    """Refuse who needs no case to publish what they asked the partners about, and these decided not to, as it was."""
    against = await _decision_against(work, record)
    if against is not None and not await fields_changed_since(work, record["id"], against.created_at):
        refuse(Conflict("DECIDED_OTHERWISE", record["version"]))


async def _decision_against(work: UnitOfWork, record: Record) -> Row | None:
    return (await adverse_decisions(work, [record["id"]])).get(record["id"])


async def adverse_decisions(work: UnitOfWork, record_ids: Collection[str]) -> dict[str, Row]:
    """Return the last decision against each record's publication, unless a later submission was approved.

    That nothing else is wrong with it, as a report that is rejected says, changes nothing.
    """
    placing = await _last_state_decisions(work, record_ids, TAKEDOWN_KINDS | {CaseKind.SUBMISSION})
    latest: dict[str, Row] = {}
    for row in sorted(placing, key=lambda row: row.created_at):
        if outcome_of(row.kind, row.verdict).state in (PublicationState.DRAFT, PublicationState.ARCHIVED):
            latest[row.node_id] = row
        elif row.kind == CaseKind.SUBMISSION:
            latest.pop(row.node_id, None)
    return latest


async def check_not_rejected(work: UnitOfWork, record: Record, changes: Mapping[str, Any]) -> None:
    """Refuse to have a record say what the partners, or its space, decided last that it does not.

    `changes` has by field what the record said and what it is to say.
    """
    decided = {row.case_id: row for row in await last_decisions(work, [record["id"]], CONTENT_CASES)}
    latest: dict[str, Row] = {}
    for case in await work.select(CASE, {"node_id": record["id"]}, ("id", "proposed")):
        if (decision := decided.get(case.id)) is None:
            continue
        for name, (_, after) in (case.proposed or {}).items():
            if name in changes and changes[name][1] == after:
                latest[name] = max(decision, latest.get(name, decision), key=lambda row: row.created_at)
    if any(row.verdict != Verdict.APPROVED for row in latest.values()):
        refuse(Conflict("DECIDED_OTHERWISE", record["version"]))

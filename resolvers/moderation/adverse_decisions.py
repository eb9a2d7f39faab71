"""Publications that the partners decided against, which need a new case; and those of stewards before a decision."""

from collections.abc import Collection, Mapping
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import CASE
from loaders.unit_of_work import UnitOfWork
from models import CaseKind, Verdict
from resolvers.core.refusals import Conflict, refuse
from resolvers.moderation.cases import pending_case
from resolvers.moderation.changes_since import fields_changed_since
from resolvers.moderation.takedowns import last_decisions, last_state_decisions

ADVERSE_VERDICTS = frozenset(
    {
        *((CaseKind.SUBMISSION, each) for each in (Verdict.REJECTED, Verdict.CHANGES_REQUESTED)),
        *((CaseKind.REPORT, each) for each in (Verdict.APPROVED, Verdict.CHANGES_REQUESTED)),
        (CaseKind.DUPLICATE, Verdict.APPROVED),
    }
)
"""The decisions after which a record is not published."""
CONTENT_CASES = frozenset({CaseKind.CHANGE, CaseKind.SUGGESTION})
"""The cases on other content of a record."""
Record = Mapping[str, Any]


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
    placing = await last_state_decisions(work, record_ids, {kind for kind, _ in ADVERSE_VERDICTS})
    latest: dict[str, Row] = {}
    for row in sorted(placing, key=lambda row: row.created_at):
        if (row.kind, row.verdict) in ADVERSE_VERDICTS:
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

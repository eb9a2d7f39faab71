"""Repeated reports: a report is refused if the same one was rejected and the record has not changed since."""

from collections.abc import Collection
from datetime import datetime, timedelta

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE, CHANGE, DECISION
from loaders.unit_of_work import UnitOfWork
from models import Verdict
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.cases import CaseDraft
from resolvers.moderation.changes_since import fields_changed_since

SETTLED = timedelta(days=365)
"""The time for which a rejection stands against the same report."""


async def check_not_repeated(use_case: UseCase, question: CaseDraft) -> None:
    """Refuse what was rejected within a year, on the same grounds, while the record says what was judged then."""
    decision = await _last_decision(use_case, question)
    if decision is None or decision.verdict != Verdict.REJECTED or use_case.now - decision.created_at > SETTLED:
        return
    if not await _says_else(use_case.work, question, decision.opened_at):
        refuse(Conflict("JUDGED_BEFORE", question.record["version"]))


async def check_not_withdrawn(use_case: UseCase, question: CaseDraft) -> None:
    """Refuse a report that the viewer has withdrawn before, while the record has not changed."""
    who = {each for each in (use_case.viewer.person_id, use_case.viewer.network_id) if each is not None}
    rows = await withdrawals(use_case.work, await _cases(use_case, question))
    own = [row.created_at for row in rows if not who.isdisjoint({row.account_id, row.network_id})]
    if own and not await _says_else(use_case.work, question, max(own)):
        refuse(Conflict("WITHDRAWN_BEFORE", question.record["version"]))


async def withdrawals(work: UnitOfWork, case_ids: Collection[str]) -> list[Row]:
    """Return the withdrawals of some cases: person and time, from the journal."""
    return await select_in(work, CHANGE, "node_id", sorted(case_ids), ("account_id", "network_id", "created_at"))


async def _says_else(work: UnitOfWork, question: CaseDraft, moment: datetime) -> bool:
    """True if what a question is about says, or has said, something else since a moment."""
    written = await fields_changed_since(work, question.record["id"], moment)
    return question.field in written if question.field else bool(written)


async def _cases(use_case: UseCase, question: CaseDraft) -> set[str]:
    """The ids of all cases on the same question."""
    asked = {"node_id": question.record["id"], "kind": question.kind, "question": question.about}
    return {row.id for row in await use_case.work.select(CASE, asked, ("id",))}


async def _last_decision(use_case: UseCase, question: CaseDraft) -> Row | None:
    """Return the networks' last decision on the same question."""
    cases = await _cases(use_case, question)
    columns = ("case_id", "round", "verdict", "created_at", "opened_at")
    decisions = await use_case.work.select(DECISION, {"node_id": question.record["id"]}, columns)
    found = [row for row in decisions if row.case_id in cases]
    return max(found, key=lambda row: (row.created_at, row.round), default=None)

"""Reports of what was reported before: joined to the open case, or refused while the record says what was judged."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE, CHANGE, DECISION, PARTY, REPORT, VOTE
from loaders.unit_of_work import UnitOfWork
from models import Panel, Verdict, ids
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.storage_usage import StorageAmount, charge_account, json_size
from resolvers.core.use_case import UseCase
from resolvers.moderation.cases import CaseDraft
from resolvers.moderation.judges import opened_case, owner_spaces, party_name, redacting_party, reports_in_case
from resolvers.moderation.redaction import decide_redaction
from resolvers.moderation.takedowns import fields_changed_since

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


async def merge_report(use_case: UseCase, case: Row, question: CaseDraft, *, hides: bool) -> None:
    """Add the viewer's report to a case; refuses viewers who can read and vote on the case.

    `hides` says whether their word goes so far that the field is hidden.
    """
    spoken = await _spoken(use_case, case)
    owners = await owner_spaces(use_case.work, case)
    heard = not use_case.viewer.voices.isdisjoint(spoken) or not use_case.viewer.roles.keys().isdisjoint(owners)
    if heard or await reports_in_case(use_case.work, use_case.viewer, case):
        refuse(Conflict("CASE_PENDING", question.record["version"]))
    await charge_account(use_case.work, use_case.viewer, StorageAmount(stored_bytes=json_size(question.text)))
    said = {"case_id": case.id, "text": question.text, "hides": hides, "created_at": use_case.now}
    await use_case.work.insert(REPORT, [{"id": ids.new("report"), **party_name(use_case.viewer), **said}])
    known = {row.network_id for row in await use_case.work.select(PARTY, {"case_id": case.id}, ("network_id",))}
    joining = sorted(use_case.viewer.networks - known - spoken)
    if joining:
        await use_case.work.insert(PARTY, [{"case_id": case.id, "network_id": each} for each in joining])


async def may_redact_more(use_case: UseCase, case: Row) -> bool:
    """True if something may be hidden in a case: in its first rounds, and for no network that has voted."""
    return case.panel == Panel.PARTNERS and use_case.viewer.voices.isdisjoint(await _spoken(use_case, case))


async def merged_reports(use_case: UseCase, case: Row) -> list[Row]:
    """The reports of those who joined a case, the earliest first."""
    (own,) = party_name(use_case.viewer).items()
    rows = await use_case.work.select(REPORT, {"case_id": case.id}, tuple(REPORT.c.keys()))
    return sorted((row for row in rows if getattr(row, own[0]) != own[1]), key=lambda row: (row.created_at, row.id))


async def withdraw_merged_report(use_case: UseCase, case: Row, others: Sequence[Row]) -> None:
    """Take the viewer's report out of a case that goes on for others; what was hidden for its sake alone is shown."""
    if opened_case(use_case.viewer, case):
        nobody = {"account_id": None, "network_id": None, "text": None}
        await use_case.work.update(CASE, {"id": case.id}, {**nobody, "updated_at": use_case.now})
    else:
        await use_case.work.delete(REPORT, {"case_id": case.id, **party_name(use_case.viewer)})
    if case.proposed is None or case.hidden_by != redacting_party(use_case.viewer):
        return
    if (next_one := next((row for row in others if row.hides), None)) is not None:
        hidden_by = next_one.account_id or next_one.network_id
        await use_case.work.update(CASE, {"id": case.id}, {"hidden_by": hidden_by})
    else:
        await decide_redaction(use_case, case, Verdict.REJECTED)


async def _spoken(use_case: UseCase, case: Row) -> set[str]:
    """The networks that have said something in the round under way."""
    votes = await use_case.work.select(VOTE, {"case_id": case.id, "round": case.round}, ("network_id",))
    return {row.network_id for row in votes}

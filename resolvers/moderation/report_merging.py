"""Merging of reports into an open case on the same question; a reporter cannot vote on it."""

from collections.abc import Sequence

from loaders.sql.statement import Row
from loaders.tables import CASE, PARTY, REPORT, VOTE
from models import Panel, Verdict, ids
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.storage_usage import StorageAmount, charge_account, json_size
from resolvers.core.use_case import UseCase
from resolvers.moderation.cases import CaseDraft
from resolvers.moderation.conflict_of_interest import opened_case, owner_spaces, party_name, reports_in_case
from resolvers.moderation.redaction import decide_redaction
from resolvers.moderation.reporter_reputation import redacting_party


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
    if case.proposed is None or case.hidden_by != redacting_party(use_case):
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

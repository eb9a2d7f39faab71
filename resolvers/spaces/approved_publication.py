"""Records that the partners have approved while it was not confirmed who acts in a space: published once it is."""

from collections.abc import Collection, Mapping, Sequence

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE
from loaders.unit_of_work import UnitOfWork
from models import CaseKind, PublicationState, Verdict
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.cases import COLUMNS
from resolvers.moderation.notifications import notify_returned
from resolvers.moderation.takedowns import CONTENT_CASES, adverse_decisions, last_decisions
from resolvers.spaces.space_records import (
    SpaceRecord,
    publish_or_draft,
    publish_or_draft_all,
    set_state_of_all,
    space_records,
)

Cases = Mapping[str, Sequence[Row]]
"""By record, the cases on it."""


async def publish_approved(use_case: UseCase, space_id: str) -> None:
    """Publish what the partners have approved while it was not confirmed who acts in the space.

    What cannot be published any more is given back, and who handed it in is told: another decision stands against it
    by now, or another record has its code, or is not what it was when this one went with it.
    """
    submitted = [each for each in await space_records(use_case, space_id) if each.state == PublicationState.SUBMITTED]
    cases = await _cases_on(use_case.work, [each.id for each in submitted])
    approved = await _approved(use_case.work, cases)
    held = [each for each in submitted if each.id in approved]
    stopped = await adverse_decisions(use_case.work, sorted(approved))
    gone = [each for each in held if each.id in stopped]
    await set_state_of_all(use_case, space_id, gone, PublicationState.DRAFT)
    for each in gone + await _published(use_case, space_id, [each for each in held if each.id not in stopped], cases):
        await notify_returned(use_case, approved[each.id])


async def _published(use_case: UseCase, space_id: str, held: Sequence[SpaceRecord], cases: Cases) -> list[SpaceRecord]:
    """Publish records; those that are drafts instead.

    Where other content is proposed, it is asked about anew: the record may have been written since.
    """
    proposed = [each for each in held if any(_proposes(case) for case in cases[each.id])]
    returned = await publish_or_draft_all(use_case, space_id, [each for each in held if each not in proposed])
    return returned + [each for each in proposed if not await publish_or_draft(use_case, each)]


async def _cases_on(work: UnitOfWork, record_ids: Collection[str]) -> Cases:
    found: dict[str, list[Row]] = {each: [] for each in record_ids}
    rows = await select_in(work, CASE, "node_id", sorted(found), COLUMNS) if found else ()
    for row in rows:
        found[row.node_id].append(row)
    return found


async def _approved(work: UnitOfWork, cases: Cases) -> dict[str, Row]:
    """By record that was handed in, the case that approved it last, where nobody is asked about it any more."""
    submissions = {row.id: row for rows in cases.values() for row in rows if row.kind == CaseKind.SUBMISSION}
    asked = {row.node_id for row in submissions.values() if row.stage in PENDING}
    decisions = await last_decisions(work, cases.keys() - asked, {CaseKind.SUBMISSION})
    latest = {row.node_id: row for row in sorted(decisions, key=lambda row: row.created_at)}
    return {key: submissions[row.case_id] for key, row in latest.items() if row.verdict == Verdict.APPROVED}


def _proposes(case: Row) -> bool:
    return case.kind in CONTENT_CASES and case.stage in PENDING

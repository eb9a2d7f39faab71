"""Records of a space: archived when its claim is lost, restored when it is won again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from loaders.tables import CASE, CHANGE
from loaders.unit_of_work import ConstraintError, Rollback
from models import CaseKind, ChangeKind, PublicationState
from resolvers.core.record_types import RECORD_TYPES, RecordType
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.cases import withdraw_cases
from resolvers.moderation.takedowns import records_awaiting_revision, records_taken_down
from resolvers.records.cross_record_rules import records_in_violation
from resolvers.records.planned_changes import plan_state
from resolvers.records.service import RecordService
from resolvers.records.states import ALIVE, DECIDED
from resolvers.records.store import store_changes

ASKED_BY_IT = frozenset({CaseKind.SUBMISSION, CaseKind.CHANGE})
"""The cases that a space opens itself."""


@dataclass(frozen=True, slots=True)
class SpaceRecord:
    """A record of a space."""

    kind: RecordType
    id: str
    state: str
    version: int


async def space_records(use_case: UseCase, space_id: str) -> list[SpaceRecord]:
    """All records of a space, in one statement for each type."""
    return [
        SpaceRecord(kind, *row)
        for kind in RECORD_TYPES.values()
        for row in await use_case.work.select(kind.table, {"space_id": space_id}, ("id", "state", "version"))
    ]


async def archive_all(use_case: UseCase, space_id: str, *, but: str) -> None:
    """Archive all records of a space except one, and close their cases."""
    held = [each for each in await space_records(use_case, space_id) if each.state in ALIVE and each.id != but]
    await set_state_of_all(use_case, space_id, held, PublicationState.ARCHIVED)
    cases = await use_case.work.select(CASE, {"owner_id": space_id}, ("id", "kind", "stage"))
    asked = [each for each in cases if each.stage in PENDING and each.kind in ASKED_BY_IT]
    await withdraw_cases(use_case.work, use_case.now, asked)


async def restore_all(use_case: UseCase, space_id: str, moment: datetime) -> None:
    """Restore all records that a space lost at a moment, unless they have changed since.

    What had been handed in is a draft again: nobody is asked about it any more. What the partners took down meanwhile
    stays put away, and what they sent back is a draft.
    """
    lost = {"space_id": space_id, "kind": ChangeKind.ARCHIVED, "created_at": moment}
    rows = await use_case.work.select(CHANGE, lost, ("node_id", "version", "fields"))
    stood = {(row.node_id, row.version): row.fields["state"][0] for row in rows}
    held = [each for each in await space_records(use_case, space_id) if (each.id, each.version) in stood]
    keys = [each.id for each in held]
    gone, sent_back = (
        await records_taken_down(use_case.work, keys),
        await records_awaiting_revision(use_case.work, keys),
    )
    held = [each for each in held if each.state == PublicationState.ARCHIVED and each.id not in gone]
    was_public = {node_id for (node_id, _), state in stood.items() if state == PublicationState.PUBLISHED}
    drafts = [each for each in held if each.id not in was_public - sent_back]
    await set_state_of_all(use_case, space_id, drafts, PublicationState.DRAFT)
    shown = [each for each in held if each.id in was_public - sent_back]
    await publish_or_draft_all(use_case, space_id, shown)


async def publish_or_draft_all(use_case: UseCase, space_id: str, held: Sequence[SpaceRecord]) -> list[SpaceRecord]:
    """Publish records; those that cannot be, since others say something else by now, are drafts, and returned."""
    of_kinds = [(kind, [each.id for each in held if each.kind is kind]) for kind in RECORD_TYPES.values()]
    wrong = {each for kind, ids in of_kinds for each in await records_in_violation(use_case.work, kind, ids)}
    returned = [each for each in held if each.id in wrong]
    await set_state_of_all(use_case, space_id, returned, PublicationState.DRAFT)
    shown = [each for each in held if each.id not in wrong]
    try:
        async with use_case.work.savepoint():
            await set_state_of_all(use_case, space_id, shown, PublicationState.PUBLISHED)
    except ConstraintError:
        return returned + [each for each in shown if not await publish_or_draft(use_case, each)]
    return returned


async def set_state_of_all(
    use_case: UseCase, space_id: str, held: Sequence[SpaceRecord], state: PublicationState
) -> None:
    """Change the state of a space's records in the name of all, with journal entries."""
    system = use_case.as_viewer(system_viewer(use_case.viewer))
    for kind in {each.kind.type_name: each.kind for each in held}.values():
        before = [
            {"id": each.id, "state": each.state, "version": each.version, "space_id": space_id}
            for each in held
            if each.kind is kind
        ]
        planned = [plan_state(DECIDED[state], each, state, use_case.now) for each in before]
        await store_changes(system, kind, planned)


async def publish_or_draft(use_case: UseCase, held: SpaceRecord) -> bool:
    """Publish a record before which others give way that were never verified; a draft, where one of them stays."""
    edit = RecordService(use_case.as_viewer(system_viewer(use_case.viewer)), held.kind)
    try:
        async with use_case.work.savepoint():
            await edit.set_state(held.id, PublicationState.PUBLISHED)
    except (ConstraintError, Rollback):
        await edit.set_state(held.id, PublicationState.DRAFT)
        return False
    return True

"""One edit: the record found, the viewer's right to it checked, the change made and written down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from loaders.sql.storable_text import is_storable
from loaders.tables import SPACE
from models import ChangeKind, Hindrance, PublicationState, SpaceRole
from resolvers.core.journal import to_json_changes
from resolvers.core.record_types import RecordType
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.steward_reasons import check_reason
from resolvers.core.storage_usage import lock_usage
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads, is_visible
from resolvers.records.cross_record_rules import rule_violations
from resolvers.records.load import LoadedRecord, load_lists, load_records
from resolvers.records.patch import Patch, ValidPatch, patched_fields
from resolvers.records.patch_context import PatchRequest
from resolvers.records.patch_validation import validate_patches
from resolvers.records.planned_changes import (
    PlannedChange,
    new_record,
    plan_columns,
    plan_creation,
    plan_patch,
    plan_state,
)
from resolvers.records.publication_policy import publication_policy
from resolvers.records.save import save_changes
from resolvers.records.states import DECIDED, SHOWN, state_after
from resolvers.records.store import to_save_result
from resolvers.records.versions import Content, contents_at, journal_content, patch_towards
from resolvers.validation import Problem
from resolvers.validation.texts import Limit, line

Record = Mapping[str, Any]
WHY = line(Limit.SUMMARY)
"""The form of the reason for a suggestion."""


class RecordService:
    """Edits of one type of record, within one unit of work."""

    def __init__(self, use_case: UseCase, kind: RecordType) -> None:
        """Begin, within the unit of work of a use case."""
        self._use_case = use_case
        self._work = use_case.work
        self._viewer = use_case.viewer
        self._now = use_case.now
        self._kind = kind
        self._policy = publication_policy(use_case, kind.type_name)

    async def create(self, space_id: str | None, draft: Patch) -> SaveResult:
        """A new record, which its space alone sees; without a space, a refusal that names all other problems too."""
        if space_id is None:
            _, problems = await self._valid(draft, None)
            refuse(ValidationFailed([Problem(("space",), "REQUIRED"), *problems]))
        await self._may_deposit(space_id)
        await lock_usage(self._work, self._viewer, space_id)
        found = await self._checked(draft, None)
        kept = new_record(self._kind, self._now, PublicationState.DRAFT, space_id)
        return await self._saved(plan_creation(self._kind, kept, found))

    async def update(self, record_id: str, expected: int, draft: Patch) -> SaveResult:
        """The record with what the draft gives; what it leaves out stays."""
        before = LoadedRecord(await self._changeable(record_id, expected))
        return await self._changed(ChangeKind.UPDATED, before, draft)

    async def suggest(self, record_id: str, expected: int, draft: Patch, why: str | None) -> SaveResult:
        """The record as it is, and a case on what somebody else would have it say."""
        before = await self._standing(record_id)
        if before is None or not await self._is_seen(record_id):
            refuse(NotFound())
        self._policy.check_suggests(before)
        if before["version"] != expected:
            refuse(Conflict(version=before["version"]))
        said, wrong = (None, []) if why is None else WHY(why)
        found = await self._checked(draft, before, [each.under("why") for each in wrong])
        await self._policy.check_not_redacted(before, patched_fields(self._kind, before, found))
        planned = await self._planned(ChangeKind.UPDATED, LoadedRecord(before), found)
        return replace(await self._proposed(planned, said), of_others=True)

    async def revert(self, record_id: str, version: int, expected: int) -> SaveResult:
        """The record with the content of an earlier version, as a new one; its state stays."""
        before = await self._changeable(record_id, expected)
        wanted, now = (record_id, version), (record_id, expected)
        found = await contents_at(self._work, self._kind, [wanted, now])
        if wanted not in found:
            refuse(ValidationFailed([Problem(("version",), "UNKNOWN_VERSION", {"latest": before["version"]})]))
        draft = patch_towards(self._kind, found[wanted], found[now])
        return await self._changed(ChangeKind.REVERTED, LoadedRecord(before), draft)

    async def _changed(self, how: ChangeKind, before: LoadedRecord, draft: Patch) -> SaveResult:
        record = before.record
        found = await self._checked(draft, record)
        await self._policy.check_not_redacted(record, patched_fields(self._kind, record, found))
        planned = await self._planned(how, before, found)
        if await self._policy.requires_review(record):
            return await self._proposed(planned)
        if not planned.changes:
            return SaveResult(record["id"], record["version"])
        await self._policy.check_not_rejected_content(record, to_json_changes(planned.changes))
        return await self._saved(planned)

    async def _planned(self, how: ChangeKind, before: LoadedRecord, found: ValidPatch) -> PlannedChange:
        """The planned change of a record, once the lists that it is about are loaded."""
        missing = [name for name in found.lists if name not in before.lists]
        await load_lists(self._work, self._kind, {before.record["id"]: before}, missing)
        return plan_patch(how, self._kind, before, found, self._now)

    async def _proposed(self, planned: PlannedChange, why: str | None = None) -> SaveResult:
        """The record as it is, and a case on what it would be: the change is planned, and not stored."""
        before, changes = planned.before, to_json_changes(planned.changes)
        if not planned.changes:
            return SaveResult(before["id"], before["version"])
        case_id = await self._policy.propose(before, changes, why)
        return SaveResult(before["id"], before["version"], changes=changes, case_id=case_id)

    async def apply(self, record_id: str, proposed: Mapping[str, Any]) -> Hindrance | None:
        """Apply proposed changes (by field, [old, new]) to the record; return the hindrance if some were skipped.

        A field that says something else than it was meanwhile stays: that it be replaced was never judged. So does one
        that is hidden until a decision.
        """
        hidden = await self._policy.redacted_fields(record_id)
        for standing in (await load_records(self._work, self._kind, [record_id], self._kind.lists)).values():
            content = journal_content(self._kind, standing)
            shown = {name: each for name, each in proposed.items() if name not in hidden}
            wanted = {name: after for name, (before, after) in shown.items() if content.get(name) == before}
            if wanted:
                draft = patch_towards(self._kind, content | wanted, content)
                await self._changed(ChangeKind.UPDATED, standing, draft)
            if len(shown) < len(proposed):
                return Hindrance.HIDDEN
            return Hindrance.CHANGED if any(content.get(name) not in each for name, each in shown.items()) else None
        return Hindrance.MOVED

    async def content(self, record_id: str) -> Content:
        """Return the record's current content in the journal's form; empty if there is no such record."""
        found = await load_records(self._work, self._kind, [record_id], self._kind.lists)
        return journal_content(self._kind, found[record_id]) if record_id in found else {}

    async def redact(self, record_id: str, name: str, value: str | None) -> None:
        """Replace the value of a field; the journal records neither the old nor the new one."""
        before = await self._standing(record_id)
        if before is None:
            return
        table, key, column = self._kind.place(record_id, name)
        own = {column: value} if table is self._kind.table else {}
        said = [row[0] for row in await self._work.select(table, key, (column,))]
        self._kind.fold(own)
        planned = plan_columns(ChangeKind.HIDDEN, before, own, {name: (None, None)}, self._now)
        if not own:
            planned.updates.append((table, (key, {column: value})))
        saved = await self._saved(planned)
        changes = {name: [said[0], value]} if said else {}
        await self._policy.reopen_changed(before, saved.version, changes, concealed=name)

    async def move(self, kind: ChangeKind, record_id: str, expected: int) -> SaveResult:
        """The record in another state: submitted, published, archived, or restored to where it was."""
        before = await self._editable(record_id, expected)
        after = await state_after(self._work, kind, before)
        if kind is ChangeKind.RESTORED:
            after = await self._policy.restored_state(before, after)
            await self._policy.check_restores(before, after)
        elif after is PublicationState.PUBLISHED:
            await self._policy.check_publishes(before)
        return await self._placed(kind, before, after)

    async def set_state(self, record_id: str, state: PublicationState) -> None:
        """Give the record the decided state, unless it has it already or is gone."""
        before = await self._standing(record_id)
        if before is not None and before["state"] != state:
            await self._placed(DECIDED[state], before, state)

    async def _placed(self, kind: ChangeKind, before: Record, after: PublicationState) -> SaveResult:
        wrong = await rule_violations(self._work, self._kind, [before]) if after in SHOWN else {}
        if wrong:
            refuse(ValidationFailed(wrong[before["id"]]))
        return await self._saved(plan_state(kind, before, after, self._now))

    async def _may_deposit(self, space_id: str) -> None:
        if self._viewer.has_role(space_id, SpaceRole.EDITOR):
            return
        if not self._viewer.steward:
            refuse(NotPermitted())
        check_reason(self._viewer)
        if not await self._work.select(SPACE, {"id": space_id}, ["id"]):
            refuse(NotFound())

    async def _changeable(self, record_id: str, expected: int) -> dict[str, Any]:
        """Return the record, if the viewer may change its content."""
        record = await self._editable(record_id, expected)
        if record["state"] == PublicationState.ARCHIVED:
            refuse(Conflict("ARCHIVED", record["version"]))
        return record

    async def _editable(self, record_id: str, expected: int) -> dict[str, Any]:
        """The record as it stands, if the viewer may change it and knows how it stands."""
        record = await self._standing(record_id)
        if record is None:
            refuse(NotFound())
        mine = self._viewer.has_role(record["space_id"], SpaceRole.EDITOR)
        if not mine and not self._viewer.steward:
            refuse(NotPermitted() if await self._is_seen(record_id) else NotFound())
        if not mine:
            check_reason(self._viewer)
        if record["version"] != expected:
            refuse(Conflict(version=record["version"]))
        return record

    async def _standing(self, record_id: str) -> dict[str, Any] | None:
        """The record as it stands with what it says besides, if there is one."""
        found = await load_records(self._work, self._kind, [record_id], ()) if is_storable({"id": record_id}) else {}
        return found[record_id].record if record_id in found else None

    async def _is_seen(self, record_id: str) -> bool:
        """True if the viewer sees the record."""
        return await is_visible(ViewerReads(self._work, self._viewer), self._kind.type_name, record_id)

    async def _checked(self, draft: Patch, before: Record | None, wrong: Sequence[Problem] = ()) -> ValidPatch:
        """The draft as it can be stored; refuses with all that is wrong, and with what was known to be before."""
        found, problems = await self._valid(draft, before)
        if wrong or problems:
            refuse(ValidationFailed([*wrong, *problems]))
        return found

    async def _valid(self, draft: Patch, before: Record | None) -> tuple[ValidPatch, list[Problem]]:
        seeing = ViewerReads(self._work, self._viewer)
        (found,) = await validate_patches(seeing, self._kind, [PatchRequest(draft, before)])
        return found

    async def _saved(self, planned: PlannedChange) -> SaveResult:
        (stored,) = await save_changes(self._use_case, self._kind, [planned])
        return to_save_result(*stored)

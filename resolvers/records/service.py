"""One edit: the record found, the viewer's right to it checked, the change made and written down."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from loaders.tables import SPACE
from models import ChangeKind, Hindrance, PublicationState, SpaceRole, ids
from models.folding import SORT
from resolvers.core.journal import (
    FieldChanges,
    JournalEntry,
    content_fields,
    differences,
    record_changes,
    to_json_changes,
)
from resolvers.core.record_types import RecordType
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.steward_reasons import check_reason
from resolvers.core.storage_usage import lock_usage
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads, is_visible
from resolvers.records.associations import load_detail, replace_associations
from resolvers.records.cross_record_rules import rule_violations
from resolvers.records.displacement import displaced_records
from resolvers.records.hooks import record_changed
from resolvers.records.load import load_records
from resolvers.records.patch import Patch, ValidPatch, patched_fields, validate_patch
from resolvers.records.publication_policy import publication_policy
from resolvers.records.states import DECIDED, SHOWN, state_after
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
            _, problems = await validate_patch(ViewerReads(self._work, self._viewer), self._kind, draft, None)
            refuse(ValidationFailed([Problem(("space",), "REQUIRED"), *problems]))
        await self._may_deposit(space_id)
        await lock_usage(self._work, self._viewer, space_id)
        found = await self._checked(draft, None)
        record = {
            "id": ids.new(self._kind.model.prefix),
            "created_at": self._now,
            "updated_at": self._now,
            "state": PublicationState.DRAFT,
            "version": 1,
            "space_id": space_id,
            **found.columns,
        }
        await self._work.insert(self._kind.table, [record])
        changes = differences({}, found.columns) | await replace_associations(
            self._work, self._kind, record["id"], found
        )
        return await self._written(ChangeKind.CREATED, record, changes)

    async def update(self, record_id: str, expected: int, draft: Patch) -> SaveResult:
        """The record with what the draft gives; what it leaves out stays."""
        return await self._changed(ChangeKind.UPDATED, await self._changeable(record_id, expected), draft)

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
        return replace(await self._proposed(before, found, said), of_others=True)

    async def revert(self, record_id: str, version: int, expected: int) -> SaveResult:
        """The record with the content of an earlier version, as a new one; its state stays."""
        before = await self._changeable(record_id, expected)
        wanted, now = (record_id, version), (record_id, expected)
        found = await contents_at(self._work, self._kind, [wanted, now])
        if wanted not in found:
            refuse(ValidationFailed([Problem(("version",), "UNKNOWN_VERSION", {"latest": before["version"]})]))
        return await self._changed(ChangeKind.REVERTED, before, patch_towards(self._kind, found[wanted], found[now]))

    async def _changed(self, kind: ChangeKind, before: Record, draft: Patch) -> SaveResult:
        found = await self._checked(draft, before)
        await self._policy.check_not_redacted(before, patched_fields(self._kind, before, found))
        if await self._policy.requires_review(before):
            return await self._proposed(before, found)
        changes = await self._brought(before, found)
        if not changes:
            return SaveResult(before["id"], before["version"])
        await self._policy.check_not_rejected_content(before, to_json_changes(changes))
        saved = await self._stored(kind, before, found.columns, changes)
        await self._policy.reopen_changed(before, saved.version, saved.changes)
        return saved

    async def _brought(self, before: Record, found: ValidPatch) -> FieldChanges:
        """Store everything but the record's own row, and return all changes."""
        return differences(before, found.columns) | await replace_associations(
            self._work, self._kind, before["id"], found
        )

    async def _proposed(self, before: Record, found: ValidPatch, why: str | None = None) -> SaveResult:
        """The record as it is, and a case on what it would be."""
        changes: FieldChanges = {}
        with suppress(DryRunError):
            async with self._work.savepoint():
                changes = await self._brought(before, found)
                raise DryRunError
        if not changes:
            return SaveResult(before["id"], before["version"])
        plainly = to_json_changes(changes)
        case_id = await self._policy.propose(before, plainly, why)
        return SaveResult(before["id"], before["version"], changes=plainly, case_id=case_id)

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
                await self._changed(
                    ChangeKind.UPDATED, standing.record, patch_towards(self._kind, content | wanted, content)
                )
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
        if not own:
            await self._work.update(table, key, {column: value})
        saved = await self._stored(ChangeKind.HIDDEN, before, own, {name: (None, None)})
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
        if after in SHOWN and (
            wrong := await rule_violations(ViewerReads(self._work, self._viewer), self._kind, before)
        ):
            refuse(ValidationFailed(wrong))
        changes = {"state": (PublicationState(before["state"]), after)}
        saved = await self._stored(kind, before, {"state": after}, changes)
        if before["state"] == PublicationState.PUBLISHED:
            await self._policy.withdraw_own_change(before)
        elif after is PublicationState.PUBLISHED and await self._policy.content_cases(before["id"]):
            says = {name: (None, value) for name, value in (await self.content(before["id"])).items()}
            await self._policy.reopen_changed({**before, "state": after}, saved.version, says)
        return saved

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
        for row in await self._work.select(self._kind.table, {"id": record_id}):
            record = dict(zip(self._kind.table.c.keys(), row, strict=True))
            return record | await load_detail(self._work, self._kind, record_id)
        return None

    async def _is_seen(self, record_id: str) -> bool:
        """True if the viewer sees the record."""
        return await is_visible(ViewerReads(self._work, self._viewer), self._kind.type_name, record_id)

    async def _checked(self, draft: Patch, before: Record | None, wrong: Sequence[Problem] = ()) -> ValidPatch:
        """The draft as it can be stored; refuses with all that is wrong, and with what was known to be before."""
        found, problems = await validate_patch(ViewerReads(self._work, self._viewer), self._kind, draft, before)
        if wrong or problems:
            refuse(ValidationFailed([*wrong, *problems]))
        return found

    async def _stored(
        self, kind: ChangeKind, before: Record, values: Mapping[str, Any], changes: FieldChanges
    ) -> SaveResult:
        for each in await displaced_records(self._work, self._kind, before, values):
            await RecordService(self._use_case.as_viewer(system_viewer(self._viewer)), self._kind).set_state(
                each, PublicationState.DRAFT
            )
        after = {**values, "version": before["version"] + 1, "updated_at": self._now}
        where = {"id": before["id"], "version": before["version"]}
        if await self._work.update(self._kind.table, where, after) != 1:
            refuse(Conflict(version=before["version"]))
        if kind is not ChangeKind.HIDDEN:
            for besides in await record_changed.run(self._work, self._now, self._kind, before["id"], changes):
                changes = changes | besides
        if PublicationState.SUBMITTED in (before["state"], after.get("state")):
            handed_in = before["state"] != PublicationState.SUBMITTED
            rewritten = bool(content_fields(kind, changes))
            await self._policy.open_submission({**before, **after}, rewritten=rewritten, handed_in=handed_in)
        return await self._written(kind, {**before, **after}, changes)

    async def _written(self, kind: ChangeKind, record: Record, changes: FieldChanges) -> SaveResult:
        shown = {name: each for name, each in changes.items() if not name.endswith(SORT)}
        entry = JournalEntry(kind, record["id"], record["version"], record["state"], record["space_id"], shown)
        (change,) = await record_changes(self._use_case, [entry])
        return SaveResult(record["id"], record["version"], change, to_json_changes(changes))


class DryRunError(Exception):
    """Undoes what was only tried."""

"""The journal: no record changes without an entry in the same unit of work."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.sql.statement import Row
from models import Change, ChangeKind, PublicationState, ids
from models.folding import SORT
from resolvers.core.journal_positions import insert_entries
from resolvers.core.storage_usage import StorageAllowance, StorageAmount, charge_storage, json_size
from resolvers.core.use_case import UseCase

FieldChanges = dict[str, tuple[Any, Any]]
"""Field changes: by field, the old and the new value."""

WRITTEN = frozenset({ChangeKind.CREATED, ChangeKind.UPDATED, ChangeKind.REVERTED})
STEWARD_FIELDS = "by_stewards"
"""A word of the journal for what a steward did as such; what it is since says why."""
AROUND = frozenset({STEWARD_FIELDS, "consents", "invited", "networks", "seal", "space", "state"})
"""Journal fields besides a record's content: its state, its networks, and what was agreed to."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A journal entry, without its author and its time."""

    kind: ChangeKind
    node_id: str
    version: int
    state: PublicationState
    space_id: str | None
    changes: FieldChanges

    @property
    def is_content(self) -> bool:
        """True if the entry is about what somebody wrote in a record, which a quota may refuse."""
        return self.kind in WRITTEN and self.node_id != self.space_id


async def record_changes(
    use_case: UseCase, entries: Sequence[JournalEntry], counted: StorageAllowance | None = None
) -> list[str]:
    """Add entries to the journal and return their ids: the only function that does so.

    What the entries store is counted once for each space; new content that is too much is refused. If the caller has
    `counted` it already, that count is stored.
    """
    rows = [_row(use_case, each) for each in entries]
    if counted is None:
        await _charge(use_case, entries, rows)
    else:
        await counted.store(use_case.work)
    await insert_entries(use_case.work, rows)
    return [row["id"] for row in rows]


async def _charge(use_case: UseCase, entries: Sequence[JournalEntry], rows: Sequence[Mapping[str, Any]]) -> None:
    """Count what entries and their records store, for each space together."""
    stored: defaultdict[str | None, list[StorageAmount]] = defaultdict(list)
    for each, row in zip(entries, rows, strict=True):
        stored[each.space_id].append(_amount(each, row["fields"]))
    for space_id, amounts in stored.items():
        total = StorageAmount(*map(sum, zip(*amounts, strict=True)))
        refuses = any(each.is_content for each in entries if each.space_id == space_id)
        await charge_storage(use_case.work, use_case.viewer, space_id, total, refuses=refuses)


def _row(use_case: UseCase, entry: JournalEntry) -> dict[str, Any]:
    """An entry as it is stored; of what a steward does as such, it says why."""
    viewer, now = use_case.viewer, use_case.now
    told = {} if viewer.reason is None else {STEWARD_FIELDS: [None, viewer.reason or True]}
    return {
        "id": ids.new(Change.prefix),
        "created_at": now,
        "updated_at": now,
        "kind": entry.kind,
        "node_id": entry.node_id,
        "version": entry.version,
        "state": entry.state,
        "fields": told
        | {name: [to_json_value(before), to_json_value(after)] for name, (before, after) in entry.changes.items()},
        "space_id": entry.space_id,
        "account_id": viewer.account_id,
        "network_id": viewer.network_id,
        "token_id": viewer.token_id,
        "request_id": viewer.request_id,
    }


def _amount(entry: JournalEntry, fields: Mapping[str, Any]) -> StorageAmount:
    """Return the storage of an entry: itself, its record if new, and a record that becomes or ceases to be a draft."""
    was, will = entry.changes.get("state", (None, None))
    is_new = entry.kind is ChangeKind.CREATED
    drafts = (will == PublicationState.DRAFT) - (was == PublicationState.DRAFT)
    return StorageAmount(
        int(is_new), int(is_new and entry.state == PublicationState.DRAFT) or drafts, json_size(fields)
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> FieldChanges:
    """The fields of `after` that are not what they were."""
    return {
        name: (before.get(name), value)
        for name, value in after.items()
        if to_json_value(before.get(name)) != to_json_value(value)
    }


def to_json_value(value: Any) -> Any:
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


def to_json_changes(changes: FieldChanges) -> dict[str, list[Any]]:
    """Changes as JSON has them, without what is folded for sorting."""
    return {
        name: [to_json_value(before), to_json_value(after)]
        for name, (before, after) in changes.items()
        if not name.endswith(SORT)
    }


def changed_fields(change: Row) -> set[str]:
    """The fields of a record that a change (`kind`, `fields`) had say something else."""
    return content_fields(change.kind, change.fields)


def content_fields(kind: str, fields: Mapping[str, Any]) -> set[str]:
    """The fields that a change of a kind has say something else."""
    return fields.keys() - AROUND if kind in WRITTEN else set()

"""The journal: no record changes without an entry in the same unit of work."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loaders.sql.statement import Row
from loaders.unit_of_work import UnitOfWork
from models import Change, ChangeKind, PublicationState, ids
from models.folding import SORT
from resolvers.editing.editable import table_of
from resolvers.storage import Amount, charge, size_of
from resolvers.viewer import Viewer

Changes = dict[str, tuple[Any, Any]]
"""By field: what it was, and what it is."""

WRITTEN = frozenset({ChangeKind.CREATED, ChangeKind.UPDATED, ChangeKind.REVERTED})
BY_STEWARDS = "by_stewards"
"""A word of the journal for what a steward did as such; what it is since says why."""
AROUND = frozenset({BY_STEWARDS, "consents", "invited", "networks", "seal", "space", "state"})
"""What the journal tells of a record besides what it says: how it stands, with whom, and what was agreed to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written down of a change, besides who made it and when."""

    kind: ChangeKind
    node_id: str
    version: int
    state: PublicationState
    space_id: str | None
    changes: Changes


async def write_down(work: UnitOfWork, viewer: Viewer, now: datetime, entry: Entry) -> str:
    """Add an entry to the journal; its id. Counts what it stores, and refuses content that is too much."""
    row = _row(viewer, now, entry)
    refuses = entry.kind in WRITTEN and entry.node_id != entry.space_id
    await charge(work, viewer, entry.space_id, _amount(entry, row["fields"]), refuses=refuses)
    await work.insert(table_of(Change), [row])
    return str(row["id"])


async def write_down_all(work: UnitOfWork, viewer: Viewer, now: datetime, entries: Sequence[Entry]) -> list[str]:
    """Add entries to the journal, which is never too much: none of them is new content; their ids.

    What they store is counted once for each space.
    """
    rows = [_row(viewer, now, each) for each in entries]
    stored: defaultdict[str | None, list[Amount]] = defaultdict(list)
    for each, row in zip(entries, rows, strict=True):
        stored[each.space_id].append(_amount(each, row["fields"]))
    for space_id, amounts in stored.items():
        total = Amount(*map(sum, zip(*amounts, strict=True)))
        await charge(work, viewer, space_id, total, refuses=False)
    await work.insert(table_of(Change), rows)
    return [row["id"] for row in rows]


def _row(viewer: Viewer, now: datetime, entry: Entry) -> dict[str, Any]:
    """An entry as it is stored; of what a steward does as such, it says why."""
    told = {} if viewer.reason is None else {BY_STEWARDS: [None, viewer.reason or True]}
    return {
        "id": ids.new(Change.prefix),
        "created_at": now,
        "updated_at": now,
        "kind": entry.kind,
        "node_id": entry.node_id,
        "version": entry.version,
        "state": entry.state,
        "fields": told | {name: [plain(before), plain(after)] for name, (before, after) in entry.changes.items()},
        "space_id": entry.space_id,
        "account_id": viewer.account_id,
        "network_id": viewer.network_id,
        "token_id": viewer.token_id,
        "request_id": viewer.request_id,
    }


def _amount(entry: Entry, fields: Mapping[str, Any]) -> Amount:
    """What an entry stores: itself, and a record if it is new; one that is a draft from now on, or no longer."""
    was, will = entry.changes.get("state", (None, None))
    is_new = entry.kind is ChangeKind.CREATED
    drafts = (will == PublicationState.DRAFT) - (was == PublicationState.DRAFT)
    return Amount(int(is_new), int(is_new and entry.state == PublicationState.DRAFT) or drafts, size_of(fields))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """The fields of `after` that are not what they were."""
    return {name: (before.get(name), value) for name, value in after.items() if plain(before.get(name)) != plain(value)}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


def plain_changes(changes: Changes) -> dict[str, list[Any]]:
    """Changes as JSON has them, without what is folded for sorting."""
    return {name: [plain(before), plain(after)] for name, (before, after) in changes.items() if not name.endswith(SORT)}


def written_fields(change: Row) -> set[str]:
    """The fields of a record that a change (`kind`, `fields`) had say something else."""
    return said_anew(change.kind, change.fields)


def said_anew(kind: str, fields: Mapping[str, Any]) -> set[str]:
    """The fields that a change of a kind has say something else."""
    return fields.keys() - AROUND if kind in WRITTEN else set()

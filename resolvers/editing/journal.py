"""The journal: no record changes without an entry in the same unit of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loaders.statement import Row
from loaders.transactions import Work
from models import Change, ChangeKind, PublicationState, ids
from models.folding import SORT
from resolvers.editing.editable import table_of
from resolvers.viewer import Viewer

Changes = dict[str, tuple[Any, Any]]
"""By field: what it was, and what it is."""

WRITTEN = frozenset({ChangeKind.CREATED, ChangeKind.UPDATED, ChangeKind.REVERTED})
AROUND = frozenset({"invited", "networks", "seal", "state"})
"""What the journal tells of a record besides what it says: how it stands, and with whom."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written down of a change, besides who made it and when."""

    kind: ChangeKind
    node_id: str
    version: int
    state: PublicationState
    space_id: str | None
    changes: Changes


async def write_down(work: Work, viewer: Viewer, now: datetime, entry: Entry) -> str:
    """Add an entry to the journal; its id."""
    found = ids.new(Change.prefix)
    row = {
        "id": found,
        "created_at": now,
        "updated_at": now,
        "kind": entry.kind,
        "node_id": entry.node_id,
        "version": entry.version,
        "state": entry.state,
        "fields": {name: [plain(before), plain(after)] for name, (before, after) in entry.changes.items()},
        "space_id": entry.space_id,
        "account_id": viewer.account_id,
        "network_id": viewer.network_id,
        "token_id": viewer.token_id,
        "request_id": viewer.request_id,
    }
    await work.insert(table_of(Change), [row])
    return found


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
    return change.fields.keys() - AROUND if change.kind in WRITTEN else set()

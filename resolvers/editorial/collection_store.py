"""Storage of collections, with journal entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE, COLLECTION, COLLECTION_INVITATION, COLLECTION_NETWORK, ITEM, SPACE, Table
from models import ChangeKind, PublicationState
from resolvers.core.journal import FieldChanges, JournalEntry, record_changes, to_json_changes
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads, is_visible
from resolvers.editorial.queries import COLUMNS as ITEM_COLUMNS
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.record_owners import follow_record_owner

COLUMNS = ("id", "title", "introduction", "state", "version", "space_id")
Item = tuple[str, str | None]
"""The id of a record, and why it is in the collection."""


@dataclass(frozen=True, slots=True)
class StoredCollection:
    """A stored collection."""

    row: Row
    """With COLUMNS."""
    networks: frozenset[str]
    """Those that answer for it."""
    invited: frozenset[str]
    """Those that are asked to."""
    items: list[Item]

    @property
    def record(self) -> dict[str, Any]:
        """Its columns by name."""
        return dict(zip(COLUMNS, self.row, strict=True))


async def load_collection(use_case: UseCase, record_id: str, expected: int, of: set[str]) -> StoredCollection:
    """A collection tied to one of some networks, in the version that is expected; refuses any other one."""
    row = await use_case.row_by_id(COLLECTION, record_id, COLUMNS)
    networks = await _tied(use_case, COLLECTION_NETWORK, row.id)
    invited = await _tied(use_case, COLLECTION_INVITATION, row.id)
    if not use_case.viewer.steward and not of & (networks | invited):
        refuse(
            NotPermitted("NO_VOICE")
            if await is_visible(ViewerReads(use_case.work, use_case.viewer), "Collection", row.id)
            else NotFound()
        )
    if row.version != expected:
        refuse(Conflict(version=row.version))
    rows = await use_case.work.select(ITEM, {"collection_id": row.id}, ITEM_COLUMNS)
    items = [(each.node_id, each.annotation) for each in sorted(rows, key=lambda each: each.position)]
    return StoredCollection(row, networks, invited, items)


async def check_not_reviewed(use_case: UseCase, before: StoredCollection) -> None:
    """Refuse a network to answer from now on for what is judged: it may have voted on it."""
    for case in await use_case.work.select(CASE, {"node_id": before.row.id}, ("stage",)):
        if case.stage in PENDING:
            refuse(Conflict("UNDER_REVIEW", before.row.version))


async def store_collection(
    use_case: UseCase, before: StoredCollection, kind: ChangeKind, values: dict[str, Any], changes: FieldChanges
) -> SaveResult:
    """The next version of a collection, with some columns changed; what else changes is stored already."""
    row = before.row
    version = row.version + 1
    after = {**values, "version": version, "updated_at": use_case.now}
    if await use_case.work.update(COLLECTION, {"id": row.id, "version": row.version}, after) != 1:
        refuse(Conflict(version=row.version))
    stored = await use_case.row_by_id(COLLECTION, row.id, COLUMNS)
    if stored.space_id != row.space_id:  # all networks that answer for it are told already of what is asked about it
        await follow_record_owner(use_case, row.id, stored.space_id)
    return await record_collection_change(use_case, kind, stored, changes)


async def record_collection_change(use_case: UseCase, kind: ChangeKind, row: Row, changes: FieldChanges) -> SaveResult:
    """A change of a collection that is stored, once it is in the journal."""
    entry = JournalEntry(kind, row.id, row.version, PublicationState(row.state), row.space_id, changes)
    (change,) = await record_changes(use_case, [entry])
    return SaveResult(row.id, row.version, change, to_json_changes(changes))


async def replace_networks(use_case: UseCase, table: Table, collection_id: str, networks: Sequence[str]) -> None:
    """Replace the networks of a collection."""
    own = {"collection_id": collection_id}
    await use_case.work.delete(table, own)
    if networks:
        await use_case.work.insert(table, [own | {"network_id": each} for each in networks])


async def collection_space(use_case: UseCase, networks: Sequence[str], before: str | None = None) -> str | None:
    """The space in whose journal a collection is: the one it was in while its network answers, else the first's."""
    found = {
        row.network_id: str(row.id)
        for row in await select_in(use_case.work, SPACE, "network_id", networks, ("id", "network_id"))
    }
    return before if before in found.values() else next((found[each] for each in networks if each in found), None)


async def _tied(use_case: UseCase, table: Table, collection_id: str) -> frozenset[str]:
    rows = await use_case.work.select(table, {"collection_id": collection_id}, ("network_id",))
    return frozenset(row.network_id for row in rows)

"""Loading and storage of collections."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE, COLLECTION, COLLECTION_INVITATION, COLLECTION_NETWORK, ITEM, SPACE, Table
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads, is_visible
from resolvers.editorial.queries import COLUMNS as ITEM_COLUMNS
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.record_owners import follow_record_owner
from resolvers.records.planned_changes import PlannedChange
from resolvers.records.store import store_changes, to_save_result

KIND = REVIEWABLE_TYPES["Collection"]
COLUMNS = ("id", "title", "introduction", "state", "version", "space_id")
Item = tuple[str, str | None]
"""The id of a record, and why it is in the collection."""
LISTS: dict[str, tuple[Table, Callable[[int, Any], dict[str, Any]]]] = {
    "networks": (COLLECTION_NETWORK, lambda _, network_id: {"network_id": network_id}),
    "invited": (COLLECTION_INVITATION, lambda _, network_id: {"network_id": network_id}),
    "items": (ITEM, lambda position, item: {"position": position, "node_id": item[0], "annotation": item[1]}),
}
"""By field of the journal: the table of a list, and the columns of an element at a position."""


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

    @property
    def lists(self) -> dict[str, list[Any]]:
        """Return its lists as the journal records them."""
        return journal_lists(self.networks, self.invited, self.items)


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


def journal_lists(networks: Iterable[str], invited: Iterable[str], items: Iterable[Item]) -> dict[str, list[Any]]:
    """Return the lists of a collection as the journal records them: networks in a fixed order, items in their own."""
    return {"networks": sorted(networks), "invited": sorted(invited), "items": list(map(list, items))}


async def store_collection(use_case: UseCase, planned: PlannedChange) -> SaveResult:
    """Store the planned change of a collection, and replace the lists that differ."""
    _plan_lists(planned)
    ((entry, change_id),) = await store_changes(use_case, KIND, [planned])
    if planned.before and planned.before["space_id"] != entry.space_id:
        # All networks that answer for it are told already of what is asked about it.
        await follow_record_owner(use_case, entry.node_id, entry.space_id)
    return to_save_result(entry, change_id)


def _plan_lists(planned: PlannedChange) -> None:
    """Plan to replace the lists that the journal says differ, each as a whole."""
    own = {"collection_id": planned.value("id")}
    for name, (table, columns) in LISTS.items():
        if name not in planned.changes:
            continue
        planned.removals.append((table, own))
        for position, each in enumerate(planned.changes[name][1], start=1):
            planned.inserts.append((table, own | columns(position, each)))


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

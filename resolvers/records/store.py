"""Planned changes are stored: in one statement for each table, then the hooks run, then the journal is written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import TypeVar

from loaders.tables import Table
from loaders.unit_of_work import UnitOfWork
from models import ChangeKind, PublicationState
from resolvers.core.journal import FieldChanges, JournalEntry, record_changes, to_json_changes
from resolvers.core.record_types import RecordType
from resolvers.core.save_result import SaveResult
from resolvers.core.storage_usage import StorageAllowance
from resolvers.core.use_case import UseCase
from resolvers.records.hooks import records_changed, records_stored
from resolvers.records.planned_changes import PlannedChange, Row

UNHOOKED = frozenset({ChangeKind.CREATED, ChangeKind.HIDDEN, ChangeKind.ERASED})
"""The changes after which no hook is run: nothing stood before, may be shown again, or is left."""
StoredEntry = tuple[JournalEntry, str]
"""A journal entry and its id."""
Written = TypeVar("Written")


async def store_changes(
    use_case: UseCase,
    kind: RecordType,
    planned: Sequence[PlannedChange],
    *,
    changing_hands: Collection[str] = (),
    counted: StorageAllowance | None = None,
) -> list[StoredEntry]:
    """Store changes of records of one type, and return the journal entry of each that has field changes, in order.

    The number of statements does not depend on the number of records. `changing_hands` are records that hand something
    unique over to another one; storage that is `counted` already is not counted again.
    """
    await _write_rows(use_case.work, kind.table, planned, changing_hands)
    changed = [each for each in planned if each.changes]
    if changed:
        await records_stored.run(use_case, kind, changed)
    besides = await _run_hooks(use_case, kind, changed)
    entries = [each.entry(besides.get(each.value("id"), {})) for each in changed]
    return list(zip(entries, await record_changes(use_case, entries, counted), strict=True))


def to_save_result(entry: JournalEntry, change_id: str) -> SaveResult:
    """Return the result of an edit, as its journal entry says it."""
    return SaveResult(entry.node_id, entry.version, change_id, to_json_changes(entry.changes))


async def _run_hooks(use_case: UseCase, kind: RecordType, changed: Sequence[PlannedChange]) -> dict[str, FieldChanges]:
    """Run the hook for records that stood before, and say something else or stand elsewhere."""
    known = {each.before["id"]: each.changes for each in changed if each.kind not in UNHOOKED}
    found: dict[str, FieldChanges] = {}
    if known:
        for besides in await records_changed.run(use_case.work, use_case.now, kind, known):
            for record_id, changes in besides.items():
                found[record_id] = found.get(record_id, {}) | changes
    return found


async def _write_rows(
    work: UnitOfWork, table: Table, planned: Sequence[PlannedChange], changing_hands: Collection[str]
) -> None:
    """Write all rows: new records before the rows that refer to them, in the given order.

    Records that hand something unique over are not published for a moment, which nobody sees: else the first of two
    that change codes would meet the other one. Known records may come to refer to new ones, which are there by then.
    """
    other = [
        (table, ({"id": each.before["id"]}, _public_again(each, changing_hands)))
        for each in planned
        if each.changes and each.before and each.values
    ]
    removals = _by_table(row for each in planned for row in each.removals)
    updates = _by_table(chain(other, (row for each in planned for row in each.updates)))
    inserts = _by_table(row for each in planned for row in each.inserts)
    for place, keys in removals.items():
        await work.delete_all(place, keys)
    if changing_hands:
        aside = {"state": PublicationState.DRAFT}
        await work.update_all(table, [({"id": each}, aside) for each in changing_hands])
    if new := [each.values for each in planned if not each.before]:
        await work.insert(table, new)
    for place, changes in updates.items():
        await work.update_all(place, changes)
    for place, rows in inserts.items():
        await work.insert(place, rows)


def _by_table(placed: Iterable[tuple[Table, Written]]) -> dict[Table, list[Written]]:
    """Return what is written by table, in the given order."""
    found: defaultdict[Table, list[Written]] = defaultdict(list)
    for table, row in placed:
        found[table].append(row)
    return found


def _public_again(planned: PlannedChange, changing_hands: Collection[str]) -> Row:
    """Return the columns that are written, with the state of a record that was set aside."""
    if planned.before["id"] in changing_hands:
        return {**planned.values, "state": PublicationState.PUBLISHED}
    return planned.values

"""Planned changes: what is written of each record, and what the journal says of it. Nothing is stored yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from loaders.tables import Table, table_of
from models import ChangeKind, PublicationState, ids
from models.folding import SORT
from resolvers.core.journal import FieldChanges, JournalEntry, differences
from resolvers.core.record_types import RecordType
from resolvers.records.load import LoadedRecord
from resolvers.records.patch import ValidPatch, detail_changes, list_change
from resolvers.validation.columns import writable_columns

Record = Mapping[str, Any]
Row = dict[str, Any]
Update = tuple[Row, Row]
"""An update: the key of a row, and the new values of other columns."""


@dataclass(slots=True, eq=False)
class PlannedChange:
    """The change of one record: its columns, and the rows of other tables that go with it."""

    kind: ChangeKind
    before: Record
    """The record as it stands; empty if it is new."""
    values: Row
    """The columns that are written."""
    changes: FieldChanges
    """The field changes for the journal; empty if the record has this content already."""
    removals: list[tuple[Table, Row]] = field(default_factory=list)
    updates: list[tuple[Table, Update]] = field(default_factory=list)
    inserts: list[tuple[Table, Row]] = field(default_factory=list)

    @property
    def after(self) -> Row:
        """Return the record's columns once the change is stored."""
        return {**self.before, **self.values}

    def value(self, name: str) -> Any:
        """Return what one column has once the change is stored."""
        return self.values[name] if name in self.values else self.before[name]

    def entry(self, besides: FieldChanges) -> JournalEntry:
        """Return the journal entry, with the field changes that a hook added."""
        changes = self.changes | besides if besides else self.changes
        shown = {name: each for name, each in changes.items() if not name.endswith(SORT)}
        node_id, version, state, space_id = map(self.value, ("id", "version", "state", "space_id"))
        return JournalEntry(self.kind, node_id, version, PublicationState(state), space_id, shown)


def plan_creation(kind: RecordType, kept: Row, wanted: ValidPatch) -> PlannedChange:
    """Plan a new record; `kept` are the columns that nobody but the commons writes."""
    record = {**_defaults(kind.type_name), **kept, "version": 1, **wanted.columns}
    changes: FieldChanges = {name: (None, value) for name, value in wanted.columns.items() if value is not None}
    planned = PlannedChange(ChangeKind.CREATED, {}, record, changes)
    _plan_lists(planned, kind, record["id"], LoadedRecord({}), wanted)
    _plan_detail(planned, kind, record["id"], LoadedRecord({}), wanted)
    return planned


def new_record(kind: RecordType, now: datetime, state: PublicationState, space_id: str | None) -> Row:
    """Return the columns of a new record that nobody but the commons writes."""
    node_id = ids.new(kind.model.prefix)
    return {"id": node_id, "created_at": now, "updated_at": now, "state": state, "space_id": space_id}


def plan_patch(
    how: ChangeKind, kind: RecordType, before: LoadedRecord, wanted: ValidPatch, now: datetime
) -> PlannedChange:
    """Plan to bring a record, loaded with the lists that are wanted, to what it should be."""
    changes = differences(before.record, wanted.columns)
    planned = PlannedChange(how, before.record, {name: wanted.columns[name] for name in changes}, changes)
    _plan_lists(planned, kind, before.record["id"], before, wanted)
    _plan_detail(planned, kind, before.record["id"], before, wanted)
    if planned.changes:
        planned.values |= next_version(before.record, now)
    return planned


def plan_columns(how: ChangeKind, before: Record, values: Row, changes: FieldChanges, now: datetime) -> PlannedChange:
    """Plan the next version of a record with some columns changed: its state, or none but what the journal says."""
    return PlannedChange(how, before, values | next_version(before, now), changes)


def plan_state(how: ChangeKind, before: Record, state: PublicationState, now: datetime) -> PlannedChange:
    """Plan another state of a record."""
    changes = {"state": (PublicationState(before["state"]), state)}
    return plan_columns(how, before, {"state": state}, changes, now)


def next_version(before: Record, now: datetime) -> Row:
    """Return the columns that change with every change of a record."""
    return {"version": before["version"] + 1, "updated_at": now}


def _plan_lists(
    planned: PlannedChange, kind: RecordType, record_id: str, before: LoadedRecord, wanted: ValidPatch
) -> None:
    """Plan to replace the lists that differ, each as a whole."""
    for name, rows in wanted.lists.items():
        listed, known = kind.lists[name], before.lists.get(name, [])
        was, will = list_change(listed, known), list_change(listed, rows)
        if was == will:
            continue
        if known:
            planned.removals.append((listed.table, {listed.own: record_id}))
        for each in rows:
            row = {listed.own: record_id, **dict(zip(listed.columns, each, strict=False))}
            planned.inserts.append((listed.table, row))
        planned.changes[name] = was, will


def _plan_detail(
    planned: PlannedChange, kind: RecordType, record_id: str, before: LoadedRecord, wanted: ValidPatch
) -> None:
    """Plan to add, change or remove the detail."""
    if kind.detail is None or (wanted.detail is None and not wanted.clears_detail):
        return
    table, key = table_of(kind.detail), kind.detail_key(record_id)
    changes = detail_changes(kind, before.record, wanted)
    if wanted.detail is None:
        planned.removals.append((table, key))
    elif before.record.get(kind.detail_name) is None:
        planned.inserts.append((table, {**key, **_defaults(kind.detail.__name__), **wanted.detail}))
    elif changes:
        planned.updates.append((table, (key, wanted.detail)))
    planned.changes |= changes


@cache
def _defaults(type_name: str) -> Row:
    """Return the default values of a new record's columns."""
    return {name: each.cleared() for name, each in writable_columns(type_name).items()}

"""Rows that a request writes for each record: the record, its lists, its detail, and its journal entry."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from loaders.tables import EXTERNAL_REFERENCE, table_of
from models import Change, ChangeKind, PublicationState, ids
from resolvers.core.journal import FieldChanges, differences
from resolvers.core.record_types import RecordType
from resolvers.core.viewer import Viewer
from resolvers.exchange.items import Item
from resolvers.exchange.network_context import NetworkContext
from resolvers.exchange.preload_queries import LinkedRecord
from resolvers.exchange.row_writer import ItemRows, Row
from resolvers.records.load import LoadedRecord
from resolvers.records.patch import ValidPatch, detail_changes, list_change
from resolvers.validation.columns import writable_columns


class ItemChanges:
    """The changes of one request's items, none of which is written yet."""

    def __init__(
        self, viewer: Viewer, now: datetime, party: NetworkContext, kind: RecordType, state: PublicationState
    ) -> None:
        """Know what rows have alike; `now` is when all of it happens, `state` is where new records stand."""
        self._now = now
        self.party = party
        self._kind = kind
        self._sorts = frozenset(kind.folded.values())
        self._new: Row = {
            "created_at": now,
            "updated_at": now,
            "state": state,
            "version": 1,
            "space_id": party.space_id,
            **_defaults(kind.type_name),
        }
        """Columns with the same value in all new records."""
        self._entry: Row = {
            "created_at": now,
            "updated_at": now,
            "account_id": viewer.account_id,
            "network_id": party.network_id,
            "token_id": viewer.token_id,
            "request_id": viewer.request_id,
        }
        """Columns with the same value in all journal entries."""

    def create(self, node_id: str, item: Item, checked: ValidPatch) -> ItemRows:
        """A new record in the network's space."""
        rows = ItemRows()
        invented = {"demonstration": item.demonstration} if "demonstration" in self._kind.table.c else {}
        record = {**self._new, **checked.columns, "id": node_id, **invented}
        rows.inserts.append((self._kind.table, record))
        changes: FieldChanges = {name: (None, value) for name, value in checked.columns.items() if value is not None}
        if checked.lists or checked.detail is not None:
            changes |= self._related(rows, node_id, LoadedRecord({}), checked)
        rows.entry = self._entered(ChangeKind.CREATED, record, changes)
        return rows

    def change(self, before: LoadedRecord, checked: ValidPatch) -> ItemRows:
        """A record as it stands brought to what it should be; without an entry for the journal if it is so already."""
        rows, record = ItemRows(), before.record
        changes = differences(record, checked.columns)
        values: Row = {name: checked.columns[name] for name in changes}
        changes |= self._related(rows, record["id"], before, checked)
        if changes:
            values |= {"version": record["version"] + 1, "updated_at": self._now}
            rows.updates.append((self._kind.table, ({"id": record["id"]}, values)))
            rows.entry = self._entered(ChangeKind.UPDATED, {**record, **values}, changes)
        return rows

    def link(self, rows: ItemRows, reference: str, node_id: str, url: str | None, known: LinkedRecord | None) -> bool:
        """Add the network's reference of the record and its URL; return True if the link is new."""
        key = {"network_id": self.party.network_id, "type_name": self._kind.type_name, "reference": reference}
        if known is None:
            row = {**key, "node_id": node_id, "url": url, "fetched_at": self._now}
            rows.inserts.append((EXTERNAL_REFERENCE, row))
            return True
        url = known.url if url is None else url
        if (known.node_id, known.url) == (node_id, url):
            return False
        rows.updates.append((EXTERNAL_REFERENCE, (key, {"node_id": node_id, "url": url, "fetched_at": self._now})))
        return True

    def _related(self, rows: ItemRows, node_id: str, before: LoadedRecord, checked: ValidPatch) -> FieldChanges:
        """Bring the lists and the detail to what they should be."""
        changes: FieldChanges = {}
        for name, wanted in checked.lists.items():
            listed = self._kind.lists[name]
            known = before.lists.get(name, [])
            was, will = list_change(listed, known), list_change(listed, wanted)
            if was == will:
                continue
            if known:
                rows.removals.append((listed.table, {listed.own: node_id}))
            for each in wanted:
                row = {listed.own: node_id, **dict(zip(listed.columns, each, strict=False))}
                rows.inserts.append((listed.table, row))
            changes[name] = was, will
        return changes | self._detailed(rows, node_id, before, checked)

    def _detailed(self, rows: ItemRows, node_id: str, before: LoadedRecord, checked: ValidPatch) -> FieldChanges:
        if self._kind.detail is None or (checked.detail is None and not checked.clears_detail):
            return {}
        table, key = table_of(self._kind.detail), self._kind.detail_key(node_id)
        changes = detail_changes(self._kind, before.record, checked)
        if checked.detail is None:
            rows.removals.append((table, key))
        elif before.record.get(self._kind.detail_name) is None:
            rows.inserts.append((table, {**key, **_defaults(self._kind.detail.__name__), **checked.detail}))
        elif changes:
            rows.updates.append((table, (key, checked.detail)))
        return changes

    def _entered(self, kind: ChangeKind, record: Mapping[str, Any], changes: FieldChanges) -> Row:
        """An entry in the journal, as `resolvers.core.journal.record_changes` has it, for the network."""
        return {
            **self._entry,
            "id": ids.new(Change.prefix),
            "kind": kind,
            "node_id": record["id"],
            "version": record["version"],
            "state": record["state"],
            "fields": {name: change for name, change in changes.items() if name not in self._sorts},
            "space_id": record["space_id"],
        }


@cache
def _defaults(type_name: str) -> Row:
    """Return the default values of a new record's columns."""
    return {name: each.cleared() for name, each in writable_columns(type_name).items()}

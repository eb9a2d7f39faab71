"""What a request writes: gathered record by record, and stored in one statement for each table."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Table

import models
from loaders.transactions import Work
from models import Change, ChangeKind, PublicationState, ids
from resolvers.editing.draft import Checked, changed_list, detail_changes
from resolvers.editing.editable import Editable, table_of
from resolvers.editing.journal import Changes, differences
from resolvers.editing.standing import Present
from resolvers.exchange.item import Item
from resolvers.exchange.known import EXTERNAL_REFERENCE, Linked
from resolvers.exchange.party import Party
from resolvers.validation.columns import columns_of
from resolvers.viewer import Viewer

Row = dict[str, Any]
Update = tuple[Row, Row]
"""The columns by which a row is found, and what is to stand in others."""
CHANGE = table_of(models.Change)


class Batch:
    """The rows of one request, none of them written until `store`."""

    def __init__(self, viewer: Viewer, now: datetime, party: Party, kind: Editable, state: PublicationState) -> None:
        """Begin with nothing; `now` is when all of it happens, `state` is where new records stand."""
        self._viewer = viewer
        self._now = now
        self.party = party
        self._kind = kind
        self._state = state
        self._inserts: defaultdict[Table, list[Row]] = defaultdict(list)
        self._updates: defaultdict[Table, list[Update]] = defaultdict(list)
        self._removals: defaultdict[Table, list[Row]] = defaultdict(list)
        self._journal: list[Row] = []
        self._sorts = frozenset(kind.folded.values())
        self._new: Row = {
            "created_at": now,
            "updated_at": now,
            "state": state,
            "version": 1,
            "space_id": party.space_id,
            **_defaults(kind.type_name),
        }
        """What new records have alike."""
        self._entry: Row = {
            "created_at": now,
            "updated_at": now,
            "account_id": viewer.account_id,
            "network_id": party.network_id,
            "token_id": viewer.token_id,
            "request_id": viewer.request_id,
        }
        """What entries in the journal have alike."""

    def apart(self) -> "Batch":
        """One that is never stored, to see what would change."""
        return Batch(self._viewer, self._now, self.party, self._kind, self._state)

    def create(self, node_id: str, item: Item, checked: Checked) -> None:
        """A new record in the network's space."""
        record = {**self._new, **checked.columns, "id": node_id, "demonstration": item.demonstration}
        self._insert(self._kind.table, record)
        changes: Changes = {name: (None, value) for name, value in checked.columns.items() if value is not None}
        if checked.lists or checked.detail is not None:
            changes |= self._related(node_id, Present({}), checked)
        self._write_down(ChangeKind.CREATED, record, changes)

    def change(self, before: Present, checked: Checked) -> Row | None:
        """A record as it stands brought to what it should be; its entry in the journal, or None if it is so already."""
        record = before.record
        changes = differences(record, checked.columns)
        values: Row = {name: checked.columns[name] for name in changes}
        changes |= self._related(record["id"], before, checked)
        if not changes:
            return None
        values |= {"version": record["version"] + 1, "updated_at": self._now}
        self._updates[self._kind.table].append(({"id": record["id"]}, values))
        return self._write_down(ChangeKind.UPDATED, {**record, **values}, changes)

    def link(self, reference: str, node_id: str, url: str | None, known: Linked | None) -> bool:
        """What the network calls the record and where it shows it; whether that is new."""
        key = {"network_id": self.party.network_id, "type_name": self._kind.type_name, "reference": reference}
        if known is None:
            self._insert(EXTERNAL_REFERENCE, {**key, "node_id": node_id, "url": url, "fetched_at": self._now})
            return True
        url = known.url if url is None else url
        if (known.node_id, known.url) == (node_id, url):
            return False
        self._updates[EXTERNAL_REFERENCE].append((key, {"node_id": node_id, "url": url, "fetched_at": self._now}))
        return True

    async def store(self, work: Work) -> None:
        """Write all of it: records before what refers to them, and in the order in which they were given."""
        for table, places in self._removals.items():
            await work.delete_all(table, places)
        for table, changes in self._updates.items():
            await work.update_all(table, changes)
        for table in sorted(self._inserts, key=lambda each: each is not self._kind.table):
            await work.insert(table, self._inserts[table])
        await work.insert(CHANGE, self._journal)

    def _insert(self, table: Table, row: Row) -> None:
        self._inserts[table].append(row)

    def _related(self, node_id: str, before: Present, checked: Checked) -> Changes:
        """Bring the lists and the detail to what they should be."""
        changes: Changes = {}
        for name, wanted in checked.lists.items():
            listed = self._kind.lists[name]
            known = before.lists.get(name, [])
            was, will = changed_list(listed, known), changed_list(listed, wanted)
            if was == will:
                continue
            if known:
                self._removals[listed.table].append({listed.own: node_id})
            for each in wanted:
                self._insert(listed.table, {listed.own: node_id, **dict(zip(listed.columns, each, strict=False))})
            changes[name] = was, will
        return changes | self._detailed(node_id, before, checked)

    def _detailed(self, node_id: str, before: Present, checked: Checked) -> Changes:
        if self._kind.detail is None or (checked.detail is None and not checked.clears_detail):
            return {}
        table, key = table_of(self._kind.detail), self._kind.detail_key(node_id)
        changes = detail_changes(self._kind, before.record, checked)
        if checked.detail is None:
            self._removals[table].append(key)
        elif before.record.get(self._kind.detail_name) is None:
            self._insert(table, {**key, **_defaults(self._kind.detail.__name__), **checked.detail})
        elif changes:
            self._updates[table].append((key, checked.detail))
        return changes

    def _write_down(self, kind: ChangeKind, record: Mapping[str, Any], changes: Changes) -> Row:
        """An entry in the journal, as `resolvers.editing.journal.write_down` has it, for the network."""
        row = {
            **self._entry,
            "id": ids.new(Change.prefix),
            "kind": kind,
            "node_id": record["id"],
            "version": record["version"],
            "state": record["state"],
            "fields": {name: change for name, change in changes.items() if name not in self._sorts},
            "space_id": record["space_id"],
        }
        self._journal.append(row)
        return row


@cache
def _defaults(type_name: str) -> Row:
    """What the columns of a new record have unless something is given."""
    return {name: each.cleared() for name, each in columns_of(type_name).items()}

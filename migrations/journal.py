"""A revision's changes of records, written down as all changes are: by nobody, in a request of the revision's own.

`SELECT node_id, fields FROM change WHERE request_id = 'migration-0030'` lists what revision 0030 changed.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from migrations import columns
from models import ids

CHANGE = sa.table(
    "change",
    *map(sa.column, ("id", "kind", "node_id", "version", "state", "space_id", "request_id")),
    *(sa.column(name, columns.MOMENT) for name in ("created_at", "updated_at")),
    sa.column("fields", columns.JSON_LIST),
)
NOTE = sa.table("storage_note", *map(sa.column, ("id", "holder_id", "records", "drafts", "stored_bytes")))


class Entry(NamedTuple):
    """A change of a record: its kind, and the record as it stands since."""

    kind: str
    node_id: str
    version: int
    state: str
    space_id: str | None
    fields: dict[str, list[Any]]
    """By field: what it was, and what it is."""


def write_down(connection: sa.Connection, revision: str, now: datetime, entries: Sequence[Entry]) -> None:
    """Add entries to the journal, in nobody's name; their bytes are counted for the spaces whose records these are."""
    if not entries:
        return
    same = {"created_at": now, "updated_at": now, "request_id": f"migration-{revision}"}
    connection.execute(sa.insert(CHANGE), [{"id": ids.new("change"), **same, **each._asdict()} for each in entries])
    if notes := [_note(each.space_id, each.fields) for each in entries if each.space_id is not None]:
        connection.execute(sa.insert(NOTE), notes)


def _note(space_id: str, fields: dict[str, list[Any]]) -> dict[str, Any]:
    size = len(json.dumps(fields).encode())
    return {"id": ids.new("note"), "holder_id": space_id, "records": 0, "drafts": 0, "stored_bytes": size}

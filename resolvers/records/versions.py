"""Earlier versions of records: what the journal says is taken back, from the record as it stands, change by change."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from loaders.queries.changes import changes_of
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.statement import Row
from models import ChangeKind, ClosedList
from resolvers.core.journal import to_json_value
from resolvers.core.record_types import RecordType
from resolvers.records.load import LoadedRecord, load_records
from resolvers.records.patch import Patch, list_change
from resolvers.validation.columns import WritableColumn, writable_columns

Content = dict[str, Any]
"""The editable content of a record in the journal's form: by column, by list, and with a dot for the detail."""
Version = tuple[str, int]
"""A record's id, and which of its versions."""


async def contents_at(reading: RowFetcher, kind: RecordType, versions: Iterable[Version]) -> dict[Version, Content]:
    """Return the content of records in those of the versions that exist; nothing for a missing record."""
    wanted = sorted(set(versions), key=lambda each: -each[1])
    ids = sorted({node_id for node_id, _ in wanted})
    standing = await load_records(reading, kind, ids, kind.lists)
    contents = {node_id: journal_content(kind, each) for node_id, each in standing.items()}
    later: dict[str, list[Row]] = {}
    for row in await changes_of(reading, ids):
        later.setdefault(row.node_id, []).append(row)
    found = {}
    for node_id, version in wanted:  # the latest first, so that each goes on from the one before
        if node_id in contents and 1 <= version <= standing[node_id].record["version"]:
            _take_back(contents[node_id], later.get(node_id, []), version)
            found[node_id, version] = dict(contents[node_id])
    return found


def journal_content(kind: RecordType, standing: LoadedRecord) -> Content:
    """A record as it stands, as the journal would tell it."""
    record = standing.record
    content = {
        name: to_json_value(record[name])
        for name in (*kind.columns, *(column for column, _ in kind.references.values()))
    }
    content |= {name: list_change(listed, standing.lists[name]) for name, listed in kind.lists.items()}
    detail = record.get(kind.detail_name) or {}
    return content | {f"{kind.detail_name}.{name}": to_json_value(detail.get(name)) for name in kind.detail_columns}


def patch_towards(kind: RecordType, content: Content, now: Content) -> Patch:
    """The draft by which a record that says something `now` says something else; what leads to others may stay."""
    columns = writable_columns(kind.type_name)
    detail = _detail(kind, content)
    return Patch(
        {name: _typed(columns[name], content[name]) for name in kind.columns},
        {
            name: (type_name, "id", content[column]) if content[column] else None
            for name, (column, type_name) in kind.references.items()
            if content[column] != now[column]
        },
        {
            name: [_named(listed.type_name, each) for each in content[name]]
            for name, listed in kind.lists.items()
            if content[name] != now[name]
        },
        detail,
        clears_detail=kind.detail is not None and detail is None,
        standing=frozenset(
            _named(listed.type_name, each)[0] for name, listed in kind.lists.items() for each in now[name]
        ),
    )


def _take_back(content: Content, changes: list[Row], version: int) -> None:
    """Bring content back to a version; `changes`, the latest last, loses those that are taken back."""
    while changes and changes[-1].version > version:
        change = changes.pop()
        if change.kind == ChangeKind.HIDDEN:  # it tells nothing of what was there, and nobody wrote anything
            continue
        for name, (before, _) in change.fields.items():
            if name in content:
                content[name] = before


def _detail(kind: RecordType, content: Content) -> Mapping[str, Any] | None:
    """Return the detail in a record's content; None if there is none."""
    if kind.detail is None:
        return None
    told = {name: content[f"{kind.detail_name}.{name}"] for name in kind.detail_columns}
    columns = writable_columns(kind.detail.__name__)
    if all(told[name] is None for name, each in columns.items() if each.required):
        return None  # others may have their defaults, which no change tells of
    return {name: _typed(columns[name], value) for name, value in told.items()}


def _named(type_name: str, listed: Any) -> tuple[tuple[str, str, str], Any]:
    """An element of a list as a draft has it: a reference, and its role where it has one."""
    node_id, role = listed if isinstance(listed, list) else (listed, None)
    return (type_name, "id", node_id), role


def _typed(column: WritableColumn, value: Any) -> Any:
    """A value of the journal as Python has it."""
    if isinstance(value, list):
        return [_typed(column, each) for each in value]
    if isinstance(value, str) and issubclass(column.holds, date | datetime):
        return column.holds.fromisoformat(value)
    return column.holds(value) if isinstance(value, str) and issubclass(column.holds, ClosedList) else value

"""Loading of records, many at once: each kind of content is one statement for all of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.select_where import select_in
from loaders.tables import table_of
from resolvers.core.record_types import RecordType


@dataclass(slots=True)
class LoadedRecord:
    """A loaded record: its columns and its detail, and its lists as (id, role) or (id,)."""

    record: dict[str, Any]
    lists: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)


async def load_records(
    reading: RowFetcher, kind: RecordType, ids: Collection[str], lists: Iterable[str]
) -> dict[str, LoadedRecord]:
    """The records of those ids that there are, with their details and the `lists` that are asked for."""
    if not ids:
        return {}
    names = tuple(kind.table.c.keys())
    rows = await select_in(reading, kind.table, "id", ids, names)
    found = {row.id: LoadedRecord(dict(zip(names, row, strict=True))) for row in rows}
    if kind.detail is not None:
        table, columns = table_of(kind.detail), kind.detail_columns
        (own,) = kind.detail_key("")
        for each in found.values():
            each.record[kind.detail_name] = None
        for row in await select_in(reading, table, own, ids, (own, *columns)):
            found[row[0]].record[kind.detail_name] = dict(zip(columns, tuple(row)[1:], strict=True))
    await load_lists(reading, kind, found, lists)
    return found


async def load_lists(
    reading: RowFetcher, kind: RecordType, found: Mapping[str, LoadedRecord], lists: Iterable[str]
) -> None:
    """Load some lists of the records that were found."""
    for name in lists if found else ():
        listed = kind.lists[name]
        columns = (listed.own, *listed.columns)
        for each in found.values():
            each.lists[name] = []
        for row in await select_in(reading, listed.table, listed.own, list(found), columns):
            found[row[0]].lists[name].append(tuple(row)[1:])

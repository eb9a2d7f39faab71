"""Reads records for export: page by page, with everything that belongs to them, and the references to others.

What somebody may not see is not named: a reference to it, or a list with it, is left out as a whole, so that an import
of the export takes nothing away. In a list that keeps places, which nobody imports, the place alone stays.
"""

from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.drivers.snapshot import Snapshot
from loaders.queries.exports import codes_of, page_of_all, page_of_network
from loaders.sql.statement import Row
from loaders.tables import table_of
from models import ids
from resolvers.core.entities import ENTITIES, PREFIXES
from resolvers.core.record_types import RecordType
from resolvers.core.references import SCHEMES, Reference
from resolvers.exchange.exchange_order import EXCHANGED_TYPES
from resolvers.exchange.export_types import ANY, EXPORT_TYPES, EmbeddedIds
from resolvers.exchange.external_references import EXTERNAL
from resolvers.exchange.preload_queries import external_references
from resolvers.records.load import LoadedRecord, load_records

PAGE = 250
"""Records read at once."""


@dataclass(frozen=True, slots=True)
class ExportedRecord:
    """A record with what it is called, and by id the names of those that it refers to, as far as they may be known."""

    reference: str
    url: str | None
    present: LoadedRecord
    names: Mapping[str, Reference]

    def named(self, type_name: str, id_: str) -> Reference | None:
        """Return a record's reference, None if it must stay unknown; by its id, which has the type, if of any type."""
        found = self.names.get(id_)
        return (type_name, "id", id_) if found is not None and type_name == ANY else found


async def export_records(snapshot: Snapshot, type_name: str, network_id: str | None) -> AsyncIterator[ExportedRecord]:
    """The records of a type that the snapshot sees, in a fixed order: all of them by id, or a network's own."""
    kind = EXPORT_TYPES[type_name]
    after = ""
    while rows := await _page(snapshot, type_name, network_id, after):
        found = await _present(snapshot, kind, {row.id for row in rows})
        names = await _names(snapshot, network_id, _referred(kind, found.values()))
        for row in rows:
            yield ExportedRecord(row.reference, row.url, found[row.id], names)
        after = rows[-1].reference


async def _page(snapshot: Snapshot, type_name: str, network_id: str | None, after: str) -> list[Row]:
    """The next records: what each is called, where it is shown, and its id."""
    table = table_of(ENTITIES[type_name])
    if network_id:
        return await page_of_network(snapshot, table, type_name, network_id, after, PAGE)
    return await page_of_all(snapshot, table, type_name, after, PAGE)


async def _present(snapshot: Snapshot, kind: RecordType, ids_: Collection[str]) -> dict[str, LoadedRecord]:
    """The records of those ids with all their lists, each in its order."""
    within = {name for name, listed in kind.lists.items() if isinstance(listed, EmbeddedIds)}
    found = await load_records(snapshot, kind, ids_, kind.lists.keys() - within)
    for each in found.values():
        for rows in each.lists.values():
            rows.sort()
        each.lists |= {name: [(id_,) for id_ in each.record[name]] for name in within}
    return found


def _referred(kind: RecordType, records: Collection[LoadedRecord]) -> dict[str, set[str]]:
    """By type, the ids of all that the records refer to."""
    found: dict[str, set[str]] = {}
    for column, type_name in kind.references.values():
        found.setdefault(type_name, set()).update(id_ for each in records if (id_ := each.record[column]) is not None)
    for name, listed in kind.lists.items():
        place = listed.columns.index(listed.other)
        found.setdefault(listed.type_name, set()).update(row[place] for each in records for row in each.lists[name])
    for id_ in found.pop(ANY, ()):
        if prefix := ids.prefix_of(id_):
            found.setdefault(PREFIXES[prefix], set()).add(id_)
    return found


async def _names(snapshot: Snapshot, network_id: str | None, referred: Mapping[str, set[str]]) -> dict[str, Reference]:
    """By id, how each that may be seen is named: as the network calls it, by an official code, or by its id."""
    names: dict[str, Reference] = {}
    for type_name, wanted in referred.items():
        if not wanted:
            continue
        rows = await codes_of(snapshot, table_of(ENTITIES[type_name]), type_name, wanted)
        names |= {row.id: _name(type_name, row) for row in rows}
        if network_id and type_name in EXCHANGED_TYPES:
            own = await external_references(snapshot, network_id, type_name, names.keys() & wanted)
            names |= {id_: (type_name, EXTERNAL, reference) for id_, reference in own.items()}
    return names


def _name(type_name: str, row: Any) -> Reference:
    scheme = row.scheme.lower()
    valid = scheme in SCHEMES.get(type_name, {}) and SCHEMES[type_name][scheme].valid(row.code)
    return (type_name, scheme, row.code) if valid else (type_name, "id", row.id)

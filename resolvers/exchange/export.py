"""Reads records as they are exported: page by page, with all that belongs to them and the names of what they refer to.

What somebody may not see is not named: a reference to it, or a list with it, is left out as a whole, so that an import
of the export takes nothing away. In a list that keeps places, which nobody imports, the place alone stays.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import String, Table, bindparam, literal_column, select

from loaders.drivers.snapshot import Snapshot
from loaders.sql.statement import Statement
from loaders.tables import table_of
from loaders.visibility.access import Visibility
from models import ExternalReference, ids
from resolvers.core.entities import ENTITIES, PREFIXES
from resolvers.core.record_types import RecordType
from resolvers.core.references import SCHEMES, Reference
from resolvers.exchange.export_types import ANY, EXPORT_TYPES, EmbeddedIds
from resolvers.exchange.external_references import EXTERNAL
from resolvers.exchange.items import EXCHANGED_TYPES
from resolvers.exchange.preload_queries import external_references
from resolvers.records.load import LoadedRecord, load_records

PAGE = 250
"""Records read at once."""
LINK = table_of(ExternalReference)


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
    values = {"network": network_id, "type": type_name} if network_id else {}
    while rows := await snapshot.fetch(
        _page(snapshot.lens, type_name, own=bool(network_id)), {**values, "after": after}
    ):
        found = await _present(snapshot, kind, {row.id for row in rows})
        names = await _names(snapshot, network_id, _referred(kind, found.values()))
        for row in rows:
            yield ExportedRecord(row.reference, row.url, found[row.id], names)
        after = rows[-1].reference


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
        rows = await snapshot.fetch(_coded(snapshot.lens, type_name), {"keys": sorted(wanted)})
        names |= {row.id: _name(type_name, row) for row in rows}
        if network_id and type_name in EXCHANGED_TYPES:
            own = await external_references(snapshot, network_id, type_name, names.keys() & wanted)
            names |= {id_: (type_name, EXTERNAL, reference) for id_, reference in own.items()}
    return names


def _name(type_name: str, row: Any) -> Reference:
    scheme = row.scheme.lower()
    valid = scheme in SCHEMES.get(type_name, {}) and SCHEMES[type_name][scheme].valid(row.code)
    return (type_name, scheme, row.code) if valid else (type_name, "id", row.id)


@lru_cache
def _page(lens: Visibility, type_name: str, *, own: bool) -> Statement:
    """The next records: what each is called, where it is shown, and its id."""
    table = table_of(ENTITIES[type_name])
    after = bindparam("after", type_=String())
    columns: tuple[Any, ...] = LINK.c.reference, LINK.c.url, table.c.id
    if not own:
        columns = table.c.id.label("reference"), literal_column("NULL", String()).label("url"), table.c.id.label("id")
    query = select(*columns).select_from(LINK.join(table, LINK.c.node_id == table.c.id) if own else table)
    if own:
        named = {"network_id": bindparam("network", type_=String()), "type_name": bindparam("type", type_=String())}
        query = query.where(*(LINK.c[name] == value for name, value in named.items()))
    key = LINK.c.reference if own else table.c.id
    query = query.where(key > after, *lens.visible(table)).order_by(key).limit(literal_column(str(PAGE)))
    return lens.dialect.rows(query, type_name)


@lru_cache
def _coded(lens: Visibility, type_name: str) -> Statement:
    """Of the records of some ids that are seen: the scheme and the code by which each is named elsewhere."""
    table: Table = table_of(ENTITIES[type_name])
    scheme, code = CODES.get(type_name, (literal_column("''", String()), table.c.id))
    query = select(table.c.id, scheme.label("scheme"), code.label("code"))
    return lens.dialect.rows(query.where(lens.dialect.is_in(table.c.id, "keys"), *lens.visible(table)), type_name)


NETWORK, TERRITORY, TOPIC = (table_of(ENTITIES[each]) for each in ("Network", "Territory", "Topic"))
CODES: dict[str, Sequence[Any]] = {
    "Network": (literal_column("'slug'", String()), NETWORK.c.slug),
    "Territory": (TERRITORY.c.kind, TERRITORY.c.code),
    "Topic": (literal_column("'slug'", String()), TOPIC.c.slug),
}
"""By type: its scheme and its code, where it has an official one."""

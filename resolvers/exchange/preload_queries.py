"""Queries for many items at once: each kind of knowledge is one statement for all of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from loaders.queries.external_references import records_by_reference, references_by_record
from loaders.queries.row_fetcher import RowFetcher

Named = tuple[str, str]
"""A type, and a network's reference of a record of that type."""


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """The record to which a network's reference leads."""

    node_id: str
    url: str | None


async def linked_records(reading: RowFetcher, network_id: str, wanted: Collection[Named]) -> dict[Named, LinkedRecord]:
    """Return the records of those references that the network has used."""
    by_type: defaultdict[str, list[str]] = defaultdict(list)
    for type_name, reference in wanted:
        by_type[type_name].append(reference)
    found: dict[Named, LinkedRecord] = {}
    for type_name, references in by_type.items():
        rows = await records_by_reference(reading, network_id, type_name, references)
        found |= {(type_name, each.reference): LinkedRecord(each.node_id, each.url) for each in rows}
    return found


async def external_references(
    reading: RowFetcher, network_id: str, type_name: str, ids: Collection[str]
) -> dict[str, str]:
    """By id, what the network calls those records of a type that it has a reference for."""
    if not ids:
        return {}
    rows = await references_by_record(reading, network_id, type_name, ids)
    return {row[0]: row[1] for row in sorted(rows, key=tuple, reverse=True)}

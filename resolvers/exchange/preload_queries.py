"""Queries for many items at once: each kind of knowledge is one statement for all of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Statement
from loaders.tables import EXTERNAL_REFERENCE

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
        values = {"network": network_id, "type": type_name, "keys": references}
        rows = await reading.fetch(_linking(reading.dialect), values)
        found |= {(type_name, each.reference): LinkedRecord(each.node_id, each.url) for row in rows for each in row}
    return found


async def external_references(
    reading: RowFetcher, network_id: str, type_name: str, ids: Collection[str]
) -> dict[str, str]:
    """By id, what the network calls those records of a type that it has a reference for."""
    if not ids:
        return {}
    values = {"network": network_id, "type": type_name, "ids": list(ids)}
    rows = await reading.fetch(_calling(reading.dialect), values)
    return {row[0]: row[1] for row in sorted(rows, key=tuple, reverse=True)}


@lru_cache
def _linking(dialect: Dialect) -> Statement:
    """Looks each reference up by itself.

    PostgreSQL plans once, maybe while the table is empty; of a list, it would then compare all that the network has.
    """
    columns = EXTERNAL_REFERENCE.c

    def page_of(reference: ColumnElement[Any]) -> Select[Any]:
        found = select(columns.reference, columns.node_id, columns.url).where(
            columns.network_id == bindparam("network", type_=String()),
            columns.type_name == bindparam("type", type_=String()),
            columns.reference == reference,
        )
        return found.limit(1)  # there is no other; that it is said keeps PostgreSQL from a join

    return dialect.pages(page_of, String(), "ExternalReference")


@lru_cache
def _calling(dialect: Dialect) -> Statement:
    columns = EXTERNAL_REFERENCE.c
    query = select(columns.node_id, columns.reference).where(
        columns.network_id == bindparam("network", type_=String()),
        columns.type_name == bindparam("type", type_=String()),
        dialect.is_in(columns.node_id, "ids"),
    )
    return dialect.rows(query, "ExternalReference")

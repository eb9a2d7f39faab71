"""What the commons knows of many items already: each kind of knowledge is read in one statement for all of them."""

from collections.abc import Awaitable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import String, Table, bindparam, or_, select

import models
from loaders.dialect import Dialect
from loaders.statement import Row, Statement
from resolvers.editing.editable import EDITABLE, Editable, table_of

EXTERNAL_REFERENCE = table_of(models.ExternalReference)


class Reading(Protocol):
    """What statements are compiled for and sent by: a unit of work, or a snapshot."""

    dialect: Dialect

    def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Awaitable[list[Row]]:
        """The rows of a statement."""
        ...


Named = tuple[str, str]
"""A type, and a network's reference of a record of that type."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a network's reference leads to."""

    node_id: str
    url: str | None


@dataclass(slots=True)
class Present:
    """A record as it stands: its columns with its detail among them, and its lists as (id, role) or (id,)."""

    record: dict[str, Any]
    lists: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)


async def linked(reading: Reading, network_id: str, wanted: Collection[Named]) -> dict[Named, Linked]:
    """What the references lead to, of those that the network has used."""
    if not wanted:
        return {}
    values = {
        "network": network_id,
        "types": sorted({each for each, _ in wanted}),
        "references": list(dict.fromkeys(each for _, each in wanted)),
    }
    rows = await reading.fetch(_linking(reading.dialect), values)
    return {(row[0], row[1]): Linked(row[2], row[3]) for row in rows}


async def present(reading: Reading, kind: Editable, ids: Collection[str], lists: Iterable[str]) -> dict[str, Present]:
    """The records of those ids that there are, with their details and the `lists` that are asked for."""
    if not ids:
        return {}
    names = tuple(kind.table.c.keys())
    keys = {"keys": list(ids)}
    rows = await reading.fetch(_among(reading.dialect, kind.table, "id", names), keys)
    found = {row.id: Present(dict(zip(names, row, strict=True))) for row in rows}
    if kind.detail is not None:
        table, columns = table_of(kind.detail), kind.detail_columns
        (own,) = kind.detail_key("")
        for row in await reading.fetch(_among(reading.dialect, table, own, (own, *columns)), keys):
            found[row[0]].record[kind.detail_name] = dict(zip(columns, tuple(row)[1:], strict=True))
    for name in lists:
        listed = kind.lists[name]
        columns = (listed.own, listed.other, *([listed.role] if listed.role else []))
        for each in found.values():
            each.lists[name] = []
        for row in await reading.fetch(_among(reading.dialect, listed.table, listed.own, columns), keys):
            found[row[0]].lists[name].append(tuple(row)[1:])
    return found


async def called(reading: Reading, network_id: str, type_name: str, ids: Collection[str]) -> dict[str, str]:
    """By id, what the network calls those records of a type that it has a reference for."""
    if not ids:
        return {}
    values = {"network": network_id, "type": type_name, "ids": list(ids)}
    rows = await reading.fetch(_calling(reading.dialect), values)
    return {row[0]: row[1] for row in sorted(rows, key=tuple, reverse=True)}


async def taken(reading: Reading, kind: Editable, wanted: Mapping[str, Collection[str]]) -> dict[tuple[str, str], str]:
    """By unique column and value: whose it is, seen or not, of the values that are `wanted` by column."""
    columns = tuple(name for name, values in wanted.items() if values)
    if not columns:
        return {}
    rows = await reading.fetch(
        _taking(reading.dialect, kind.table, columns), {each: list(wanted[each]) for each in columns}
    )
    return {(name, row[number]): row[0] for row in rows for number, name in enumerate(columns, start=1)}


@lru_cache
def unique_columns(type_name: str) -> tuple[str, ...]:
    """The columns of a type in which no two records have the same."""
    kind = EDITABLE[type_name]
    return tuple(name for name in kind.columns if kind.table.c[name].unique)


@lru_cache
def _linking(dialect: Dialect) -> Statement:
    columns = EXTERNAL_REFERENCE.c
    query = select(columns.type_name, columns.reference, columns.node_id, columns.url).where(
        columns.network_id == bindparam("network", type_=String()),
        dialect.among(columns.type_name, "types"),
        dialect.among(columns.reference, "references"),
    )
    return dialect.rows(query, "ExternalReference")


@lru_cache
def _calling(dialect: Dialect) -> Statement:
    columns = EXTERNAL_REFERENCE.c
    query = select(columns.node_id, columns.reference).where(
        columns.network_id == bindparam("network", type_=String()),
        columns.type_name == bindparam("type", type_=String()),
        dialect.among(columns.node_id, "ids"),
    )
    return dialect.rows(query, "ExternalReference")


@lru_cache
def _among(dialect: Dialect, table: Table, key: str, columns: tuple[str, ...]) -> Statement:
    query = select(*(table.c[each] for each in columns)).where(dialect.among(table.c[key], "keys"))
    return dialect.rows(query, table.name)


@lru_cache
def _taking(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> Statement:
    query = select(table.c.id, *(table.c[each] for each in columns))
    return dialect.rows(query.where(or_(*(dialect.among(table.c[each], each) for each in columns))), table.name)

"""Reads what is exported: the records that the viewer sees, page by page, and what each is called elsewhere."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, literal_column, select

from loaders.queries.lookup import Queryable
from loaders.sql.statement import Row, Statement
from loaders.tables import EXTERNAL_REFERENCE, NETWORK, TERRITORY, TOPIC, Table
from loaders.visibility.access import Visibility

OFFICIAL_CODES: Mapping[Table, tuple[ColumnElement[Any], ColumnElement[Any]]] = {
    NETWORK: (literal_column("'slug'", String()), NETWORK.c.slug),
    TERRITORY: (TERRITORY.c.kind, TERRITORY.c.code),
    TOPIC: (literal_column("'slug'", String()), TOPIC.c.slug),
}
"""The scheme and the code of the records of those tables that have official ones."""


async def page_of_all(reads: Queryable, table: Table, type_name: str, after: str, limit: int) -> list[Row]:
    """The next records of a table by id: `reference` (the id), `url` (null) and `id`."""
    return await reads.fetch(_all(reads.visibility, table, type_name, limit), {"after": after})


async def page_of_network(
    reads: Queryable, table: Table, type_name: str, network_id: str, after: str, limit: int
) -> list[Row]:
    """The next records of a table that a network has references for, by these: `reference`, `url` and `id`."""
    values = {"network": network_id, "type": type_name, "after": after}
    return await reads.fetch(_of_network(reads.visibility, table, type_name, limit), values)


async def codes_of(reads: Queryable, table: Table, type_name: str, ids: Collection[str]) -> list[Row]:
    """Return the codes of the records that the viewer sees: `id`, with `scheme` and `code` of its other name."""
    return await reads.fetch(_codes(reads.visibility, table, type_name), {"keys": sorted(ids)})


@lru_cache
def _all(visibility: Visibility, table: Table, type_name: str, limit: int) -> Statement:
    url = literal_column("NULL", String()).label("url")
    query = select(table.c.id.label("reference"), url, table.c.id.label("id"))
    query = query.where(table.c.id > bindparam("after", type_=String()), *visibility.visible(table)).order_by(
        table.c.id
    )
    return visibility.dialect.rows(query.limit(literal_column(str(limit))), type_name)


@lru_cache
def _of_network(visibility: Visibility, table: Table, type_name: str, limit: int) -> Statement:
    link = EXTERNAL_REFERENCE
    query = select(link.c.reference, link.c.url, table.c.id)
    query = query.select_from(link.join(table, link.c.node_id == table.c.id)).where(
        link.c.network_id == bindparam("network", type_=String()),
        link.c.type_name == bindparam("type", type_=String()),
        link.c.reference > bindparam("after", type_=String()),
        *visibility.visible(table),
    )
    return visibility.dialect.rows(query.order_by(link.c.reference).limit(literal_column(str(limit))), type_name)


@lru_cache
def _codes(visibility: Visibility, table: Table, type_name: str) -> Statement:
    scheme, code = OFFICIAL_CODES.get(table, (literal_column("''", String()), table.c.id))
    query = select(table.c.id, scheme.label("scheme"), code.label("code"))
    return visibility.dialect.rows(
        query.where(visibility.dialect.is_in(table.c.id, "keys"), *visibility.visible(table)), type_name
    )

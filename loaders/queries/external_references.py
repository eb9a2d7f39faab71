"""Reads what networks call records: their own references of them."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import EXTERNAL_REFERENCE


async def records_by_reference(
    reads: RowFetcher, network_id: str, type_name: str, references: Collection[str]
) -> list[Row]:
    """The records of a type to which some references of a network lead: `reference`, `node_id` and `url`."""
    values = {"network": network_id, "type": type_name, "keys": list(references)}
    return [each for page in await reads.fetch(_by_reference(reads.dialect), values) for each in page]


async def references_by_record(
    reads: RowFetcher, network_id: str, type_name: str, records: Collection[str]
) -> list[Row]:
    """The references that a network has for some records of a type: `node_id` and `reference`."""
    values = {"network": network_id, "type": type_name, "ids": list(records)}
    return await reads.fetch(_by_record(reads.dialect), values)


@cache
def _by_reference(dialect: Dialect) -> Statement:
    """Compile a lookup of each reference by itself.

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


@cache
def _by_record(dialect: Dialect) -> Statement:
    columns = EXTERNAL_REFERENCE.c
    query = select(columns.node_id, columns.reference).where(
        columns.network_id == bindparam("network", type_=String()),
        columns.type_name == bindparam("type", type_=String()),
        dialect.is_in(columns.node_id, "ids"),
    )
    return dialect.rows(query, "ExternalReference")

"""Finds the kept outcomes of mutations that are about some records."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import OUTCOME


async def outcomes_of(reads: RowFetcher, records: Collection[str]) -> list[Row]:
    """The outcomes that say what mutations did to some records: `viewer`, `key` and `result`."""
    return await reads.fetch(_outcomes(reads.dialect), {"records": list(records)})


@cache
def _outcomes(dialect: Dialect) -> Statement:
    of_records = dialect.is_in(OUTCOME.c.result["node_id"].as_string(), "records")
    return dialect.rows(select(OUTCOME.c.viewer, OUTCOME.c.key, OUTCOME.c.result).where(of_records), "Outcome")

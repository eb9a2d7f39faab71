"""Finds the API tokens that expire soon."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import TOKEN


async def expiring_tokens(reads: RowFetcher, after: datetime, until: datetime, columns: Sequence[str]) -> list[Row]:
    """The tokens in force that expire between two moments, with `columns`: the first to expire come first."""
    return await reads.fetch(_expiring(reads.dialect, tuple(columns)), {"after": after, "until": until})


@cache
def _expiring(dialect: Dialect, columns: tuple[str, ...]) -> Statement:
    expires = TOKEN.c.expires_at
    query = select(*(TOKEN.c[name] for name in columns)).where(
        expires > bindparam("after", type_=expires.type),
        expires <= bindparam("until", type_=expires.type),
        TOKEN.c.revoked_at.is_(None),
        TOKEN.c.replaced_by.is_(None),
    )
    return dialect.rows(query.order_by(expires, TOKEN.c.id), "ApiToken")

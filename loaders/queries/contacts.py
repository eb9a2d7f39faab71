"""Finds the e-mail addresses that everyone sees."""

from functools import cache

from sqlalchemy import String, bindparam, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import CONTACT
from loaders.visibility.access import Visibility
from models import ContactKind


async def public_email_addresses(reads: RowFetcher, actor_id: str) -> list[Row]:
    """The e-mail addresses of an actor that everyone sees: `id`, `value` and `space_id`."""
    return await reads.fetch(_public(reads.dialect), {"actor": actor_id})


@cache
def _public(dialect: Dialect) -> Statement:
    addresses = CONTACT.c.actor_id == bindparam("actor", type_=String()), CONTACT.c.kind == ContactKind.EMAIL
    query = select(CONTACT.c.id, CONTACT.c.value, CONTACT.c.space_id).where(
        *addresses, *Visibility(dialect).visible(CONTACT)
    )
    return dialect.rows(query, "Contact")

"""Alembic's environment: runs the revisions in the connection and transaction that `encommun.migration` provides."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import make_url
from sqlalchemy.types import TypeEngine
from sqlmodel import AutoString
from sqlmodel.sql.sqltypes import UTCDateTime

from migrations import columns, search_index
from models import Table

DIALECTS = [make_url(url).get_dialect()() for url in ("sqlite://", "postgresql+asyncpg://")]


def stored_as(column_type: TypeEngine[Any]) -> tuple[str, ...]:
    """The type in SQL, on each engine."""
    return tuple(column_type.compile(dialect=dialect) for dialect in DIALECTS)


NAMED = {stored_as(columns.KEY): "columns.KEY", stored_as(columns.JSON_LIST): "columns.JSON_LIST"}


def short_type(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Python text of a column type in a new revision, or False for Alembic's own."""
    if kind != "type" or not isinstance(item, TypeEngine):
        return False
    if isinstance(item, AutoString):
        return "sa.String()"
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return NAMED.get(stored_as(item), False)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    render_item=short_type,
    include_name=search_index.is_compared,
)
with context.begin_transaction():
    context.run_migrations()

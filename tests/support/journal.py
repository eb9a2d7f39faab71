"""Entries of the journal as use cases write them, and what a reader of the database sees of them."""

from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from loaders.unit_of_work import TransactionFunction, UnitOfWork
from models import ChangeKind, PublicationState
from resolvers.core.journal import JournalEntry, record_changes
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR


async def write_entry(work: UnitOfWork, node_id: str, **fields: str) -> None:
    """Add an entry about a record."""
    changes = {name: (None, value) for name, value in fields.items()}
    entry = JournalEntry(ChangeKind.UPDATED, node_id, 1, PublicationState.DRAFT, None, changes)
    await record_changes(UseCase(work, VISITOR, datetime.now(UTC), DEFAULT_SITE), [entry])


def writing(*node_ids: str, **fields: str) -> TransactionFunction[None]:
    """A job that adds an entry about each of some records."""

    async def job(work: UnitOfWork) -> None:
        for each in node_ids:
            await write_entry(work, each, **fields)

    return job


async def positions_in(engine: AsyncEngine) -> dict[int, str]:
    """By position, the record of each entry that has one, as any reader sees them now."""
    query = text("SELECT position, node_id FROM change WHERE position IS NOT NULL ORDER BY position")
    async with engine.connect() as connection:
        return {row.position: row.node_id for row in await connection.execute(query)}

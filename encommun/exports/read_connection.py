"""A connection of a build's own, so that requests lose none to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from encommun.settings import Settings
from loaders.drivers.database import open_database
from loaders.drivers.snapshot import Snapshot


@asynccontextmanager
async def public_snapshot(settings: Settings) -> AsyncIterator[Snapshot]:
    """A view of what everyone sees in the database of the settings, in whatever loop it is opened."""
    database = await open_database(settings.database_url, replace(settings.reading(), readers=1))
    snapshot = database.snapshot()
    try:
        yield snapshot
    finally:
        await snapshot.close()
        await database.close()

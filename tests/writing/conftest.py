"""A commons of a test's own to write to, on both engines."""

from collections.abc import AsyncIterator

import pytest

from loaders.database import open_database
from loaders.transactions import opened_writer
from tests.writing.world import World, settle


@pytest.fixture
async def world(fresh_database_url: str) -> AsyncIterator[World]:
    database = await open_database(fresh_database_url)
    try:
        async with opened_writer(fresh_database_url) as writer:
            await settle(writer)
            yield World(database, writer)
    finally:
        await database.close()

"""A town hall's commons of a test's own, on both engines."""

from collections.abc import AsyncIterator

import pytest

from loaders.database import open_database
from loaders.transactions import opened_writer
from tests.spaces.town import Town, settle_people
from tests.writing.world import settle


@pytest.fixture
async def town(fresh_database_url: str) -> AsyncIterator[Town]:
    database = await open_database(fresh_database_url)
    try:
        async with opened_writer(fresh_database_url) as writer:
            await settle(writer)
            await settle_people(writer)
            yield Town(database, writer)
    finally:
        await database.close()

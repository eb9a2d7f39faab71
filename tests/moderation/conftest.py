"""An assembly of a test's own, on both engines."""

from collections.abc import AsyncIterator

import pytest

from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from tests.moderation.assembly import Assembly, settle_networks
from tests.writing.world import settle


@pytest.fixture
async def assembly(fresh_database_url: str) -> AsyncIterator[Assembly]:
    database = await open_database(fresh_database_url)
    try:
        async with open_writer(fresh_database_url) as writer:
            await settle(writer)
            await settle_networks(writer)
            yield Assembly(database, writer)
    finally:
        await database.close()

"""A client of moderation on a database of the test's own, on both engines."""

from collections.abc import AsyncIterator

import pytest

from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from tests.moderation.client import ModerationClient, insert_networks
from tests.records.client import insert_spaces


@pytest.fixture
async def client(fresh_database_url: str) -> AsyncIterator[ModerationClient]:
    database = await open_database(fresh_database_url)
    try:
        async with open_writer(fresh_database_url) as writer:
            await insert_spaces(writer)
            await insert_networks(writer)
            yield ModerationClient(database, writer)
    finally:
        await database.close()

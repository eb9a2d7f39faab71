"""A commons of a test's own to write to, on both engines."""

from collections.abc import AsyncIterator

import pytest

from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from tests.records.client import RecordsClient, insert_spaces


@pytest.fixture
async def world(fresh_database_url: str) -> AsyncIterator[RecordsClient]:
    database = await open_database(fresh_database_url)
    try:
        async with open_writer(fresh_database_url) as writer:
            await insert_spaces(writer)
            yield RecordsClient(database, writer)
    finally:
        await database.close()

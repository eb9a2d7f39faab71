"""A commons of a test's own to write to, on both engines, with people in it."""

from collections.abc import AsyncIterator

import pytest

from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from tests.privacy.client import PrivacyClient
from tests.records.client import insert_spaces


@pytest.fixture
async def people(fresh_database_url: str) -> AsyncIterator[PrivacyClient]:
    database = await open_database(fresh_database_url)
    try:
        async with open_writer(fresh_database_url) as writer:
            await insert_spaces(writer)
            yield PrivacyClient(database, writer)
    finally:
        await database.close()

"""A commons of a test's own that a network sends its records to, on both engines."""

from collections.abc import AsyncIterator

import pytest

from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from tests.exchange.client import ExchangeClient
from tests.records.client import insert_spaces


@pytest.fixture
async def settled_url(fresh_database_url: str) -> str:
    """A commons with a network's space, to which nothing is connected."""
    async with open_writer(fresh_database_url) as writer:
        await insert_spaces(writer)
    return fresh_database_url


@pytest.fixture
async def world(settled_url: str) -> AsyncIterator[ExchangeClient]:
    database = await open_database(settled_url)
    try:
        async with open_writer(settled_url) as writer:
            yield ExchangeClient(database, writer)
    finally:
        await database.close()

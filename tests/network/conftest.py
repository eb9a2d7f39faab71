"""A commons to write to, with the snapshots of its network."""

from collections.abc import AsyncIterator

import pytest

from loaders.drivers.database import create_database, open_database
from loaders.unit_of_work import open_writer
from resolvers.network.snapshots import SnapshotService
from tests.network.client import NetworkClient
from tests.records.client import insert_spaces


@pytest.fixture
async def world(fresh_database_url: str) -> AsyncIterator[NetworkClient]:
    database = await open_database(fresh_database_url)
    async with open_writer(fresh_database_url) as writer:
        await insert_spaces(writer)
        world = NetworkClient(database, writer)
        world.network = SnapshotService(create_database(fresh_database_url), writer, lambda: world.now)
        try:
            yield world
        finally:
            await world.network.close()
            await database.close()

"""A commons with the snapshots of its network: `world` to write to, `commons` that the tests of a module only read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from loaders.drivers.database import create_database, open_database
from loaders.unit_of_work import open_writer
from resolvers.network.snapshots import SnapshotService
from tests.network.client import NetworkClient
from tests.records.client import insert_spaces
from tests.support.engines import Server


@pytest.fixture
async def world(fresh_database_url: str) -> AsyncIterator[NetworkClient]:
    async with opened(fresh_database_url) as world:
        yield world


@pytest.fixture(scope="module")
async def commons(server: Server, filled_url: str) -> AsyncIterator[NetworkClient]:
    url = await server.copy(filled_url)
    async with opened(url) as commons:
        yield commons
    await server.drop(url)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[NetworkClient]:
    database = await open_database(url)
    async with open_writer(url) as writer:
        await insert_spaces(writer)
        world = NetworkClient(database, writer)
        world.network = SnapshotService(create_database(url), writer, lambda: world.now)
        try:
            yield world
        finally:
            await world.network.close()
            await database.close()

"""One stage for the whole matrix on each engine, and passwords whose hashes cost next to nothing."""

from collections.abc import AsyncIterator, Iterator

import pytest

from encommun.engine import engine_scope
from encommun.migration import upgrade
from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from tests.permissions.client import PermissionClient, opened
from tests.permissions.viewer_factories import PASSWORD
from tests.support.append_only import lift_seal
from tests.support.cheap_hashes import CHEAP, hashing_cheaply
from tests.support.engines import Server


@pytest.fixture(autouse=True, scope="module")
def cheap_hashes() -> Iterator[None]:
    with hashing_cheaply():
        yield


@pytest.fixture(scope="session")
async def stage(server: Server) -> AsyncIterator[PermissionClient]:
    url = await server.create()
    async with engine_scope(url) as engine:
        await upgrade(engine)
    await lift_seal(url)
    database = await open_database(url)
    try:
        async with open_writer(url) as writer:
            yield await opened(writer, database, CHEAP.hash(PASSWORD))
    finally:
        await database.close()
        await server.drop(url)

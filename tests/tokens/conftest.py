"""A commons where tokens are issued, on both engines."""

from collections.abc import AsyncIterator

import pytest

from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from tests.engines import Server
from tests.journal import lift_seal
from tests.tokens.office import Office, cleared, settle_office
from tests.writing.world import BEGIN, settle


@pytest.fixture(scope="session")
async def office_url(server: Server, filled_url: str) -> AsyncIterator[str]:
    url = await server.copy(filled_url)
    await lift_seal(url)
    yield url
    await server.drop(url)


@pytest.fixture(scope="session")
async def built(office_url: str) -> AsyncIterator[Office]:
    database = await open_database(office_url)
    try:
        async with open_writer(office_url) as writer:
            await settle(writer)
            yield Office(database, writer)
    finally:
        await database.close()


@pytest.fixture
async def office(built: Office) -> Office:
    await built.writer.run(cleared)
    await built.writer.run(settle_office)
    return Office(built.database, built.writer, BEGIN)

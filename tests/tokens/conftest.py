"""A commons where tokens are issued, on both engines."""

from collections.abc import AsyncIterator

import pytest

from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from tests.records.client import BEGIN, insert_spaces
from tests.support.append_only import lift_seal
from tests.support.engines import Server
from tests.tokens.client import TokensClient, cleared, insert_network


@pytest.fixture(scope="session")
async def client_url(server: Server, filled_url: str) -> AsyncIterator[str]:
    url = await server.copy(filled_url)
    await lift_seal(url)
    yield url
    await server.drop(url)


@pytest.fixture(scope="session")
async def built(client_url: str) -> AsyncIterator[TokensClient]:
    database = await open_database(client_url)
    try:
        async with open_writer(client_url) as writer:
            await insert_spaces(writer)
            yield TokensClient(database, writer)
    finally:
        await database.close()


@pytest.fixture
async def client(built: TokensClient) -> TokensClient:
    await built.writer.run(cleared)
    await built.writer.run(insert_network)
    return TokensClient(built.database, built.writer, BEGIN)

"""A writer on a database of the test's own, with the tables of `tests.unit_of_work.tables`."""

from collections.abc import AsyncIterator

import pytest

from encommun.engine import engine_scope
from loaders.unit_of_work import Writer, open_writer
from tests.support.engines import Server
from tests.unit_of_work.tables import METADATA


@pytest.fixture(scope="session")
async def made_url(server: Server) -> AsyncIterator[str]:
    """A database with empty tables that only serves to be copied."""
    url = await server.create()
    async with engine_scope(url) as engine, engine.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    yield url
    await server.drop(url)


@pytest.fixture
async def url(server: Server, made_url: str) -> AsyncIterator[str]:
    """A database with empty tables."""
    url = await server.copy(made_url)
    yield url
    await server.drop(url)


@pytest.fixture
async def writer(url: str) -> AsyncIterator[Writer]:
    """The writer to it, open."""
    async with open_writer(url) as writer:
        yield writer


def only(engine: str):
    """Mark a test of a single engine."""
    return pytest.mark.parametrize("server", [engine], indirect=True)

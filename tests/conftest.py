"""Databases on both engines: `database_url` to read, `fresh_database_url` to write to, `empty_database_url` to make."""

from collections.abc import AsyncIterator

import pytest

from encommun.engine import connected
from encommun.migration import upgrade
from encommun.seed import fill
from encommun.seed.demonstration.block import BASE
from tests.engines import ENGINES, Server
from tests.sharing_out import ByEngine


def pytest_xdist_make_scheduler(config, log) -> ByEngine:
    """How several processes share the tests."""
    return ByEngine(config, log)


@pytest.fixture(scope="session", params=ENGINES)
async def server(request) -> AsyncIterator[Server]:
    """Where databases are made: once on SQLite, once on PostgreSQL."""
    async with ENGINES[request.param]() as server:
        yield server


@pytest.fixture(scope="session")
async def filled_url(server: Server) -> AsyncIterator[str]:
    """A migrated database, seeded as on BASE, that only serves to be copied; made once for each engine."""
    url = await server.create()
    async with connected(url) as engine:
        await upgrade(engine)
        await fill(engine, today=BASE)
    yield url
    await server.drop(url)


@pytest.fixture(scope="session")
async def database_url(server: Server, filled_url: str) -> AsyncIterator[str]:
    """The seeded database that tests share and only read."""
    url = await server.copy(filled_url)
    yield url
    await server.drop(url)


@pytest.fixture
async def fresh_database_url(server: Server, filled_url: str) -> AsyncIterator[str]:
    """A seeded database of the test's own, to write to (a copy: about 50 ms)."""
    url = await server.copy(filled_url)
    yield url
    await server.drop(url)


@pytest.fixture
async def empty_database_url(server: Server) -> AsyncIterator[str]:
    """A database of the test's own without any table."""
    url = await server.create()
    yield url
    await server.drop(url)

"""Databases on both engines: `database_url` to read, `fresh_database_url` to write to, `empty_database_url` to make."""

from collections.abc import AsyncIterator

import pytest

from encommun.engine import connected
from encommun.migration import upgrade
from encommun.seed import fill
from tests.engines import ENGINES, Server


@pytest.hookimpl(tryfirst=True)  # before the plugin that looks at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes share the tests, one has those on an engine, so that its databases are made once."""
    for item in items:
        params = getattr(item, "callspec", None)
        group = (params and params.params.get("server")) or item.path.name
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session", params=ENGINES)
async def server(request) -> AsyncIterator[Server]:
    """Where databases are made: once on SQLite, once on PostgreSQL."""
    async with ENGINES[request.param]() as server:
        yield server


@pytest.fixture(scope="session")
async def filled_url(server: Server) -> AsyncIterator[str]:
    """A migrated and seeded database that only serves to be copied; made once for each engine."""
    url = await server.create()
    async with connected(url) as engine:
        await upgrade(engine)
        await fill(engine)
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

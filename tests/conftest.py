"""Databases on both engines: `database_url` to read, `fresh_database_url` to write to, `empty_database_url` to make."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from encommun.server import freeze_gc
from loaders.drivers.snapshot import Snapshot
from tests.support import single_connection_pool
from tests.support.engines import ENGINES, Server
from tests.support.filled_database import filled
from tests.support.xdist_scheduling import ByEngine, put_in_order

for _points in ("VISITOR", "VISITOR_PER_SECOND", "KNOWN", "KNOWN_PER_SECOND"):
    # Tests ask as fast as they can, from one address; those of points set their own.
    os.environ.setdefault(f"ENCOMMUN_POINTS_{_points}", str(10**9))


def pytest_xdist_make_scheduler(config, log) -> ByEngine:
    """Distribute the tests over several processes."""
    config.option.loadscopereorder = False  # ours is better: see put_in_order
    return ByEngine(config, log)


@pytest.fixture(scope="session", autouse=True)
def settled_collector() -> None:
    """The collector leaves alone what is loaded: to look through a million objects takes seconds, and does so often."""
    freeze_gc()


@pytest.fixture(scope="session", autouse=True)
def strict_snapshots() -> None:
    """No operation of any test sends a second statement outside of a transaction: it would be an error."""
    Snapshot.strict = True


def pytest_collection_modifyitems(config, items: list[pytest.Item]) -> None:
    """With a pool of one, the tests that it is there for; for several processes, what takes long first."""
    if single_connection_pool.IS_ON:
        kept = list(single_connection_pool.chosen(items))
        config.hook.pytest_deselected(items=[each for each in items if each not in set(kept)])
        items[:] = kept
    if hasattr(config, "workerinput"):
        put_in_order(items)


@pytest.fixture(scope="session", autouse=single_connection_pool.IS_ON)
def pool_of_one_connection() -> Iterator[None]:
    """One connection for reading, and one for writing."""
    with pytest.MonkeyPatch.context() as patch:
        single_connection_pool.narrow(patch)
        yield


@pytest.fixture(scope="session", params=ENGINES)
async def server(request) -> AsyncIterator[Server]:
    """A server of databases: once on SQLite, once on PostgreSQL."""
    async with ENGINES[request.param]() as server:
        yield server


@pytest.fixture(scope="session")
async def filled_url(server: Server) -> AsyncIterator[str]:
    """A migrated database, seeded as on BASE, that only serves to be copied; made once for each engine."""
    url = await filled(server)
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

"""A server of PostgreSQL that is killed or frozen, and the writer that goes on by itself."""

import asyncio
from contextlib import asynccontextmanager
from time import monotonic

import pytest

from encommun.engine import engine_scope
from loaders.errors import UnavailableError
from loaders.unit_of_work import WriterLimits, open_writer
from tests.support.durations import check_duration
from tests.support.postgresql_server import postgresql_server
from tests.unit_of_work.tables import METADATA
from tests.unit_of_work.transaction_functions import adding, ids_in

SECONDS = 5


@pytest.fixture(scope="module")
async def database():
    """A server with empty tables."""
    with postgresql_server() as database:
        async with engine_scope(database.databases.url) as engine, engine.begin() as connection:
            await connection.run_sync(METADATA.create_all)
        yield database


async def writing(writer, acknowledged, over):
    """Write one item after the other, and go on whatever happens."""
    number = 0
    while not over.is_set():
        name = f"{id(acknowledged)}-{len(acknowledged)}-{number}"
        number += 1
        try:
            await writer.run(adding(name))
        except UnavailableError:
            await asyncio.sleep(0.05)
        else:
            acknowledged.append(name)


@asynccontextmanager
async def killed(database):
    """Away for a while."""
    database.kill()
    yield
    await database.start()


@asynccontextmanager
async def frozen(database):
    """Silent for a while."""
    with database.frozen():
        yield


@pytest.mark.parametrize("away", [killed, frozen])
async def test_a_server_that_goes_away_and_comes_back_is_written_to_within_seconds(database, away):
    over, acknowledged = asyncio.Event(), [[] for _ in range(12)]
    limits = WriterLimits(wait_seconds=2, run_seconds=2)
    async with open_writer(database.databases.url, limits) as writer:
        tasks = [asyncio.create_task(writing(writer, each, over)) for each in acknowledged]
        await asyncio.sleep(0.5)
        async with away(database):
            await asyncio.sleep(2.5)
        back, before = monotonic(), sum(map(len, acknowledged))
        while sum(map(len, acknowledged)) < before + 24:
            check_duration(monotonic() - back, SECONDS)
            await asyncio.sleep(0.05)
        over.set()
        await asyncio.gather(*tasks)
        assert {name for each in acknowledged for name in each} <= await ids_in(writer)
        assert writer._pool.free == writer._pool.size

"""A whole server on a real database: what waits too long ends with a code, and everything is free afterwards."""

import asyncio
import time
from contextlib import asynccontextmanager

import asyncpg
import httpx
import pytest

from encommun.app import create_app
from encommun.settings import Settings
from tests.support.durations import check_duration
from tests.unit_of_work.conftest import only

ACTORS, TOPICS = "{ actors(first: 1) { nodes { name } } }", "{ topics(first: 1) { nodes { slug } } }"


@asynccontextmanager
async def served(url: str, **settings):
    """A client of a server that does no jobs, which would read, too; and the pool of its readers."""
    app = create_app(Settings(database_url=url, work=False, **settings))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://commons.test") as client,
    ):
        yield client, app.state.desk.database.readers.pool


async def asked(client, query: str):
    response = await client.post("/graphql", json={"query": query})
    error = response.json().get("errors", [{"extensions": {"code": None}}])[0]
    return response.status_code, error["extensions"]["code"]


@pytest.fixture
async def locked(fresh_database_url):
    """Somebody has locked a table, and waits."""
    connection = await asyncpg.connect(fresh_database_url)
    async with connection.transaction():
        await connection.execute("LOCK TABLE actor")
        yield fresh_database_url
    await connection.close()


@only("postgresql")
async def test_who_waits_for_a_locked_table_is_told_and_who_reads_another_is_answered(locked):
    async with served(locked, lock_seconds=0.3) as (client, pool):
        began = time.monotonic()
        stuck, other = await asyncio.gather(asked(client, ACTORS), asked(client, TOPICS))
        assert (stuck, other) == ((503, "OVERLOADED"), (200, None))
        check_duration(time.monotonic() - began, 3)
        assert pool.free == pool.size


@only("postgresql")
async def test_an_operation_that_waits_beyond_its_deadline_ends(locked):
    async with served(locked, lock_seconds=20, visitor_deadline=0.3) as (client, pool):
        found = await asyncio.gather(*(asked(client, ACTORS) for _ in range(12)))
        assert found == [(503, "DEADLINE_EXCEEDED")] * 12
        for _ in range(300):
            if pool.free == pool.size:
                break
            await asyncio.sleep(0.01)
        assert pool.free == pool.size
        assert await asked(client, TOPICS) == (200, None)


async def test_when_too_many_wait_the_next_is_told_at_once(database_url):
    async with served(database_url, readers=1, max_waiting=2) as (client, pool):
        reader = await pool.acquire()
        waiting = [asyncio.create_task(asked(client, f"{{ a{number}: {ACTORS[2:]}")) for number in range(2)]
        await asyncio.sleep(0.05)
        assert await asked(client, TOPICS) == (503, "OVERLOADED")
        pool.release(reader)
        assert await asyncio.gather(*waiting) == [(200, None)] * 2

"""A failure of the writer reaches the client as a status and a code, and ends by itself."""

import sqlite3
from contextlib import asynccontextmanager, closing

import asyncpg
import httpx

from encommun.app import create_app
from encommun.settings import Settings
from loaders.unit_of_work import Rollback
from tests.support.engines import file_of, name_of
from tests.unit_of_work.conftest import only

REGISTER = """mutation ($email: String!) {
    registerAccount(input: {email: $email, password: "correct horse battery staple"}) { __typename }
}"""
READ = {"query": "{ topics(first: 1) { nodes { id } } }"}


@asynccontextmanager
async def serving(url, folder):
    """The application, with a client who waits for a change half a second at most."""
    app = create_app(Settings(database_url=url, write_wait_seconds=0.5), graphiql=folder)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://commons.test") as client:
            client.writer = app.state.desk.writer
            yield client


async def registered(client, name):
    """Status and code of an attempt to change something; the code is None if it was stored."""
    body = {"query": REGISTER, "variables": {"email": f"{name}@exemple.fr"}}
    answer = await client.post("/graphql", json=body)
    codes = [error["extensions"]["code"] for error in answer.json().get("errors", [])]
    return answer.status_code, *(codes or [None])


@asynccontextmanager
async def locked(url):
    """The database, while somebody else keeps all others from changing it."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(file_of(url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    other = await asyncpg.connect(url)
    await other.execute("BEGIN; LOCK TABLE account IN EXCLUSIVE MODE")
    yield
    await other.close()


async def test_a_lock_that_stays_is_overloaded_until_it_goes(fresh_database_url, tmp_path):
    async with serving(fresh_database_url, tmp_path) as client:
        async with locked(fresh_database_url):
            assert await registered(client, "a") == (503, "OVERLOADED")
            assert (await client.post("/graphql", json=READ)).status_code == 200
        assert await registered(client, "a") == (200, None)


@only("sqlite")
async def test_a_disk_that_is_full_is_told_and_reading_goes_on(fresh_database_url, tmp_path):
    async with serving(fresh_database_url, tmp_path) as client:

        async def limited(work, pages):
            work._connection.execute(f"PRAGMA max_page_count = {pages}")
            raise Rollback(None)

        with closing(sqlite3.connect(file_of(fresh_database_url))) as connection:
            [(pages,)] = connection.execute("PRAGMA page_count")
        await client.writer.run(lambda work: limited(work, pages))
        for number in range(100):  # there is room for some in pages that are not full
            found = await registered(client, number)
            if found != (200, None):
                break
        assert found == (507, "STORAGE_FULL")
        assert (await client.post("/graphql", json=READ)).status_code == 200
        await client.writer.run(lambda work: limited(work, 10**6))
        assert await registered(client, "b") == (200, None)


@only("postgresql")
async def test_connections_that_are_cut_are_no_loss(fresh_database_url, tmp_path):
    async with serving(fresh_database_url, tmp_path) as client:
        assert await registered(client, "a") == (200, None)
        other = await asyncpg.connect(fresh_database_url)
        await other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await other.close()
        assert await registered(client, "b") == (200, None)
        assert (await client.get("/health/ready")).status_code == 200


@only("postgresql")
async def test_a_database_that_takes_no_changes_is_told(fresh_database_url, tmp_path):
    other = await asyncpg.connect(fresh_database_url)
    name = name_of(fresh_database_url)
    await other.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    await other.close()
    async with serving(fresh_database_url, tmp_path) as client:
        assert await registered(client, "a") == (503, "READ_ONLY")
        ready = await client.get("/health/ready")
        assert (ready.status_code, ready.json()["parts"]["writer"]) == (503, "READ_ONLY")
        assert (await client.post("/graphql", json=READ)).status_code == 200

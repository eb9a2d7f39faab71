"""A whole application on a commons of either engine, whose files lie in a folder of the test's own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from encommun.app import create_app
from encommun.exports.commons import ENDS
from encommun.settings import Settings
from loaders.unit_of_work import open_writer
from tests.records.client import insert_spaces
from tests.support.engines import Server


@asynccontextmanager
async def serving(url: str, folder: Path, **settings) -> AsyncIterator[Starlette]:
    app = create_app(Settings(database_url=url, export_folder=folder, mail_outbox=folder / "mails", **settings))
    async with app.router.lifespan_context(app):
        yield app


def client_of(app: Starlette, **options) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, **options)
    return httpx.AsyncClient(transport=transport, base_url="http://commons.test", timeout=60)


async def fetched(client: httpx.AsyncClient, address: str, **options) -> httpx.Response:
    """The answer once the file is built, which a busy machine takes longer for than a request waits."""
    async with asyncio.timeout(300):
        while (answer := await client.get(address, **options)).status_code == 503:
            assert answer.json()["errors"][0]["extensions"]["code"] == "EXPORT_IN_PROGRESS"
            assert int(answer.headers["retry-after"]) > 0
    return answer


@pytest.fixture(scope="module")
async def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("exports")


@pytest.fixture(scope="module")
async def client(database_url: str, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Asks an application that tests share; nothing in its commons changes."""
    async with serving(database_url, folder, work=False) as app, client_of(app) as client:
        for end in ENDS:
            await fetched(client, f"/export/commons{end}")
        yield client


@pytest.fixture
async def settled_url(fresh_database_url: str) -> str:
    """A commons of the test's own with spaces, in which people write."""
    async with open_writer(fresh_database_url) as writer:
        await insert_spaces(writer)
    return fresh_database_url


@pytest.fixture(scope="module")
async def settled_graph_url(server: Server, filled_url: str) -> AsyncIterator[str]:
    """A seeded commons whose snapshots are stored, which tests of one module share."""
    url = await server.copy(filled_url)
    yield url
    await server.drop(url)

"""A change makes another file; what was erased is in none; nobody who reads slowly holds a connection."""

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import models
from encommun.export_files import KEPT, delete_old_files
from encommun.exports import commons
from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from resolvers.core.journal_positions import publish_positions
from tests.exports.conftest import client_of, serving
from tests.privacy.client import STEWARD, PrivacyClient

NDJSON = "/export/commons.ndjson"
PATIENCE = 20


@pytest.fixture(autouse=True)
def few_records(monkeypatch):
    """Actors alone: territories take seconds."""
    monkeypatch.setattr(commons, "EXPORT_TYPES", ("Actor",))


@asynccontextmanager
async def writing(url: str):
    database = await open_database(url)
    try:
        async with open_writer(url) as writer:
            yield PrivacyClient(database, writer)
    finally:
        await database.close()


def files(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.is_file()]


async def test_a_change_makes_another_file_and_an_erasure_leaves_nothing(settled_url: str, tmp_path: Path):
    async with (
        serving(settled_url, tmp_path, work=False) as app,
        client_of(app) as client,
        writing(settled_url) as people,
    ):
        first = await client.get(NDJSON)
        actor = await people.person()
        await publish_positions(people.writer)
        second = await client.get(NDJSON)
        assert "Zoélie Marzin" not in first.text
        assert "Zoélie Marzin" in second.text
        assert int(first.headers["encommun-position"]) < int(second.headers["encommun-position"])
        assert first.headers["etag"] != second.headers["etag"]
        assert await people.code("erasePerson", STEWARD, id=actor) == "ActorSaved"
        await publish_positions(people.writer)
        assert "Zoélie Marzin" not in (await client.get(NDJSON)).text
    moments = [each.stat().st_mtime for each in files(tmp_path)]
    assert delete_old_files(tmp_path, min(moments) + KEPT - 1) == 0
    assert delete_old_files(tmp_path, max(moments) + KEPT + 1) == len(moments)
    assert files(tmp_path) == []


async def test_drafts_are_in_no_file(settled_url: str, tmp_path: Path):
    async with (
        serving(settled_url, tmp_path, work=False) as app,
        client_of(app) as client,
        writing(settled_url) as people,
    ):
        await people.enter("Actor", publish=False, kind="ASSOCIATION", name="Pas encore publique")
        (row,) = await people.rows(models.Actor, name="Pas encore publique")
        assert row["state"] == "DRAFT"
        assert "Pas encore publique" not in (await client.get(NDJSON)).text


async def test_who_reads_slowly_holds_no_connection(settled_url: str, tmp_path: Path):
    sent = asyncio.Event()
    async with serving(settled_url, tmp_path, work=False, readers=1) as app, client_of(app) as client:

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(_message):
            sent.set()
            await asyncio.Event().wait()  # a client who takes nothing

        scope = {"type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "method": "GET", "path": NDJSON}
        scope |= {"raw_path": NDJSON.encode(), "query_string": b"", "headers": [], "client": ("192.0.2.1", 1)}
        reading = asyncio.create_task(app(scope, receive, send))
        async with asyncio.timeout(PATIENCE):
            await sent.wait()
        answer = await client.post("/graphql", json={"query": "{ actors(first: 1) { totalCount } }"})
        assert answer.json()["data"]["actors"]["totalCount"] > 100
        reading.cancel()
        await asyncio.wait([reading])

"""The readiness check reports the state of each part, soon, whatever hangs."""

import asyncio
import logging
import threading
from functools import partial
from time import monotonic

import httpx
import pytest

from encommun import health, outage_log
from encommun.app import create_app
from encommun.log_throttling import ThrottledLog
from encommun.settings import Settings
from loaders.errors import OverloadedError, ReadOnlyError, UnreachableError
from loaders.unit_of_work import WriterLimits
from loaders.unit_of_work.writer_thread import WriterThread
from tests.support.durations import check_duration

PARTS = ("readers", "writer", "mail", "upkeep", "journal", "erasure", "clock", "points", "usage", "searches")
FINE = dict.fromkeys(PARTS, "ok")


@pytest.fixture
async def client(database_url, tmp_path, monkeypatch):
    monkeypatch.setattr(health, "FRESH", -1.0)
    app = create_app(Settings(database_url=database_url), graphiql=tmp_path)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://commons.test") as client:
            client.health = app.state.desk.health
            yield client


async def parts(client, *, status=503):
    answer = await client.get("/health/ready")
    assert answer.status_code == status
    assert answer.json()["status"] == ("ok" if status == 200 else "unavailable")
    return answer.json()["parts"]


async def test_all_is_well(client):
    assert await parts(client, status=200) == FINE
    for address in ("/health", "/health/live"):
        assert (await client.get(address)).json() == {"status": "ok"}


@pytest.mark.parametrize("part", ["readers", "writer"])
@pytest.mark.parametrize("error", [UnreachableError, OverloadedError, ReadOnlyError])
async def test_what_is_wrong_is_told_by_its_code(client, monkeypatch, part, error):
    async def failing():
        raise error

    monkeypatch.setattr(client.health, f"_{'database' if part == 'readers' else part}", type("Part", (), {})())
    broken = getattr(client.health, f"_{'database' if part == 'readers' else part}")
    broken.check = failing
    assert await parts(client) == FINE | {part: error.code}
    assert (await client.get("/health/live")).status_code == 200


async def test_what_hangs_is_told_in_time(client, monkeypatch):
    monkeypatch.setattr(health, "PATIENCE", 0.2)
    monkeypatch.setattr(client.health._writer, "check", asyncio.Event().wait)
    begun = monotonic()
    assert await parts(client) == FINE | {"writer": "DATABASE_UNREACHABLE"}
    check_duration(monotonic() - begun, 2)


async def test_what_has_no_name_of_ours_is_told_once_a_minute_and_kept(client, monkeypatch, caplog):
    asked = []

    async def failing():
        asked.append(1)
        raise LookupError("permission denied")

    monkeypatch.setattr(health, "FRESH", 60.0)
    monkeypatch.setattr(
        outage_log, "OUTAGE_LOG", ThrottledLog(logging.getLogger("encommun.unavailable"), logging.WARNING)
    )
    monkeypatch.setattr(client.health._writer, "check", failing)
    for _ in range(3):
        assert await parts(client) == FINE | {"writer": "DATABASE_UNREACHABLE"}
    assert len(asked) == 1
    monkeypatch.setattr(health, "FRESH", -1.0)
    client.health._stale_at = 0.0
    for _ in range(3):
        await parts(client)
    assert [each.getMessage() for each in caplog.records if each.levelname == "WARNING"] == [
        "DATABASE_UNREACHABLE: LookupError: permission denied"
    ]


async def test_readers_and_a_writer_that_are_all_in_use_are_overloaded(client, monkeypatch):
    desk = client.health
    readers = desk._database.readers
    held = [await readers.acquire() for _ in range(readers.pool.size)]
    release = asyncio.Event() if hasattr(desk._writer, "_pool") else threading.Event()
    jobs = [asyncio.create_task(desk._writer.run(partial(_held, release))) for _ in range(WriterLimits().writers)]
    monkeypatch.setattr(WriterThread, "is_at_work", property(lambda _: False))  # as between two of a long line
    try:
        await asyncio.sleep(0.3)
        assert await parts(client) == FINE | dict.fromkeys(("readers", "writer"), "OVERLOADED")
    finally:
        release.set()
        for each in held:
            readers.pool.release(each)
        await asyncio.gather(*jobs)


async def _held(release, _work):
    """Wait in the loop, or in the thread of SQLite's writer."""
    waiting = release.wait()
    if not isinstance(waiting, bool):
        await waiting


async def test_what_has_stopped_in_the_background_is_told(client):
    async def ending():
        raise LookupError

    client.health._supervisor.start("a task", ending)
    for _ in range(5):  # turns of the loop
        await asyncio.sleep(0)
    assert await parts(client) == FINE | {"a task": "STOPPED"}


async def test_however_many_ask_it_is_found_out_once(client, monkeypatch):
    monkeypatch.setattr(health, "FRESH", 60.0)
    asked = []
    check = client.health._writer.check

    async def counted():
        asked.append(1)
        await check()

    monkeypatch.setattr(client.health._writer, "check", counted)
    for _ in range(3):
        await asyncio.gather(*(client.get("/health/ready") for _ in range(5)))
    assert len(asked) == 1

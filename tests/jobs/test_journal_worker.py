"""The worker of the journal publishes positions and runs followers by itself; one that fails stops no other."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime

import pytest

from encommun.commons import open_commons
from encommun.journal_worker import JournalWorker
from encommun.settings import Settings
from loaders.drivers.database import open_database
from loaders.sql.statement import Row
from loaders.unit_of_work import UnitOfWork, Writer, open_writer
from resolvers.core.followers import FOLLOWERS, follower
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.use_case import UseCase
from tests.core.noting_follower import NOTE, cursor_in
from tests.support.journal import writing

NOTHING = {"records": 0, "drafts": 0, "stored_bytes": 0}
SECONDS = 60
"""More than what must happen takes on a slow machine."""


@pytest.fixture
def no_followers() -> Iterator[None]:
    """No follower is declared but those of the test."""
    declared = dict(FOLLOWERS)
    FOLLOWERS.clear()
    yield
    FOLLOWERS.clear()
    FOLLOWERS.update(declared)


@pytest.fixture
async def writer(fresh_database_url: str) -> AsyncIterator[Writer]:
    """A writer beside which a worker of the journal runs."""
    database = await open_database(fresh_database_url)
    async with open_writer(fresh_database_url) as writer:
        worker = JournalWorker(database, writer, DEFAULT_SITE, lambda: datetime.now(UTC), seconds=0.01)
        task = asyncio.create_task(worker.run())
        yield writer
        task.cancel()
        await asyncio.wait([task])
    await database.close()


@pytest.mark.usefixtures("no_followers")
async def test_followers_are_given_what_is_written_and_one_that_fails_stops_none(writer: Writer):
    @follower("failing", from_start=True)
    async def fail(_use_case: UseCase, _entries: Sequence[Row]) -> None:
        raise ZeroDivisionError

    @follower("notes", from_start=True)
    async def note_entries(use_case: UseCase, entries: Sequence[Row]) -> None:
        rows = [{"id": f"note_{each.id}", "holder_id": each.node_id, **NOTHING} for each in entries]
        await use_case.work.insert(NOTE, rows)

    async def both_are_through() -> bool:
        cursors = [await cursor_in(writer, name) for name in ("failing", "notes")]
        return all(cursors) and cursors[0].tries > 0 and cursors[1].position == 2

    async def noted(work: UnitOfWork) -> list[str]:
        return sorted(row.holder_id for row in await work.select(NOTE, {}))

    for each in ("actor_a", "actor_b"):
        await writer.run(writing(each))
    async with asyncio.timeout(SECONDS):
        while not await both_are_through():  # noqa: ASYNC110 - the database tells nobody that it changes
            await asyncio.sleep(0.01)
    assert await writer.run(noted) == ["actor_a", "actor_b"]
    assert (await cursor_in(writer, "failing")).position == 0


@pytest.mark.parametrize("work", [True, False])
async def test_it_is_a_task_of_each_process_that_works(fresh_database_url: str, tmp_path, work: bool):
    settings = Settings(database_url=fresh_database_url, mail_outbox=tmp_path, work=work)
    async with open_commons(settings) as commons:
        assert ("journal" in commons.tasks) is work

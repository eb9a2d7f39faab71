"""Whatever fails beneath the SQLite writer, it goes on by itself, and whoever waits is told with a code."""

import asyncio
import shutil
import sqlite3

import pytest

from loaders.errors import OutcomeUnknownError, OverloadedError, ReadOnlyError, UnreachableError
from loaders.unit_of_work import WriterLimits, group_commit, open_writer
from tests.support.engines import file_of
from tests.unit_of_work.conftest import only
from tests.unit_of_work.test_sqlite_writer import together
from tests.unit_of_work.transaction_functions import adding, ids_in

pytestmark = only("sqlite")

SECONDS = 5


async def until_it_writes(writer, name):
    """Write an item as soon as that is possible again."""
    async with asyncio.timeout(SECONDS):
        while True:
            try:
                return await writer.run(adding(name))
            except UnreachableError:
                await asyncio.sleep(0.05)


async def closing(work):
    """Break the connection, so that not even ROLLBACK is possible."""
    work._connection.close()
    raise LookupError


async def test_a_connection_that_cannot_roll_back_is_replaced(writer):
    found = await together(writer, adding("a"), closing, adding("b"))
    assert {type(each) for each in found} == {UnreachableError}
    await writer.run(adding("c"))
    assert await ids_in(writer) == {"c"}


async def test_a_thread_that_dies_is_replaced_and_leaves_nobody_waiting(writer, monkeypatch, caplog):
    commit, dead = group_commit.GroupCommit.commit, []

    def dying(self, jobs):
        if any(each.job is last for each in jobs) and not dead:
            dead.append(jobs)
            for each in jobs:
                each.begun = each.job is last
            raise SystemExit
        commit(self, jobs)

    last = adding("last")
    monkeypatch.setattr(group_commit.GroupCommit, "commit", dying)
    async with asyncio.timeout(SECONDS):
        found = await together(writer, adding("first"), last)
        assert [type(each) for each in found] == [OverloadedError, OutcomeUnknownError]
        await writer.run(adding("a"))
    assert await ids_in(writer) == {"a"}
    assert "thread has died" in caplog.text


async def test_a_writer_whose_thread_dies_as_it_closes_is_closed(url, monkeypatch):
    def dying(self, jobs):
        raise SystemExit

    async with asyncio.timeout(SECONDS):
        async with open_writer(url) as writer:
            monkeypatch.setattr(group_commit.GroupCommit, "commit", dying)
            running = asyncio.create_task(writer.run(adding("a")))
            await asyncio.sleep(0)
        with pytest.raises(OverloadedError):
            await running


async def test_a_file_that_is_gone_is_unreachable_until_it_is_back(writer, url):
    file = file_of(url)
    aside = file.with_name("aside.sqlite")
    await writer.run(adding("a"))
    file.rename(aside)
    found = await asyncio.gather(*(writer.run(adding(str(each))) for each in range(3)), return_exceptions=True)
    assert {type(each) for each in found} == {UnreachableError}
    aside.rename(file)
    await until_it_writes(writer, "b")
    assert await ids_in(writer) == {"a", "b"}


async def test_a_file_that_another_one_replaces_is_not_written_to_any_more(writer, url):
    """Writes to a file that was removed would be lost."""
    file = file_of(url)
    await writer.run(adding("a"))
    shutil.copyfile(file, file.with_name("other.sqlite"))
    for part in file.parent.glob(f"{file.name}-*"):
        part.unlink()
    file.with_name("other.sqlite").rename(file)
    await until_it_writes(writer, "b")
    with sqlite3.connect(file) as connection:
        assert ("b",) in connection.execute("SELECT id FROM item").fetchall()
    connection.close()


async def test_a_file_that_cannot_be_written_is_read_only(writer):
    async def protected(work):
        work._connection.execute("PRAGMA query_only = ON")

    await writer.run(protected)
    for _ in range(2):
        with pytest.raises(ReadOnlyError):
            await writer.run(adding("a"))


async def test_a_disk_that_does_not_say_whether_it_has_a_commit_is_told_so(writer, monkeypatch):
    class Doubtful:
        def __init__(self, connection) -> None:
            self._connection = connection

        def __getattr__(self, name):
            return getattr(self._connection, name)

        def execute(self, text, *given):
            if text == "COMMIT":
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
                raise error
            return self._connection.execute(text, *given)

    group = writer._thread._connected.group
    monkeypatch.setattr(group, "_connection", Doubtful(group._connection))
    found = await asyncio.gather(*(writer.run(adding(each)) for each in "ab"), return_exceptions=True)
    assert {type(each) for each in found} == {OutcomeUnknownError}
    await writer.run(adding("c"))
    assert await ids_in(writer) == {"c"}


async def test_the_queue_is_bounded(url):
    async with open_writer(url, WriterLimits(waiting=3)) as writer:
        jobs = [adding(str(each)) for each in range(4)]
        *found, last = await together(writer, *jobs)
        assert isinstance(last, OverloadedError)
        assert found == [None] * 3
        assert await ids_in(writer) == {"0", "1", "2"}


async def test_a_writer_that_does_nothing_is_checked_by_its_lock(writer, url):
    await writer.check()
    file_of(url).unlink()
    with pytest.raises(UnreachableError):
        await writer.check()

"""Jobs that share a transaction of SQLite: each is undone alone, and what fails for all is told to all."""

import asyncio
import sqlite3
import threading

import pytest

from loaders.errors import StorageFullError
from loaders.unit_of_work import ConstraintError, DuplicateError, Rollback, open_writer
from tests.unit_of_work.conftest import only
from tests.unit_of_work.tables import ITEM, PROMISE
from tests.unit_of_work.transaction_functions import adding, ids_in

pytestmark = only("sqlite")


async def together(writer, *jobs):
    """Run the jobs in one transaction: they queue up behind one that holds the thread until all are there."""
    start = threading.Event()

    async def holding(work):
        start.wait(10)

    first = asyncio.create_task(writer.run(holding))
    await asyncio.sleep(0.05)
    others = [asyncio.create_task(writer.run(job)) for job in jobs]
    await asyncio.sleep(0)
    start.set()
    await first
    return await asyncio.gather(*others, return_exceptions=True)


async def breaking(work):
    """Promise what is not kept: the transaction fails as it commits."""
    await work.insert(PROMISE, [{"id": "p", "item_id": "nobody"}])


async def test_each_job_of_a_transaction_is_undone_alone(writer):
    async def refused(work):
        await work.insert(ITEM, [{"id": "refused"}])
        raise Rollback("refused")

    found = await together(writer, adding("a"), adding("b", "a"), refused, adding("c"))
    assert [type(each) for each in found] == [type(None), DuplicateError, str, type(None)]
    assert await ids_in(writer) == {"a", "c"}


async def test_nobody_is_told_of_success_before_it_is_stored(writer, url):
    def stored():
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        found = {identifier for (identifier,) in connection.execute("SELECT id FROM item")}
        connection.close()
        return found

    async def run(name):
        await writer.run(adding(name))
        return name in stored()

    assert all(await asyncio.gather(*(run(str(number)) for number in range(50))))


async def test_a_job_for_which_the_commit_fails_fails_alone(writer):
    found = await together(writer, adding("a"), breaking, adding("b"))
    assert [type(each) for each in found] == [type(None), ConstraintError, type(None)]
    await writer.run(adding("c"))
    assert await ids_in(writer) == {"a", "b", "c"}


async def test_a_full_disk_fails_what_does_not_fit_and_nothing_beside_it(writer):
    async def limit(work, pages):
        work._connection.execute(f"PRAGMA max_page_count = {pages}")

    async def in_a_part(work):
        async with work.savepoint():
            await adding("part", code="x" * 200_000)(work)

    await writer.run(lambda work: limit(work, 20))
    found = await together(writer, adding("a"), adding("big", code="x" * 200_000), adding("b"), in_a_part, adding("c"))
    full, none = StorageFullError, type(None)
    assert [type(each) for each in found] == [none, full, none, full, none]
    assert await ids_in(writer) == {"a", "b", "c"}
    await writer.run(lambda work: limit(work, 100_000))
    await writer.run(adding("big", code="x" * 200_000))
    assert await ids_in(writer) == {"a", "b", "c", "big"}


async def test_a_job_awaits_its_work_and_nothing_else(writer):
    ended = []

    async def foreign(work):
        await work.insert(ITEM, [{"id": "a"}])
        try:
            await asyncio.sleep(0)
        finally:
            ended.append("closed")

    async def within(work):
        async with work.savepoint():
            await work.insert(ITEM, [{"id": "b"}])
            await future

    async def timed(work):
        await asyncio.sleep(1)

    future = asyncio.get_running_loop().create_future()
    found = await together(writer, foreign, within, timed, adding("c"))
    assert [type(each) for each in found] == [RuntimeError] * 3 + [type(None)]
    assert str(found[0]) == str(found[1]) == "a job awaits its work and nothing else"
    assert ended == ["closed"]
    assert await ids_in(writer) == {"c"}


async def test_a_job_that_raises_what_ends_programs_ends_itself(writer):
    async def leaving(work):
        raise asyncio.CancelledError

    found = await together(writer, leaving, adding("a"))
    assert [type(each) for each in found] == [asyncio.CancelledError, type(None)]
    assert await ids_in(writer) == {"a"}


async def test_a_job_whose_caller_goes_before_it_begins_is_not_run(writer):
    start, began = threading.Event(), []

    async def holding(work):
        start.wait(10)

    async def noted(work):
        began.append(work)

    first = asyncio.create_task(writer.run(holding))
    await asyncio.sleep(0.05)
    gone = asyncio.create_task(writer.run(noted))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    start.set()
    await first
    await writer.run(adding("a"))
    assert began == []


async def test_no_thread_is_left_behind(url):
    before = threading.active_count()
    async with open_writer(url) as writer:
        await writer.run(adding("a"))
        assert threading.active_count() == before + 1
    assert threading.active_count() == before

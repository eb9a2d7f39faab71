"""Jobs behave as if one ran after the other, whoever runs them and whoever gives up waiting."""

import asyncio
import random
import sqlite3

import asyncpg
import pytest

from loaders.errors import OverloadedError
from loaders.unit_of_work import WriterLimits, create_writer, open_writer
from tests.support.engines import file_of
from tests.unit_of_work.tables import ITEM
from tests.unit_of_work.transaction_functions import adding, count_of_one, ids_in, increment, moment


async def test_no_increment_is_lost(writer):
    await writer.run(adding("one"))
    found = await asyncio.gather(*(writer.run(increment) for _ in range(50)))
    assert sorted(found) == list(range(50))
    assert await count_of_one(writer) == 50


async def test_no_increment_is_lost_between_two_writers(writer, url):
    await writer.run(adding("one"))
    async with open_writer(url) as other:
        await asyncio.gather(*(each.run(increment) for _ in range(25) for each in (writer, other)))
    assert await count_of_one(writer) == 50


@pytest.mark.parametrize("id_of", [str, lambda number: "same"])
async def test_what_a_job_did_not_find_nobody_else_adds_beside_it(writer, id_of):
    async def first(work, name):
        if await work.select(ITEM, {"kind": "FIRST"}):
            return False
        await work.insert(ITEM, [{"id": name, "kind": "FIRST"}])
        return True

    found = await asyncio.gather(*(writer.run(lambda work, n=n: first(work, id_of(n))) for n in range(20)))
    assert sum(found) == 1
    assert len(await ids_in(writer)) == 1


async def test_a_job_that_fails_leaves_its_neighbours_theirs(writer):
    async def failing(work):
        await work.insert(ITEM, [{"id": "bad"}])
        raise LookupError

    jobs = [failing if number % 3 == 0 else adding(str(number)) for number in range(60)]
    found = await asyncio.gather(*map(writer.run, jobs), return_exceptions=True)
    assert [type(each) for each in found] == [LookupError if n % 3 == 0 else type(None) for n in range(60)]
    assert await ids_in(writer) == {str(number) for number in range(60) if number % 3}


async def test_callers_may_go_at_any_moment(writer):
    async def run(number):
        await asyncio.sleep(moment(0.1))
        await writer.run(adding(f"{number}a", f"{number}b"))
        return number

    tasks = [asyncio.create_task(run(number)) for number in range(300)]
    for task in random.sample(tasks, 150):
        await asyncio.sleep(moment(0.001))
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(each) for each in ended} == {int, asyncio.CancelledError}
    # As many jobs as there are connections, and more, find all of them in order.
    await asyncio.gather(*(writer.run(adding(f"after{number}")) for number in range(20)))
    ids = await ids_in(writer)
    assert {f"{each}a" for each in ended if isinstance(each, int)} <= ids
    assert all((f"{number}a" in ids) == (f"{number}b" in ids) for number in range(300))


async def test_jobs_that_are_waiting_when_a_writer_closes_are_done(writer, url):
    other = create_writer(url)
    await other.open()
    running = [asyncio.create_task(other.run(adding(str(number)))) for number in range(100)]
    await asyncio.sleep(0)
    await other.close()
    await asyncio.gather(*running)
    assert len(await ids_in(writer)) == 100


@pytest.fixture
async def locked(url):
    """Return functions that lock the database for all others, and unlock it again."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(file_of(url), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        yield lambda: asyncio.sleep(0, connection.rollback())
        connection.close()
    else:
        connection = await asyncpg.connect(url)
        await connection.execute("BEGIN; LOCK TABLE item")
        yield lambda: connection.execute("ROLLBACK")
        await connection.close()


async def test_a_database_that_stays_locked_is_overloaded_and_may_be_tried_again(url, locked):
    async with open_writer(url, WriterLimits(wait_seconds=0.5)) as writer:
        found = await asyncio.gather(writer.run(adding("a")), writer.run(adding("b")), return_exceptions=True)
        assert [type(each) for each in found] == [OverloadedError, OverloadedError]
        await locked()
        await writer.run(adding("c"))
        assert await ids_in(writer) == {"c"}


async def test_jobs_wait_for_a_lock_that_is_let_go(writer, locked):
    waiting = asyncio.create_task(writer.run(adding("a")))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await locked()
    await waiting
    assert await ids_in(writer) == {"a"}

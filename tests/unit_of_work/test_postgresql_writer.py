"""Transactions of PostgreSQL: begun again when another came first, and ended whoever gives up."""

import asyncio

import asyncpg
import pytest

from loaders.errors import OverloadedError, UnreachableError
from loaders.sql.statement import Statement
from loaders.unit_of_work import ConstraintError
from loaders.unit_of_work.retries import MOST
from tests.unit_of_work.conftest import only
from tests.unit_of_work.tables import ITEM, PROMISE
from tests.unit_of_work.transaction_functions import adding, count_of_one, ids_in, increment

pytestmark = only("postgresql")


@pytest.fixture
async def other(url):
    """Somebody else who is connected."""
    connection = await asyncpg.connect(url)
    yield connection
    await connection.close()


@pytest.fixture
def overtaken(other):
    """Jobs that somebody else overtakes on their first tries, and the tries that were made."""
    tries = []

    def job_of(times):
        async def job(work):
            tries.append(work)
            await work.select(ITEM, {"id": "one"})
            if len(tries) <= times:
                await other.execute("UPDATE item SET count = count + 10 WHERE id = 'one'")
            try:
                await increment(work)
            except Exception as error:  # a job cannot take it for a failure of its own
                raise AssertionError from error

        return job

    return job_of, tries


def clean(writer):
    """True if every connection is free, without an open transaction, and no lost one is counted."""
    pool, connections = writer._pool, writer._connections
    open_ones = [each for each in connections if not each.is_closed()]
    return pool.free == pool.size and not any(each.is_in_transaction() for each in open_ones)


@pytest.mark.parametrize("times", [1, 5])
async def test_a_job_is_run_again_until_nobody_comes_first(writer, overtaken, times):
    job_of, tries = overtaken
    await writer.run(adding("one"))
    await writer.run(job_of(times))
    assert len(tries) == times + 1
    assert await count_of_one(writer) == 10 * times + 1
    assert clean(writer)


async def test_a_job_that_is_always_overtaken_is_given_up(writer, overtaken):
    job_of, tries = overtaken
    await writer.run(adding("one"))
    with pytest.raises(OverloadedError):
        await writer.run(job_of(MOST))
    assert len(tries) == MOST
    assert await count_of_one(writer) == 10 * MOST
    assert clean(writer)


async def test_jobs_that_lock_each_other_out_are_both_done(writer):
    both = asyncio.Barrier(2)
    tries = []

    async def job(work, first, second):
        tries.append(first)
        await work.update(ITEM, {"id": first}, {"count": 1})
        if len(tries) <= 2:
            await both.wait()
        await work.update(ITEM, {"id": second}, {"count": 2})

    await writer.run(adding("a", "b"))
    await asyncio.gather(writer.run(lambda work: job(work, "a", "b")), writer.run(lambda work: job(work, "b", "a")))
    assert len(tries) > 2
    assert clean(writer)


def sleeping(seconds):
    return Statement(f"SELECT pg_sleep({seconds})", (), {}, {}, asyncpg.Record, list)


@pytest.mark.parametrize("within", [asyncio.sleep, sleeping])
async def test_a_job_whose_caller_goes_is_rolled_back(writer, within):
    begun = asyncio.Event()

    async def job(work):
        await work.insert(ITEM, [{"id": "a"}])
        begun.set()
        waiting = within(10)
        await (work.fetch(waiting, {}) if isinstance(waiting, Statement) else waiting)

    running = asyncio.create_task(writer.run(job))
    await begun.wait()
    await asyncio.sleep(0.02)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert clean(writer)
    assert await ids_in(writer) == set()


ASLEEP = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"


async def asleep(other):
    """Once somebody sleeps."""
    while not await other.fetch(f"SELECT pid {ASLEEP}"):
        pass


SLOW_COMMIT = """
CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION linger();
"""


async def test_a_commit_is_not_broken_off(writer, other):
    await other.execute(SLOW_COMMIT)
    running = asyncio.create_task(writer.run(adding("a")))
    await asleep(other)
    for _ in range(2):  # whoever insists waits too
        running.cancel()
        await asyncio.sleep(0.01)
    assert not running.done()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert clean(writer)
    assert await ids_in(writer) == {"a"}


async def test_a_commit_that_fails_is_told(writer):
    async def breaking(work):
        await work.insert(PROMISE, [{"id": "p", "item_id": "nobody"}])

    found = await asyncio.gather(*map(writer.run, (adding("a"), breaking, adding("b"))), return_exceptions=True)
    assert [type(each) for each in found] == [type(None), ConstraintError, type(None)]
    assert await ids_in(writer) == {"a", "b"}
    assert clean(writer)


async def test_connections_that_break_are_opened_again(writer, other):
    async def job(work):
        await work.insert(ITEM, [{"id": "a"}])
        await work.fetch(sleeping(10), {})

    running = asyncio.create_task(writer.run(job))
    await asleep(other)
    await other.fetch(f"SELECT pg_terminate_backend(pid) {ASLEEP}")
    with pytest.raises(UnreachableError):
        await running
    await asyncio.gather(*(writer.run(adding(str(number))) for number in range(20)))
    assert await ids_in(writer) == {str(number) for number in range(20)}
    assert clean(writer)

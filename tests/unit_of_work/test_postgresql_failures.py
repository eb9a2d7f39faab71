"""Whatever happens to PostgreSQL or its rows, its writer goes on by itself, and whoever waits is told with a code."""

import asyncio
from contextlib import asynccontextmanager
from time import monotonic

import asyncpg
import pytest

from loaders.errors import (
    DeadlineError,
    MigratingError,
    OutcomeUnknownError,
    OverloadedError,
    ReadOnlyError,
    UnreachableError,
)
from loaders.unit_of_work import WriterLimits, open_writer, postgresql_transaction
from tests.support.durations import check_duration
from tests.support.engines import name_of
from tests.unit_of_work.conftest import only
from tests.unit_of_work.tables import ITEM
from tests.unit_of_work.test_postgresql_writer import SLOW_COMMIT, asleep, clean, sleeping
from tests.unit_of_work.transaction_functions import adding, count_of_one, ids_in, increment

pytestmark = only("postgresql")

OURS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@asynccontextmanager
async def connected(url):
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def test_writers_that_wait_for_a_row_hold_up_no_others(writer, url):
    await writer.run(adding("one", "two"))
    async with connected(url) as other:
        await other.execute("BEGIN; UPDATE item SET count = 10 WHERE id = 'one'")
        waiting = [asyncio.create_task(writer.run(increment)) for _ in range(16)]
        await asyncio.sleep(0.05)
        begun = monotonic()
        for each in range(20):
            await writer.run(adding(f"unrelated {each}"))
        check_duration(monotonic() - begun, 5)
        assert not any(each.done() for each in waiting)
        await other.execute("COMMIT")
    assert sorted(await asyncio.gather(*waiting)) == list(range(10, 26))
    assert await count_of_one(writer) == 26
    assert clean(writer)


async def test_a_row_that_stays_locked_is_overloaded(url):
    async with open_writer(url, WriterLimits(wait_seconds=0.5)) as writer, connected(url) as other:
        await writer.run(adding("one"))
        await other.execute("BEGIN; UPDATE item SET count = 10 WHERE id = 'one'")
        with pytest.raises(OverloadedError):
            await writer.run(increment)
        assert clean(writer)
        await other.execute("ROLLBACK")
        await writer.run(increment)


async def test_connections_that_were_lost_while_nobody_used_them_are_no_loss(writer, url):
    await asyncio.gather(*(writer.run(adding(str(each))) for each in range(20)))
    async with connected(url) as other:
        await other.execute(f"SELECT pg_terminate_backend(pid) {OURS}")
    found = await asyncio.gather(*(writer.run(adding(f"after {each}")) for each in range(20)))
    assert found == [None] * 20
    assert clean(writer)


async def test_a_commit_that_nobody_answers_is_told_as_unknown(writer, url, monkeypatch):
    async with connected(url) as other:
        await other.execute(SLOW_COMMIT)
        running = asyncio.create_task(writer.run(adding("a")))
        await asleep(other)
        await other.execute(f"SELECT pg_terminate_backend(pid) {OURS}")
        with pytest.raises(OutcomeUnknownError):
            await running
        monkeypatch.setattr(postgresql_transaction, "ENDING", 0.05)
        with pytest.raises(OutcomeUnknownError):
            await writer.run(adding("b"))
    assert clean(writer)


async def endless(work):
    await work.insert(ITEM, [{"id": str(id(work))}])
    await work.fetch(sleeping(60), {})


async def without_statements(work):
    await work.insert(ITEM, [{"id": "a"}])
    await asyncio.sleep(60)


@pytest.mark.parametrize("job", [endless, without_statements])
async def test_a_job_that_takes_too_long_is_ended(url, job):
    async with open_writer(url, WriterLimits(run_seconds=0.3)) as writer:
        with pytest.raises(DeadlineError):
            await writer.run(job)
        assert clean(writer)
        assert await ids_in(writer) == set()


async def test_those_who_wait_are_bounded_in_number_and_in_time(url):
    async with open_writer(url, WriterLimits(writers=1, waiting=2, wait_seconds=0.2)) as writer:
        first = asyncio.create_task(writer.run(lambda work: work.fetch(sleeping(0.5), {})))
        await asyncio.sleep(0.05)
        begun = monotonic()
        found = await asyncio.gather(*(writer.run(adding(str(each))) for each in range(4)), return_exceptions=True)
        assert [type(each) for each in found] == [OverloadedError] * 4
        check_duration(monotonic() - begun, 5)
        await first
        await writer.run(adding("a"))
        assert await ids_in(writer) == {"a"}


async def test_tables_that_change_under_a_writer_are_met_by_a_second_attempt(writer, url):
    await asyncio.gather(*(writer.run(adding(f"{each}")) for each in range(20)))
    assert len(await ids_in(writer)) == 20

    async def everything(work):
        return len(await work.select(ITEM, {}))

    assert await asyncio.gather(*(writer.run(everything) for _ in range(20))) == [20] * 20
    async with connected(url) as other:
        await other.execute("ALTER TABLE item ALTER COLUMN count TYPE bigint")
        assert await asyncio.gather(*(writer.run(everything) for _ in range(20))) == [20] * 20
        await other.execute("ALTER TABLE item RENAME COLUMN kind TO sort")
        with pytest.raises(MigratingError):
            await writer.run(everything)
        await other.execute("ALTER TABLE item RENAME COLUMN sort TO kind")
    assert await writer.run(everything) == 20
    assert clean(writer)


async def test_a_database_that_takes_no_changes_is_read_only(writer, url):
    await writer.check()
    async with connected(url) as other:
        await other.execute(f'ALTER DATABASE "{name_of(url)}" SET default_transaction_read_only = on')
    async with open_writer(url) as reopened:
        for attempt in (reopened.run(adding("a")), reopened.check()):
            with pytest.raises(ReadOnlyError):
                await attempt


async def test_a_writer_closes_whatever_is_under_way(url):
    begun = monotonic()
    async with open_writer(url, WriterLimits(writers=2, close_seconds=0.2)) as writer:
        jobs = [adding("b"), endless, endless, adding("c")]
        running = [asyncio.create_task(writer.run(each)) for each in jobs]
        await asyncio.sleep(0.2)
    found = await asyncio.gather(*running, return_exceptions=True)
    check_duration(monotonic() - begun, 5)
    assert [type(each) for each in found[1:]] == [UnreachableError] * 3


async def test_a_server_that_is_not_there_is_told_with_a_code(writer):
    writer._url = "postgresql://postgres@127.0.0.1:1/none"
    for each in writer._connections:
        each.terminate()
    with pytest.raises(UnreachableError):
        await writer.run(adding("a"))
    assert clean(writer)

"""The statements of an operation end with it, on either engine, and its connection is free again."""

import asyncio
import gc
import time

import asyncpg
import pytest

from loaders.errors import OverloadedError, UnavailableError
from tests.loaders.statements import ONE, asked, freed, opened, slow, snapshot_of
from tests.support.durations import check_duration

ON_POSTGRESQL = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND state = 'active' \
AND datname = current_database() AND pid <> pg_backend_pid()"


@pytest.fixture
async def database(any_url):
    async with opened(any_url, readers=1, acquire_seconds=2) as database:
        database.url = any_url
        yield database


async def is_idle(database) -> bool:
    """True if no abandoned statement is still running in the database."""
    if database.dialect.name == "sqlite":
        return (await asyncio.wait_for(asked(database.single()), 1)) == [(1,)]
    connection = await asyncpg.connect(database.url)
    try:
        for _ in range(100):
            if await connection.fetchval(ON_POSTGRESQL) == 0:
                return True
            await asyncio.sleep(0.01)
        return False
    finally:
        await connection.close()


async def given_up(work, after: float = 0.1) -> float:
    """Return the seconds that cancelled work takes to end."""
    task = asyncio.create_task(work)
    await asyncio.sleep(after)
    began = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return time.monotonic() - began


async def test_a_statement_alone_is_stopped(database):
    check_duration(await given_up(asked(database.single(), slow(database))), 0.5)
    assert await freed(database)
    assert await is_idle(database)
    assert await asked(database.single()) == [(1,)]


async def test_a_statement_in_a_transaction_is_stopped_and_the_transaction_ended(database):
    async def operation():
        async with snapshot_of(database) as snapshot:
            await asked(snapshot)
            await asked(snapshot, slow(database))

    check_duration(await given_up(operation()), 0.5)
    assert await freed(database)
    assert await is_idle(database)
    (reader,) = database.readers.pool.idle
    in_transaction = reader.connection.in_transaction if database.dialect.name == "sqlite" else None
    assert not (reader.connection.is_in_transaction() if in_transaction is None else in_transaction)


async def test_no_statement_of_a_trip_follows_one_that_was_stopped(database):
    async def operation():
        async with snapshot_of(database) as snapshot:
            await asyncio.gather(*(asked(snapshot, slow(database)) for _ in range(3)))

    check_duration(await given_up(operation()), 0.5)
    assert await freed(database, 1)
    assert await is_idle(database)


async def test_a_statement_that_several_wait_for_goes_on_until_the_last_has_left(database):
    shared = slow(database)
    first, last = (asyncio.create_task(database.single().fetch_by_key(shared, [key], 1)) for key in ("a", "b"))
    await asyncio.sleep(0.1)
    first.cancel()
    await asyncio.sleep(0.1)
    assert database.readers.pool.free == 0
    last.cancel()
    assert await freed(database)
    assert await is_idle(database)
    for task in (first, last):
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_no_interrupt_reaches_whoever_has_the_connection_next(database):
    """One gives up again and again, another one asks: it is always answered."""
    for number in range(30):
        task = asyncio.create_task(asked(database.single(), slow(database)))
        await asyncio.sleep(0.001 * (number % 5))
        task.cancel()
        assert await asked(database.single()) == [(1,)]
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_whoever_waits_too_long_for_a_connection_is_told(database):
    holding = asyncio.create_task(asked(database.single(), slow(database)))
    await asyncio.sleep(0.05)
    began = time.monotonic()
    with pytest.raises(OverloadedError):
        await asked(database.single())
    spent = time.monotonic() - began
    assert spent > 1.5
    check_duration(spent, 4)
    holding.cancel()
    assert await freed(database)


async def test_a_failure_that_nobody_awaits_is_no_noise_in_the_log(database, caplog):
    reader = await database.readers.acquire()
    async with snapshot_of(database) as snapshot:
        first, _second = (snapshot.fetch(ONE, {}) for _ in range(2))
        with pytest.raises(OverloadedError):
            await first
        del first, _second
    gc.collect()
    assert not caplog.records
    database.readers.pool.release(reader)


async def test_a_database_is_closed_in_time_whatever_goes_on(any_url):
    async with opened(any_url, readers=2) as database:
        stuck = asyncio.create_task(asked(database.single(), slow(database)))
        await asyncio.sleep(0.05)
        began = time.monotonic()
        await database.close()
        check_duration(time.monotonic() - began, 5)
        with pytest.raises(UnavailableError):
            await asyncio.wait_for(stuck, 5)

"""Readers on PostgreSQL only: locks, its own limits, and transactions that it aborts."""

import asyncio
import time

import asyncpg
import pytest

from loaders.errors import DeadlineError, OverloadedError, UnreachableError
from tests.loaders.statements import ONE, asked, freed, opened, slow, snapshot_of, statement
from tests.support.durations import check_duration
from tests.unit_of_work.conftest import only

pytestmark = only("postgresql")

THING, OTHER = statement("SELECT number FROM thing"), statement("SELECT number FROM other")
FAILS = statement("SELECT 1 / (number - 1) FROM thing")


@pytest.fixture
async def admin(empty_database_url):
    """Somebody else, who has made two tables."""
    connection = await asyncpg.connect(empty_database_url)
    await connection.execute("CREATE TABLE thing AS SELECT 1 AS number; CREATE TABLE other AS SELECT 2 AS number")
    yield connection
    await connection.close()


@pytest.fixture
async def database(empty_database_url, admin):
    async with opened(empty_database_url, readers=2, lock_seconds=0.3, statement_seconds=0.6) as database:
        yield database


async def test_a_locked_table_stops_no_read_of_another_and_only_for_a_moment_its_own(database, admin):
    async with admin.transaction():
        await admin.execute("LOCK TABLE thing")
        began = time.monotonic()
        stuck = [asyncio.create_task(asked(database.single(), THING)) for _ in range(2)]
        await asyncio.sleep(0.05)
        assert await asked(database.single(), OTHER) == [(2,)]
        found = await asyncio.gather(*stuck, return_exceptions=True)
        assert [type(each) for each in found] == [OverloadedError] * 2
        check_duration(time.monotonic() - began, 2)
        assert database.readers.pool.free == 2
    await asyncio.sleep(0.3)
    assert await asked(database.single(), THING) == [(1,)]


async def test_those_who_go_on_asking_for_a_locked_table_do_not_take_all_connections(database, admin):
    async def go_on() -> list[type[BaseException]]:
        met = []
        for _ in range(8):
            with pytest.raises(OverloadedError) as raised:
                await asked(database.single(), THING)
            met.append(raised.type)
            await asyncio.sleep(0.02)
        return met

    async with admin.transaction():
        await admin.execute("LOCK TABLE thing")
        with pytest.raises(OverloadedError):
            await asked(database.single(), THING)
        many = [asyncio.create_task(go_on()) for _ in range(20)]
        for _ in range(20):
            began = time.monotonic()
            assert await asked(database.single(), OTHER) == [(2,)]
            check_duration(time.monotonic() - began, 0.2)
            await asyncio.sleep(0.01)
        await asyncio.gather(*many)
    await asyncio.sleep(0.3)
    assert await asked(database.single(), THING) == [(1,)]
    assert await asyncio.gather(*(asked(database.single(), THING) for _ in range(5))) == [[(1,)]] * 5
    assert not database.readers.locks


async def test_beside_a_locked_table_an_operation_reads_the_others_in_one_view(database, admin):
    async with admin.transaction():
        await admin.execute("LOCK TABLE thing")
        async with snapshot_of(database) as snapshot:
            found = await asyncio.gather(
                *(asked(snapshot, each) for each in (OTHER, THING, ONE)), return_exceptions=True
            )
            assert found[0] == [(2,)]
            assert isinstance(found[1], OverloadedError)
            assert found[2] == [(1,)]
            assert await asked(snapshot, OTHER) == [(2,)]


async def test_a_statement_that_fails_at_first_leaves_its_siblings_their_answers(database):
    async with snapshot_of(database) as snapshot:
        wanted = (OTHER, FAILS, THING, FAILS)
        found = await asyncio.gather(*(asked(snapshot, each) for each in wanted), return_exceptions=True)
        assert found[0::2] == [[(2,)], [(1,)]]
        assert [type(each) for each in found[1::2]] == [asyncpg.DivisionByZeroError] * 2
        assert await asked(snapshot, OTHER) == [(2,)]
    assert await freed(database)


async def test_after_one_that_fails_later_nothing_of_another_view_is_told(database, admin):
    async with snapshot_of(database) as snapshot:
        assert await asked(snapshot, OTHER) == [(2,)]
        await admin.execute("UPDATE other SET number = 3")
        found = await asyncio.gather(*(asked(snapshot, each) for each in (FAILS, OTHER)), return_exceptions=True)
        assert [type(each) for each in found] == [asyncpg.DivisionByZeroError] * 2
        with pytest.raises(asyncpg.DivisionByZeroError):
            await asked(snapshot, OTHER)
        await snapshot.renew()
        assert await asked(snapshot, OTHER) == [(3,)]
    assert await asked(database.single(), OTHER) == [(3,)]


async def test_the_server_ends_a_statement_that_nobody_has_ended(database):
    with pytest.raises(DeadlineError):
        await asked(database.single(), slow(database))
    assert await asked(database.single()) == [(1,)]
    assert await freed(database)


async def test_the_server_ends_a_transaction_that_nobody_goes_on_with(database):
    async with snapshot_of(database) as snapshot:
        await asked(snapshot)
        await asyncio.sleep(1)
        with pytest.raises(UnreachableError):
            await asked(snapshot)
        with pytest.raises(UnreachableError):
            await asked(snapshot)
    assert await asked(database.single()) == [(1,)]
    assert await freed(database)


async def test_a_migration_under_way_is_not_seen(database, admin):
    """A statement whose columns have changed is prepared again on a new connection."""
    wanted = statement("SELECT * FROM thing")
    assert await asked(database.single(), wanted) == [(1,)]
    async with snapshot_of(database) as snapshot:
        assert await asked(snapshot, wanted) == [(1,)]
    await admin.execute("ALTER TABLE thing ADD COLUMN more integer DEFAULT 5")
    assert await asked(database.single(), wanted) == [(1, 5)]
    async with snapshot_of(database) as snapshot:
        assert await asked(snapshot, wanted) == [(1, 5)]


async def test_a_database_that_only_reads_is_enough(database, admin):
    name = await admin.fetchval("SELECT current_database()")
    await admin.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    database.readers.replace(await database.readers.acquire())
    assert await asked(database.single(), THING) == [(1,)]
    async with snapshot_of(database) as snapshot:
        assert await asked(snapshot, OTHER) == [(2,)]

"""Whatever becomes of a connection or of its server, reading goes on by itself, and no connection is lost for good."""

import asyncio
import time

import asyncpg
import pytest

from loaders.errors import OverloadedError, UnavailableError, UnreachableError
from tests.loaders.statements import asked, freed, opened, slow, snapshot_of
from tests.loaders.stoppable_server import stoppable
from tests.support.durations import check_duration

READERS = 3


@pytest.fixture(scope="module")
def server():
    """A server that is killed and started again."""
    with stoppable() as server:
        yield server


@pytest.fixture
async def database(server):
    async with opened(server.url, readers=READERS, acquire_seconds=1, connect_seconds=0.5) as database:
        await asyncio.gather(*(asked(database.single()) for _ in range(READERS)))
        yield database


async def terminate(url: str) -> None:
    """Have the server end all of its other connections."""
    connection = await asyncpg.connect(url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    await connection.close()


async def test_nobody_sees_that_idle_connections_were_ended(server, database):
    for _ in range(3):
        await asyncio.gather(*(asked(database.single()) for _ in range(READERS)))
        await terminate(server.url)
        assert await asyncio.gather(*(asked(database.single()) for _ in range(20))) == [[(1,)]] * 20
    await terminate(server.url)
    async with snapshot_of(database) as snapshot:
        assert await asked(snapshot) == [(1,)]
    assert await freed(database)


async def test_a_statement_whose_connection_is_ended_is_asked_again(server, database):
    task = asyncio.create_task(asked(database.single(), slow(database)))
    await asyncio.sleep(0.1)
    await terminate(server.url)
    await asyncio.sleep(0.2)
    assert not task.done()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await freed(database)


async def test_an_operation_whose_view_is_lost_is_told_and_the_next_is_not(server, database):
    async with snapshot_of(database) as snapshot:
        await asked(snapshot)
        await terminate(server.url)
        for _ in range(2):
            with pytest.raises(UnreachableError):
                await asked(snapshot)
    assert await asked(database.single()) == [(1,)]
    assert await freed(database)


async def test_service_returns_with_the_server(server, database):
    under_way = asyncio.create_task(asked(database.single(), slow(database)))
    await asyncio.sleep(0.05)
    server.kill()
    began = time.monotonic()
    found = await asyncio.gather(*(asked(database.single()) for _ in range(50)), return_exceptions=True)
    assert {type(each) for each in found} == {UnreachableError}
    with pytest.raises(UnreachableError):
        await under_way
    with pytest.raises(UnreachableError):
        await database.check()
    check_duration(time.monotonic() - began, 5)
    assert await freed(database)
    server.start()
    assert await asyncio.gather(*(asked(database.single()) for _ in range(20))) == [[(1,)]] * 20
    assert await freed(database)


async def test_a_frozen_server_holds_nobody_longer_than_they_wait(server, database):
    with server.frozen():
        began = time.monotonic()
        tasks = [asyncio.create_task(asked(database.single())) for _ in range(READERS + 2)]
        async with asyncio.timeout(5):
            await asyncio.sleep(0.3)
            for task in tasks[:READERS]:
                task.cancel()
            found = await asyncio.gather(*tasks, return_exceptions=True)
            assert [type(each) for each in found[READERS:]] == [OverloadedError] * 2
            assert await freed(database, 4)  # what the server did not free was replaced
            with pytest.raises(UnavailableError):
                await database.check()
        check_duration(time.monotonic() - began, 5)
    assert await asked(database.single()) == [(1,)]
    assert await freed(database)


async def test_a_snapshot_of_a_frozen_server_is_closed_in_time(server, database):
    snapshot = database.snapshot()
    await asked(snapshot)
    with server.frozen():
        async with asyncio.timeout(4):
            await snapshot.close()
    assert await freed(database)
    assert await asked(database.single()) == [(1,)]


async def test_a_database_whose_server_is_frozen_is_closed_in_time(server):
    async with opened(server.url, readers=2) as database:
        snapshot = database.snapshot()
        await asked(snapshot)
        await asked(database.single())
        with server.frozen():
            async with asyncio.timeout(5):
                await database.close()


async def test_too_many_connections_of_the_server_are_told_as_such(server):
    admin = await asyncpg.connect(server.url)
    await admin.execute("CREATE ROLE crowd LOGIN CONNECTION LIMIT 1")
    url = server.url.replace("postgres:@", "crowd:@").replace("postgres@", "crowd@")
    try:
        async with opened(url, readers=2) as database, snapshot_of(database) as snapshot:
            await asked(snapshot)
            with pytest.raises(OverloadedError):
                await asked(database.single())
            await snapshot.release()
            assert await asked(database.single()) == [(1,)]
            assert await freed(database)
    finally:
        await admin.execute("DROP ROLE crowd")
        await admin.close()

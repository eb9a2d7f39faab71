"""A writer of PostgreSQL that has closed leaves nothing behind, and one that connects does not do so for ever."""

import asyncio
from time import monotonic

import asyncpg
import pytest

from loaders.errors import UnreachableError
from loaders.unit_of_work import WriterLimits, open_writer, postgresql_writer
from tests.support.durations import check_duration
from tests.unit_of_work.conftest import only
from tests.unit_of_work.test_postgresql_failures import connected
from tests.unit_of_work.transaction_functions import adding, ids_in, increment

pytestmark = only("postgresql")


@pytest.fixture
def made(monkeypatch):
    """The connections that writers have made."""
    made = []
    connect = postgresql_writer.connect

    async def noted(*given):
        made.append(await connect(*given))
        return made[-1]

    monkeypatch.setattr(postgresql_writer, "connect", noted)
    return made


async def test_a_job_that_pauses_as_the_writer_closes_is_not_done(url, made):
    async with connected(url) as other:
        async with open_writer(url) as writer:
            await writer.run(adding("one"))
            await other.execute("BEGIN; UPDATE item SET count = 10 WHERE id = 'one'")
            waiting = asyncio.create_task(writer.run(increment))
            await asyncio.sleep(0.3)  # it meets the lock, and pauses again and again
        await other.execute("COMMIT")
        with pytest.raises(UnreachableError):
            await waiting
    assert all(each.is_closed() for each in made)


async def test_a_connection_that_is_made_as_the_writer_is_cut_is_closed(url, made, monkeypatch):
    go_on, connect = asyncio.Event(), postgresql_writer.connect

    async def slow(*given):
        await go_on.wait()
        return await connect(*given)

    async with open_writer(url, WriterLimits(close_seconds=0.1)) as writer:
        [connection] = made
        connection.terminate()
        monkeypatch.setattr(postgresql_writer, "connect", slow)
        waiting = asyncio.create_task(writer.run(adding("a")))
        await asyncio.sleep(0.05)
    go_on.set()
    with pytest.raises(UnreachableError):
        await waiting
    assert len(made) == 2
    assert all(each.is_closed() for each in made)
    async with open_writer(url) as writer:
        assert await ids_in(writer) == set()


async def test_a_server_that_falls_silent_once_connected_is_not_waited_for(url, monkeypatch):
    async def silent(*_given, **_options):
        await asyncio.sleep(60)

    monkeypatch.setattr(asyncpg.Connection, "set_type_codec", silent)
    begun = monotonic()
    with pytest.raises(TimeoutError):
        async with open_writer(url, WriterLimits(connect_seconds=0.5)):
            pass
    check_duration(monotonic() - begun, 10)

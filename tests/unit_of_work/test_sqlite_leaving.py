"""A job of SQLite's writer is not begun once its caller has gone, or was told that it has not."""

import asyncio
import threading
from contextvars import copy_context
from time import monotonic

from loaders.errors import OverloadedError
from loaders.unit_of_work import WriterLimits, open_writer
from loaders.unit_of_work.queued_transaction import QueuedTransaction
from tests.unit_of_work.conftest import only
from tests.unit_of_work.tables import ITEM
from tests.unit_of_work.test_sqlite_deadlines import slept
from tests.unit_of_work.transaction_functions import adding, ids_in

pytestmark = only("sqlite")


async def test_a_job_whose_caller_goes_while_one_before_it_runs_is_not_begun(writer):
    begun, go_on = threading.Event(), threading.Event()

    async def before(work):
        begun.set()
        go_on.wait(10)
        await work.insert(ITEM, [{"id": "before"}])

    async def meanwhile():
        await asyncio.to_thread(begun.wait, 10)
        leaving.cancel()
        await asyncio.sleep(0)
        go_on.set()

    holding = asyncio.create_task(writer.run(slept))
    await asyncio.sleep(0.05)
    running = asyncio.create_task(writer.run(before))
    leaving = asyncio.create_task(writer.run(adding("left")))  # in the same transaction
    await asyncio.gather(holding, running, meanwhile())
    assert leaving.cancelled()
    assert await ids_in(writer) == {"before"}


async def test_who_is_told_that_a_job_has_not_begun_can_ask_again(url, monkeypatch):
    """Both wait for a job that takes longer than anybody waits; it shares their transaction."""
    monkeypatch.setattr("loaders.unit_of_work.sqlite_writer.GRACE", 0)
    monkeypatch.setattr("loaders.unit_of_work.sqlite_writer.WATCHING", 0.05)
    async with open_writer(url, WriterLimits(wait_seconds=0.7, run_seconds=0.05)) as writer:
        holding = asyncio.create_task(writer.run(slept))
        await asyncio.sleep(0.05)
        running = [asyncio.create_task(writer.run(job)) for job in (slept, adding("a"))]
        found = await asyncio.gather(holding, *running, return_exceptions=True)
        assert isinstance(found[2], OverloadedError)
        assert await ids_in(writer) == set()


async def test_a_job_that_was_given_up_before_it_begins_stays_so(server):
    queued = QueuedTransaction(
        adding("a"), asyncio.get_running_loop().create_future(), copy_context(), monotonic() + 10
    )
    queued.give_up()
    assert not queued.begin(20)
    assert queued.must_end

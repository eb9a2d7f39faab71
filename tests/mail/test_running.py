"""The sender runs in the background: woken, undisturbed by a failure, and stopped without losing a mail."""

import asyncio
import logging

from encommun.mail.sender import Sender
from resolvers.core.mail_queue import LEASE
from tests.mail.queued import COMPOSED, START, queued, stored
from tests.mail.sender_doubles import FROM, NEVER, Failing, Given, running


async def test_it_looks_again_when_told(writer, clock):
    await queued(writer, "a@example.org")
    given = Given()
    sender = Sender(writer, given, FROM, clock, pause=NEVER)
    async with running(sender):
        await given.has_taken(1)
        await asyncio.sleep(0.05)  # it rests
        await queued(writer, "b@example.org")
        sender.wake()
        await given.has_taken(2)


async def test_it_looks_again_after_a_while(writer, clock):
    await queued(writer, "a@example.org")
    given = Given()
    async with running(Sender(writer, given, FROM, clock, pause=0.01)):
        await given.has_taken(1)
        await queued(writer, "b@example.org")
        await given.has_taken(2)


async def test_it_outlives_a_database_that_is_away(writer, clock, caplog):
    await queued(writer, "a@example.org")
    given = Given()
    async with running(Sender(Failing(writer), given, FROM, clock, pause=0.01)):
        await given.has_taken(1)
    assert "the database is gone" in caplog.text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


async def test_what_was_sent_and_not_written_down_is_sent_again_and_never_lost(writer, clock, caplog):
    await queued(writer, "a@example.org")
    failing = Failing(writer)
    failing.jobs_until_failure = 1
    given = Given()
    sender = Sender(failing, given, FROM, clock)
    assert await sender.send_due() == 1
    assert "could not be written down" in caplog.text
    clock.now += LEASE
    assert await sender.send_due() == 1
    assert given.taken == ["a@example.org"] * 2
    (row,) = await stored(writer)
    assert row.sent_at == clock.now


async def test_stopped_while_it_delivers_it_leaves_at_once_and_loses_nothing(writer, clock):
    await queued(writer, "a@example.org", "b@example.org")
    under_way = asyncio.Event()

    class Slow:
        async def deliver(self, message) -> None:
            under_way.set()
            await asyncio.Event().wait()

    async with running(Sender(writer, Slow(), FROM, clock)) as task:
        await under_way.wait()
    assert task.cancelled()
    assert [(row.sent_at, row.body) for row in await stored(writer)] == [(None, COMPOSED.body)] * 2
    clock.now += LEASE
    given = Given()
    await Sender(writer, given, FROM, clock).send_due()
    assert sorted(given.taken) == ["a@example.org", "b@example.org"]


async def test_stopped_while_it_writes_down_it_does_so_first(writer, clock):
    await queued(writer, "a@example.org")
    under_way, go_on = asyncio.Event(), asyncio.Event()

    class Slow(Failing):
        async def run(self, job):
            if self.jobs_until_failure == 0:
                under_way.set()
                await go_on.wait()
            self.jobs_until_failure -= 1
            return await self._writer.run(job)

    slow = Slow(writer)
    slow.jobs_until_failure = 1
    async with running(Sender(slow, Given(), FROM, clock)) as task:
        await under_way.wait()
        task.cancel()
        await asyncio.sleep(0.01)
        assert not task.done()
        go_on.set()
    assert task.cancelled()
    (row,) = await stored(writer)
    assert row.sent_at == START

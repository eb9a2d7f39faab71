"""A mail that the server has accepted is sent, whatever becomes of QUIT and of us while we say it."""

import asyncio

import pytest

from encommun.mail.sender import Sender
from encommun.mail.smtp import SMTPDelivery
from resolvers.core.mail_queue import LEASE
from tests.mail.queued import queued, stored
from tests.mail.receiver import HOST, Handler, receiving
from tests.mail.sender_doubles import FROM, Failing, running


async def hangs(_server) -> str:
    await asyncio.sleep(30)
    return "221 At last"


async def drops(server) -> str:
    server.transport.abort()
    return "221 Gone"


async def refuses(_server) -> str:
    return "500 Stay"


async def until(condition) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - the handler lives in another thread
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("at_quit", [hangs, drops, refuses])
async def test_a_stop_during_quit_sends_nothing_twice(writer, clock, at_quit):
    handler = Handler()
    handler.at_quit = at_quit
    await queued(writer, "a@example.org")
    with receiving(handler) as port:
        delivery = SMTPDelivery(f"smtp://{HOST}:{port}")
        async with running(Sender(writer, delivery, FROM, clock, pause=0.02)):
            await until(lambda: handler.quits)
        (row,) = await stored(writer)
        assert (row.sent_at, row.next_try_at, row.body) == (clock.now, None, "")
        assert await Sender(writer, delivery, FROM, clock).send_due() == 0
        await until(lambda: not delivery._leaving)
    assert len(handler.messages) == 1


async def test_nobody_waits_for_quit(writer, clock):
    handler = Handler()
    handler.at_quit = hangs
    await queued(writer, *(f"a{number}@example.org" for number in range(3)))
    with receiving(handler) as port:
        delivery = SMTPDelivery(f"smtp://{HOST}:{port}")
        assert await Sender(writer, delivery, FROM, clock).send_due() == 3
        assert all(row.sent_at for row in await stored(writer))
        assert len(delivery._leaving) == 3
        await until(lambda: not delivery._leaving)


async def test_one_that_could_not_be_written_down_goes_again_as_the_same_message(writer, clock):
    """At least once: the process fell in between, and the receiver sees by the Message-ID that the two are one."""
    handler = Handler()
    falling = Failing(writer)
    falling.jobs_until_failure = 1  # after the claim
    await queued(writer, "a@example.org")
    with receiving(handler) as port:
        delivery = SMTPDelivery(f"smtp://{HOST}:{port}")
        await Sender(falling, delivery, FROM, clock).send_due()
        clock.now += LEASE
        assert await Sender(writer, delivery, FROM, clock).send_due() == 1
    assert len(handler.messages) == 2
    assert len({each["Message-ID"] for each in handler.messages}) == 1

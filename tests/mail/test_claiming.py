"""A mail has one sender at a time, however many there are and whichever falls."""

from datetime import timedelta

import pytest

from encommun.mail.delivery import DeliveryError
from encommun.mail.sender import Sender
from loaders.unit_of_work import open_writer
from resolvers.core.mail_queue import AT_ONCE, LEASE, claim_due_mails
from tests.mail.queued import START, TABLE, queued, stored
from tests.mail.sender_doubles import FROM, Given, running


async def test_two_senders_at_work_send_each_mail_once(writer, queue_url, clock):
    recipients = [f"a{number}@example.org" for number in range(40)]
    await queued(writer, *recipients)
    given = Given()
    async with open_writer(queue_url) as other:  # as of another process
        first, second = (Sender(each, given, FROM, clock, pause=0.05) for each in (writer, other))
        async with running(first), running(second):
            await given.has_taken(40)
    assert sorted(given.taken) == sorted(recipients)
    assert all((row.tries, row.body) == (1, "") for row in await stored(writer))


async def test_a_few_are_claimed_at_a_time_the_longest_due_first(writer, clock):
    await queued(writer, *(f"a{number}@example.org" for number in range(AT_ONCE + 2)))
    waiting = [row.id for row in await stored(writer)]

    async def sooner(work):
        await work.update(TABLE, {"id": waiting[-1]}, {"next_try_at": START - timedelta(hours=1)})

    async def job(work):
        return [mail.id for mail in await claim_due_mails(work, clock.now)]

    await writer.run(sooner)
    assert await writer.run(job) == [waiting[-1], *waiting[: AT_ONCE - 1]]
    assert await writer.run(job) == waiting[AT_ONCE - 1 : -1]
    assert await writer.run(job) == []


async def test_a_mail_whose_sender_fell_is_sent_when_the_lease_ends(writer, clock):
    await queued(writer, "a@example.org")

    async def job(work):
        await claim_due_mails(work, clock.now)

    await writer.run(job)  # and falls
    given = Given()
    sender = Sender(writer, given, FROM, clock)
    clock.now += LEASE - timedelta(microseconds=1)
    assert await sender.send_due() == 0
    clock.now = START + LEASE
    assert await sender.send_due() == 1
    (row,) = await stored(writer)
    assert (given.taken, row.tries, row.sent_at) == (["a@example.org"], 2, clock.now)


@pytest.mark.parametrize("permanent", [True, False])
async def test_who_comes_too_late_does_not_undo_what_another_has_done(writer, clock, permanent):
    await queued(writer, "a@example.org")
    other = Given()

    class Late:
        async def deliver(self, message) -> None:
            clock.now += LEASE
            await Sender(writer, other, FROM, clock).send_due()
            raise DeliveryError(permanent=permanent, reason="too late")

    await Sender(writer, Late(), FROM, clock).send_due()
    (row,) = await stored(writer)
    assert other.taken == ["a@example.org"]
    assert (row.sent_at, row.next_try_at, row.body, row.failure) == (clock.now, None, "", None)

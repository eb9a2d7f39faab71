"""Due mails are sent, retried as often as they should, and their bodies are deleted."""

from datetime import timedelta

from encommun.mail.delivery import DeliveryError
from encommun.mail.outbox import OutboxDelivery
from encommun.mail.sender import Sender
from encommun.mail.smtp import SMTPDelivery
from loaders.unit_of_work import Rollback
from resolvers.core.mail_queue import PAUSES, enqueue_mails
from tests.mail.queued import COMPOSED, START, queued, stored
from tests.mail.receiver import HOST, Handler, receiving
from tests.mail.sender_doubles import FROM, Given, trouble


async def test_a_mail_is_sent_and_emptied(writer, clock, tmp_path):
    await queued(writer, "a@example.org")
    clock.now += timedelta(seconds=7)
    sender = Sender(writer, OutboxDelivery(tmp_path), FROM, clock)
    assert await sender.send_due() == 1
    assert await sender.send_due() == 0
    (row,) = await stored(writer)
    assert (row.sent_at, row.next_try_at, row.body, row.failure, row.tries) == (clock.now, None, "", None, 1)
    assert (row.recipient, row.subject, row.created_at) == ("", "", START)
    (file,) = tmp_path.iterdir()
    assert row.id in file.name


async def test_a_mail_is_neither_kept_nor_sent_of_what_is_undone(writer, clock):
    async def job(work):
        await enqueue_mails(work, START, ("a@example.org", COMPOSED))
        raise Rollback(None)

    await writer.run(job)
    given = Given()
    assert await Sender(writer, given, FROM, clock).send_due() == 0
    assert given.taken == []


async def test_temporary_trouble_is_tried_again_at_growing_distances_then_given_up(writer, clock, caplog):
    await queued(writer, "a@example.org")
    given = Given(*(trouble("451 <a@example.org> later") for _ in range(7)))
    sender = Sender(writer, given, FROM, clock)
    minutes = [1, 5, 30, 120, 480, 1440]
    for number, pause in enumerate(minutes, 1):
        assert await sender.send_due() == 1
        (row,) = await stored(writer)
        assert (row.tries, row.next_try_at) == (number, clock.now + timedelta(minutes=pause))
        assert (row.failure, row.body) == ("451 <a@example.org> later", COMPOSED.body)
        clock.now = row.next_try_at - timedelta(microseconds=1)
        assert await sender.send_due() == 0
        clock.now = row.next_try_at
    assert await sender.send_due() == 1
    (row,) = await stored(writer)
    assert (row.tries, row.next_try_at, row.sent_at, row.body) == (7, None, None, "")
    assert (row.recipient, row.subject, row.failure) == ("", "", "451")
    assert len(caplog.records) == 7
    assert "451 <<recipient>> later" in caplog.text
    assert "a@example.org" not in caplog.text


async def test_what_is_refused_for_good_is_given_up_at_once(writer, clock):
    await queued(writer, "a@example.org", "no address")
    sender = Sender(writer, Given(DeliveryError(permanent=True, reason="550 5.1.1 no\nsuch")), FROM, clock)
    await sender.send_due()
    for row, failure in zip(await stored(writer), ["550 5.1.1", None], strict=True):
        assert (row.tries, row.next_try_at, row.sent_at, row.failure) == (1, None, None, failure)
        assert (row.recipient, row.subject, row.body) == ("", "", "")


async def test_by_smtp_refused_at_first_then_sent(writer, clock):
    await queued(writer, "a@example.org")
    handler = Handler(of_recipients=["450 greylisted"])
    with receiving(handler) as port:
        sender = Sender(writer, SMTPDelivery(f"smtp://{HOST}:{port}"), FROM, clock)
        await sender.send_due()
        clock.now += PAUSES[0]
        await sender.send_due()
    (row,) = await stored(writer)
    assert (row.tries, row.sent_at, row.failure) == (2, clock.now, None)
    assert [found["Message-ID"] for found in handler.messages] == [f"<{row.id}@example.org>"]


async def test_a_fault_of_ours_is_logged_and_tried_again(writer, clock, caplog):
    await queued(writer, "a@example.org", "b@example.org")
    given = Given(ZeroDivisionError("secret"))
    await Sender(writer, given, FROM, clock).send_due()
    failed, sent = await stored(writer)
    assert (failed.failure, failed.next_try_at) == ("ZeroDivisionError", clock.now + PAUSES[0])
    assert sent.sent_at == clock.now
    assert "ZeroDivisionError: secret" in caplog.text

"""Sends what is queued, in the background of the server: every process may have its sender, and each mail has one."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from email.headerregistry import Address
from functools import partial

from encommun import outage_log
from encommun.mail.delivery import Delivery, DeliveryError
from encommun.mail.message import message
from loaders.errors import UnavailableError
from loaders.sql.statement import Row
from loaders.unit_of_work import TransactionFunction, UnitOfWork, Writer
from resolvers.core.mail_queue import claim_due_mails, mark_failed, mark_sent

PAUSE = 10.0
"""Seconds between two polls of the queue, unless it is woken sooner."""

SHORT = 2
"""Length of words that are too common to redact."""

log = logging.getLogger("encommun.mail")


class Sender:
    """Takes mails from the queue as long as it runs.

    A mail is sent at least once. One that the server has accepted is written down as sent, even if we are stopped
    meanwhile; where the process dies between the two, it goes a second time, with the same Message-ID.
    """

    def __init__(
        self, writer: Writer, delivery: Delivery, sender: Address, now: Callable[[], datetime], pause: float = PAUSE
    ) -> None:
        """Begin with an open writer; `sender` stands in From."""
        self._writer = writer
        self._delivery = delivery
        self._sender = sender
        self._now = now
        self._pause = pause
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Poll the queue now: a mail was added."""
        self._woken.set()

    async def run(self) -> None:
        """Send what is due, until cancelled; then leave at once, but for writing down what was just sent."""
        while True:
            self._woken.clear()
            try:
                while await self.send_due():
                    pass
            except UnavailableError as error:
                outage_log.log_outage(error)
            except Exception:
                log.exception("The queue of mails could not be read; it is tried again in %s s.", self._pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._pause)

    async def send_due(self) -> int:
        """Try a few of the mails that are due, at the same time; how many these were."""

        async def job(work: UnitOfWork) -> list[Row]:
            return await claim_due_mails(work, self._now())

        mails = await self._writer.run(job)
        async with asyncio.TaskGroup() as group:
            for mail in mails:
                group.create_task(self._send(mail))
        return len(mails)

    async def _send(self, mail: Row) -> None:
        """Try one mail; whatever happens stays with it."""
        try:
            await _ended(self._writer.run(await self._delivered(mail)))
        except Exception:
            log.exception("What became of mail %s could not be written down; it is tried again.", mail.id)

    async def _delivered(self, mail: Row) -> TransactionFunction[None]:
        """Hand a mail over; the job that writes down what came of it."""
        try:
            await self._delivery.deliver(message(mail, self._sender))
        except DeliveryError as error:
            log.warning("Mail %s was not sent: %s", mail.id, redact_address(mail.recipient, error.reason))
            failure = error
        except Exception as error:
            log.exception("Mail %s was not sent, by a fault of ours.", mail.id)
            failure = DeliveryError(permanent=False, reason=type(error).__name__)
        else:
            return partial(mark_sent, mail=mail, now=self._now())
        return partial(mark_failed, mail=mail, now=self._now(), reason=failure.reason, permanent=failure.permanent)


def redact_address(recipient: str, reason: str) -> str:
    """Remove a recipient's address from a server's reply and, if it is a word, its local part, however written."""
    words = [recipient] + [word for word in recipient.split("@")[:1] if len(word) > SHORT]
    return re.sub("|".join(map(re.escape, words)), "<recipient>", reason, flags=re.IGNORECASE)


async def _ended(awaitable: Awaitable[None]) -> None:
    """Wait for the end of what must not stop half-way, even when cancelled meanwhile."""
    task = asyncio.ensure_future(awaitable)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise

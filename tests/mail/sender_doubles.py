"""Senders to test with, and what they send by."""

import asyncio
from contextlib import asynccontextmanager

from encommun.mail.addresses import mailbox
from encommun.mail.delivery import DeliveryError
from encommun.mail.sender import Sender
from loaders.unit_of_work import Writer

FROM = mailbox("Encommun <encommun@example.org>")
NEVER = 3600.0


class Given:
    """Takes mails, after what it was told to raise."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.taken: list[str] = []
        self.one_more = asyncio.Event()

    async def deliver(self, message) -> None:
        await asyncio.sleep(0)
        if self.errors:
            raise self.errors.pop(0)
        self.taken.append(message["To"])
        self.one_more.set()

    async def has_taken(self, count: int) -> None:
        """Wait, for a while, until so many are taken."""
        async with asyncio.timeout(5):
            while len(self.taken) < count:
                await self.one_more.wait()
                self.one_more.clear()


def trouble(reason: str = "451 later") -> DeliveryError:
    return DeliveryError(permanent=False, reason=reason)


@asynccontextmanager
async def running(sender: Sender):
    task = asyncio.create_task(sender.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])


class Failing(Writer):
    """A writer that the database leaves, for as long as it is told."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.jobs_until_failure = 0
        self.failures = 1

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    _is_busy = False

    async def _check(self) -> None: ...

    async def run(self, job):
        if self.jobs_until_failure == 0 and self.failures:
            self.failures -= 1
            raise OSError("the database is gone")
        self.jobs_until_failure -= 1
        return await self._writer.run(job)

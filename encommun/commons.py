"""An open commons: its database, its writer and its clock, and the background tasks of each process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from encommun.erasure_worker import ErasureWorker
from encommun.journal_worker import JournalWorker
from encommun.mail.addresses import mailbox
from encommun.mail.delivery import Delivery
from encommun.mail.outbox import OutboxDelivery
from encommun.mail.sender import Sender
from encommun.settings import Settings
from encommun.signing_keys import given_keys
from encommun.startup_checks import warn_unless_writable
from encommun.supervision import Work
from encommun.worker import Worker
from loaders.drivers.clock import Clock, create_clock
from loaders.drivers.database import Database, open_database
from loaders.drivers.erasure import create_eraser
from loaders.drivers.snapshot import Snapshot
from loaders.unit_of_work import Writer, open_writer
from resolvers.core.site import Site, wake_nobody


@dataclass(frozen=True, slots=True)
class Commons:
    """An open commons."""

    database: Database
    writer: Writer
    clock: Clock
    site: Site
    tasks: dict[str, Work]
    """The tasks of this process, by name: they are to be supervised. The workers and the sender of mails are among them
    unless the settings switch them off."""


@asynccontextmanager
async def open_commons(settings: Settings) -> AsyncIterator[Commons]:
    """Open a commons for the block."""
    clock = create_clock(settings.database_url)
    database = await open_database(settings.database_url, settings.reading())
    try:
        async with open_writer(settings.database_url, settings.writing()) as writer:
            await clock.open()
            await warn_unless_writable(writer)
            sender = Sender(writer, mail_delivery(settings), mailbox(settings.mail_from), clock)
            wake = sender.wake if settings.work else wake_nobody
            site = Site(settings.commons_name, settings.public_url, wake, settings.quotas(), given_keys(settings))
            erasure = ErasureWorker(create_eraser(settings.database_url), settings.mail_outbox, settings.export_folder)
            tasks = {"erasure": erasure.run, "clock": clock.run}
            if settings.work:
                worker, journal = (each(database, writer, site, clock) for each in (Worker, JournalWorker))
                tasks |= {"mail": sender.run, "upkeep": worker.run, "journal": journal.run}
            yield Commons(database, writer, clock, site, tasks)
    finally:
        await database.close()


@asynccontextmanager
async def read_commons(url: str) -> AsyncIterator[tuple[Snapshot, datetime]]:
    """A view of the commons at `url`, and the moment by its clock, for a command that writes nothing."""
    clock = create_clock(url)
    await clock.open()
    database = await open_database(url)
    snapshot = database.snapshot()
    try:
        yield snapshot, clock()
    finally:
        await snapshot.close()
        await database.close()


def mail_delivery(settings: Settings) -> Delivery:
    """Return the delivery of e-mails: by the operator's SMTP server, or as files."""
    if settings.smtp_url is None:
        return OutboxDelivery(settings.mail_outbox)
    from encommun.mail.smtp import SMTPDelivery  # noqa: PLC0415 - a server without one starts without it

    return SMTPDelivery(settings.smtp_url.get_secret_value(), require_tls=settings.smtp_require_tls)

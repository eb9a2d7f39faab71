"""Lifespan of the application: the database, its writer, the sender of e-mails, and the worker."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from encommun.authentication import Authenticator
from encommun.erasure_worker import ErasureWorker
from encommun.health import Health
from encommun.mail.addresses import mailbox
from encommun.mail.delivery import Delivery
from encommun.mail.outbox import OutboxDelivery
from encommun.mail.sender import Sender
from encommun.rate_limiting.charging import CostCharger
from encommun.rate_limiting.points import PointLedger
from encommun.request_context import ContextFactory
from encommun.settings import Settings
from encommun.signing_keys import given_keys
from encommun.startup_checks import warn_unless_writable
from encommun.supervision import supervised
from encommun.usage_recorder import UsageRecorder
from encommun.worker import Worker
from loaders.drivers.clock import create_clock
from loaders.drivers.database import open_database
from loaders.drivers.erasure import create_eraser
from loaders.unit_of_work import open_writer
from resolvers.core.site import Site

if TYPE_CHECKING:
    from resolvers.security.openid import OpenIDIssuer


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[ContextFactory]:
    """Open all services for the block."""
    keys = given_keys(settings)
    clock = create_clock(settings.database_url)
    database = await open_database(settings.database_url, settings.reading())
    try:
        async with open_writer(settings.database_url, settings.writing()) as writer, trusted_issuer(settings) as issuer:
            await clock.open()
            await warn_unless_writable(writer)
            sender = Sender(writer, mail_delivery(settings), mailbox(settings.mail_from), clock)
            site = Site(settings.commons_name, settings.public_url, sender.wake, settings.quotas(), keys)
            authenticator = Authenticator(database, writer, issuer, clock, keys)
            worker, usage = Worker(database, writer, site, clock), UsageRecorder(writer, authenticator)
            erasure = ErasureWorker(create_eraser(settings.database_url), settings.mail_outbox)
            points = PointLedger(writer)
            till = (
                None
                if settings.cost_enforcement == "off"
                else CostCharger(points, settings, database.readers.pool.size)
            )
            work = {"mail": sender.run, "upkeep": worker.run, "erasure": erasure.run, "clock": clock.run}
            async with supervised(**work, points=points.run, usage=usage.run) as supervisor:
                health = Health(database, writer, supervisor)
                yield ContextFactory(database, writer, authenticator, site, health, clock, till)
    finally:
        await database.close()


def mail_delivery(settings: Settings) -> Delivery:
    """Return the delivery of e-mails: by the operator's SMTP server, or as files."""
    if settings.smtp_url is None:
        return OutboxDelivery(settings.mail_outbox)
    from encommun.mail.smtp import SMTPDelivery  # noqa: PLC0415 - a server without one starts without it

    return SMTPDelivery(settings.smtp_url.get_secret_value(), require_tls=settings.smtp_require_tls)


@asynccontextmanager
async def trusted_issuer(settings: Settings) -> AsyncIterator["OpenIDIssuer | None"]:
    """The issuer that is trusted besides ourselves, if any; its keys are fetched when a token comes."""
    if settings.openid_issuer is None or settings.openid_client_id is None:
        yield None
        return
    import httpx  # noqa: PLC0415 - as above

    from resolvers.security.openid import OpenIDIssuer  # noqa: PLC0415

    async with httpx.AsyncClient() as client:
        yield OpenIDIssuer(settings.openid_issuer, settings.openid_client_id, client)

"""What runs as long as the application does: the database, its writer, who sends mails, and upkeep."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from encommun.asking import Desk
from encommun.authentication import Authenticator
from encommun.mail.addresses import mailbox
from encommun.mail.delivery import Delivery
from encommun.mail.outbox import OutboxDelivery
from encommun.mail.sender import Sender
from encommun.settings import Settings
from encommun.upkeep import Upkeep
from loaders.database import open_database
from loaders.transactions import opened_writer
from resolvers.commons import Commons
from schema.kit.context import clock

if TYPE_CHECKING:
    from resolvers.security.openid import OpenIDIssuer


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Desk]:
    """Everything open and at work within the block."""
    database = await open_database(settings.database_url)
    try:
        async with opened_writer(settings.database_url) as writer, trusted(settings) as issuer:
            sender = Sender(writer, delivery(settings), mailbox(settings.mail_from), clock)
            commons = Commons(settings.commons_name, settings.public_url, sender.wake)
            authenticator = Authenticator(database, writer, issuer, clock)
            upkeep = Upkeep(writer, authenticator, commons, clock)
            async with background(sender.run(), upkeep.run()):
                yield Desk(database, writer, authenticator, commons)
    finally:
        await database.close()


@asynccontextmanager
async def background(*work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """What is at work as long as the block runs; it is given the time to write down what it has just done."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def delivery(settings: Settings) -> Delivery:
    """How mails leave: by the operator's server, or as files."""
    if settings.smtp_url is None:
        return OutboxDelivery(settings.mail_outbox)
    from encommun.mail.smtp import SMTPDelivery  # noqa: PLC0415 - a server without one starts without it

    return SMTPDelivery(settings.smtp_url.get_secret_value(), require_tls=settings.smtp_require_tls)


@asynccontextmanager
async def trusted(settings: Settings) -> AsyncIterator["OpenIDIssuer | None"]:
    """The issuer that is trusted besides ourselves, if any; its keys are fetched when a token comes."""
    if settings.openid_issuer is None or settings.openid_client_id is None:
        yield None
        return
    import httpx  # noqa: PLC0415 - as above

    from resolvers.security.openid import OpenIDIssuer  # noqa: PLC0415

    async with httpx.AsyncClient() as client:
        yield OpenIDIssuer(settings.openid_issuer, settings.openid_client_id, client)

"""Operations of tests on the mail queue."""

from datetime import UTC, datetime

from loaders.unit_of_work import Writer
from models import Mail
from resolvers.core.mail_queue import enqueue_mails
from resolvers.i18n.mails.compose import ComposedMail

START = datetime(2026, 11, 25, 8, tzinfo=UTC)
COMPOSED = ComposedMail("Réunion à Sète ?", "Bonjour Zoë,\n\nL’été arrive : à bientôt, cœur de ville !\n")
TABLE = Mail.metadata.tables["mail"]


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


async def queued(writer: Writer, *recipients: str) -> None:
    async def job(work):
        for recipient in recipients:
            await enqueue_mails(work, START, (recipient, COMPOSED))

    await writer.run(job)


async def emptied(writer: Writer) -> None:
    async def job(work):
        await work.delete(TABLE, {})

    await writer.run(job)


async def stored(writer: Writer):
    """The rows, as they were queued."""

    async def job(work):
        return sorted(await work.select(TABLE, {}), key=lambda row: row.id)

    return await writer.run(job)

"""Mails and invitations to somebody's address: taken out with the person."""

import models
from loaders.transactions import Work
from resolvers.accounts.addresses import key_of, spellings
from resolvers.editing.editable import table_of

ACCOUNT, INVITATION, MAIL = table_of(models.Account), table_of(models.Invitation), table_of(models.Mail)


async def forget_mailbox(work: Work, email: str) -> None:
    """Take out all mails and invitations to an address, however it is written; none are to no address."""
    for table, column in ((MAIL, "recipient"), (INVITATION, "email")):
        for address in spellings(email):
            await work.delete(table, {column: address})


async def forget_unclaimed_mailbox(work: Work, email: str) -> None:
    """The same for an address without an account; who has one erases it themselves."""
    if not await work.select(ACCOUNT, {"email_key": key_of(email)}, ("id",)):
        await forget_mailbox(work, email)

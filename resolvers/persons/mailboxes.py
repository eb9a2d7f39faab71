"""Mails and invitations to somebody's address: found however it is written, and taken out with the person."""

import models
from loaders.matching import matching_any
from loaders.transactions import Work
from resolvers.accounts.addresses import key_of, spellings
from resolvers.editing.editable import table_of
from resolvers.editing.reading import Seeing
from resolvers.viewer import VISITOR

ACCOUNT, INVITATION, MAIL = table_of(models.Account), table_of(models.Invitation), table_of(models.Mail)


def in_lower_case(email: str) -> list[str]:
    """The ways in which an address may be written, without capitals; none of no address."""
    return sorted({each.lower() for each in spellings(email)})


async def forget_mailbox(work: Work, email: str) -> None:
    """Take out all mails and invitations to an address; none are to no address."""
    seeing, addresses = Seeing(work, VISITOR), in_lower_case(email)
    for table, column in ((MAIL, "recipient"), (INVITATION, "email")):
        found = await matching_any(seeing, table, column, addresses, ("id",), any_case=True)
        await work.delete_all(table, [{"id": id_} for (id_,) in found])


async def forget_unclaimed_mailbox(work: Work, email: str) -> None:
    """The same for an address without an account; who has one erases it themselves."""
    if not await work.select(ACCOUNT, {"email_key": key_of(email)}, ("id",)):
        await forget_mailbox(work, email)

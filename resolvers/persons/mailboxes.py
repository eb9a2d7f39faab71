"""Mails and invitations to somebody's address: found however it is written, and taken out with the person."""

from collections.abc import Collection

import models
from loaders.matching import matching_any
from loaders.transactions import Work
from resolvers.accounts.addresses import key_of, spellings
from resolvers.editing.editable import table_of
from resolvers.editing.reading import Seeing
from resolvers.viewer import VISITOR, Viewer

ACCOUNT, INVITATION, MAIL = table_of(models.Account), table_of(models.Invitation), table_of(models.Mail)


def in_lower_case(email: str) -> list[str]:
    """The ways in which an address may be written, without capitals; none of no address."""
    return sorted({each.lower() for each in spellings(email)})


async def forget_mailbox(work: Work, email: str, spaces: Collection[str] | None = None) -> None:
    """Take out all mails to an address, and the invitations of some spaces (None: of all); none are to no address."""
    seeing, addresses = Seeing(work, VISITOR), in_lower_case(email)
    mails = await matching_any(seeing, MAIL, "recipient", addresses, ("id",), any_case=True)
    await work.delete_all(MAIL, [{"id": each.id} for each in mails])
    sent = await matching_any(seeing, INVITATION, "email", addresses, ("id", "space_id"), any_case=True)
    gone = [{"id": each.id} for each in sent if spaces is None or each.space_id in spaces]
    await work.delete_all(INVITATION, gone)


async def forget_unclaimed_mailbox(work: Work, viewer: Viewer, email: str) -> None:
    """The same for an address without an account; who has one erases it themselves.

    Anybody can write an address into a contact of their own: what other spaces offer there is a steward's to take out.
    """
    if not await work.select(ACCOUNT, {"email_key": key_of(email)}, ("id",)):
        await forget_mailbox(work, email, None if viewer.steward else viewer.roles)

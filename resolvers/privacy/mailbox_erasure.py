"""Mails and invitations to somebody's address: found however it is written, and taken out with the person."""

from collections.abc import Collection, Iterable

from loaders.queries.select_where import select_in
from loaders.tables import ACCOUNT, INVITATION, MAIL
from loaders.unit_of_work import UnitOfWork
from resolvers.core.email_addresses import address_key, address_variants
from resolvers.core.viewer import VISITOR, Viewer
from resolvers.core.viewer_reads import ViewerReads


def lower_case_variants(email: str) -> list[str]:
    """The ways in which an address may be written, without capitals; none of no address."""
    return sorted({each.lower() for each in address_variants(email)})


async def erase_mailboxes(work: UnitOfWork, emails: Iterable[str]) -> None:
    """Take out all mails to some addresses, and all invitations; none are to no address."""
    addresses = _written(emails)
    mails = await select_in(ViewerReads(work, VISITOR), MAIL, "recipient", addresses, ("id",), any_case=True)
    await work.delete_all(MAIL, [{"id": each.id} for each in mails])
    await _forget_invitations(work, addresses)


async def erase_unclaimed_mailboxes(work: UnitOfWork, viewer: Viewer, emails: Collection[str]) -> None:
    """Erase contacts with addresses that belong to no account.

    Anybody can write an address into a contact of their own: what others send and offer there is a steward's to take
    out.
    """
    keys = {address_key(each): each for each in emails}
    held = await select_in(work, ACCOUNT, "email_key", sorted(keys), ("email_key",))
    unclaimed = [keys[each] for each in sorted(keys.keys() - {row.email_key for row in held})]
    if viewer.acts_as_steward:
        await erase_mailboxes(work, unclaimed)
    else:
        await _forget_invitations(work, _written(unclaimed), viewer.roles)


async def _forget_invitations(work: UnitOfWork, addresses: list[str], spaces: Collection[str] | None = None) -> None:
    """Those of some spaces (None: of all)."""
    columns = ("id", "space_id")
    sent = await select_in(ViewerReads(work, VISITOR), INVITATION, "email", addresses, columns, any_case=True)
    gone = [{"id": each.id} for each in sent if spaces is None or each.space_id in spaces]
    await work.delete_all(INVITATION, gone)


def _written(emails: Iterable[str]) -> list[str]:
    """The ways in which addresses may be written, without capitals."""
    return sorted({way for each in emails for way in lower_case_variants(each)})

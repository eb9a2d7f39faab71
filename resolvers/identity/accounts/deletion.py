"""A person leaves: what is personal goes, and what they did for a space stays there without their name."""

from datetime import datetime

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, CLAIM, EMAIL_CHANGE, MEMBER, ONE_TIME, OUTCOME, REFRESH
from loaders.unit_of_work import UnitOfWork
from models import SpaceRole
from models.personal import blank
from resolvers.core.execute import UnitsOfWork
from resolvers.core.mailer import RECIPIENT_COLUMNS, Recipient
from resolvers.core.refusals import Conflict, NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.hooks import account_blanked, account_erased, account_leaving
from resolvers.identity.accounts.known_devices import TABLE as DEVICE
from resolvers.identity.accounts.login_attempts import GuessGuard, forget_guesses
from resolvers.identity.accounts.reauthentication import (
    check_unchanged,
    current_account,
    reauthenticate,
)
from resolvers.privacy.mailbox_erasure import erase_mailboxes

ERASED = (*RECIPIENT_COLUMNS, "email_key", "named_at")
"""The columns of an account that `erase_account` goes by."""


async def delete_account(units: UnitsOfWork, password: str | None) -> datetime:
    """Erase the account and return the moment; refuses with Conflict where it leaves a space headless.

    It takes the account's password, if it has one: who signs in elsewhere alone may leave, too.
    """
    account = await units.run(lambda use_case: current_account(use_case, ("password_hash",)))
    proven = None if account.password_hash is None else await reauthenticate(units, password or "")

    async def erase(use_case: UseCase) -> datetime:
        account = await current_account(use_case, (*ERASED, "password_hash"))
        if proven is not None:
            await check_unchanged(use_case, proven)
        elif account.password_hash is not None:
            refuse(NotPermitted("WRONG_PASSWORD"))
        if await spaces_without_admin(use_case.work, account.id):
            refuse(Conflict("LAST_ADMIN"))
        await erase_account(use_case, account)
        await use_case.mailer.send(Recipient(*account[: len(RECIPIENT_COLUMNS)]), MailKind.ACCOUNT_ERASED)
        return use_case.now

    return await units.run(erase)


async def erase_account(use_case: UseCase, account: Row) -> None:
    """Blank the account (with the columns ERASED), and take out all that is only about the person.

    What it does in spaces ends by the rules of spaces, as if it had left each of them.

    The row stays as a tombstone: the journal names it as the author of changes, and says nothing else of the person.
    What has an address that was never confirmed stays: it may be about somebody else.
    """
    work = use_case.work
    await account_leaving.run(use_case, account.id)
    await work.update(ACCOUNT, {"id": account.id}, {**blank(ACCOUNT), "erased_at": use_case.now})
    for table in (REFRESH, ONE_TIME, EMAIL_CHANGE, DEVICE):
        await work.delete(table, {"account_id": account.id})
    await work.delete(OUTCOME, {"viewer": account.id})
    await work.update(CLAIM, {"account_id": account.id}, blank(CLAIM))
    await account_blanked.run(use_case, account)
    if account.email_confirmed_at is not None:
        await erase_mailboxes(work, [account.email])
    if account.email_key is not None:
        for what in ("password", "mail", "invitation"):
            await forget_guesses(work, GuessGuard(what, account.email_key, ""))
    await account_erased.run(use_case, account.id)


async def spaces_without_admin(work: UnitOfWork, account_id: str) -> list[str]:
    """Return the spaces with members but without any other administrator."""
    headless = []
    for (space_id,) in await work.select(MEMBER, {"account_id": account_id, "role": SpaceRole.ADMIN}, ("space_id",)):
        rows = await work.select(MEMBER, {"space_id": space_id}, ("account_id", "role"))
        others = [row.role for row in rows if row.account_id != account_id]
        if others and SpaceRole.ADMIN not in others:
            headless.append(str(space_id))
    return sorted(headless)

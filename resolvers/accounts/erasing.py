"""A person leaves: what is personal goes, and what they did for a space stays there without their name."""

from datetime import datetime

import models
from loaders.statement import Row
from loaders.transactions import Work
from models import ClaimState, SpaceRole
from models.personal import blank
from resolvers.accounts.asked import ACCOUNT, MEMBER, ONE_TIME, REFRESH, Asked, Mailed, refusing
from resolvers.accounts.attempts import Guard, forget
from resolvers.accounts.letters import READER, Letters, Person
from resolvers.accounts.proving import Proven, make_good, own_account, prove_self
from resolvers.editing.editable import table_of
from resolvers.mails.kind import Kind
from resolvers.performing import Act
from resolvers.persons.mailboxes import forget_mailbox
from resolvers.refusals import Conflict, NotPermitted, Refusal, refuse

ERASED = (*READER, "email_key", "email_confirmed_at")
"""The columns of an account that `erase` goes by."""
CLAIM, INVITATION, OUTCOME = table_of(models.Claim), table_of(models.Invitation), table_of(models.Outcome)


async def delete(asked: Asked, password: str | None) -> Act[Mailed[datetime] | Refusal]:
    """The account erased; refuses with Conflict where it leaves a space headless.

    It takes the account's password, if it has one: who signs in elsewhere alone may leave, too.
    """
    proven = None if await asked.before(_signs_in_elsewhere(asked)) is True else await prove_self(asked, password or "")
    if proven is not None and not isinstance(proven, Proven):
        return refusing(proven)

    async def act(work: Work, now: datetime) -> Mailed[datetime] | Refusal:
        account = await own_account(work, asked, (*ERASED, "password_hash"))
        if proven is not None:
            await make_good(work, proven)
        elif account.password_hash is not None:
            refuse(NotPermitted("WRONG_PASSWORD"))
        if await left_headless(work, account.id):
            return Conflict("LAST_ADMIN")  # given, not raised: the guess was right, and stays so
        await erase(work, now, account)
        await Letters(work, now, asked.commons).tell(Person(*account[: len(READER)]), Kind.ACCOUNT_ERASED)
        return Mailed(now, asked.commons.wake_sender)

    return act


def _signs_in_elsewhere(asked: Asked) -> Act[bool]:
    async def act(work: Work, _now: datetime) -> bool:
        return (await own_account(work, asked, ("password_hash",))).password_hash is None

    return act


async def erase(work: Work, now: datetime, account: Row) -> None:
    """Blank the account (with the columns ERASED), and take out all that is only about the person.

    The row stays as a tombstone: the journal names it as the author of changes, and says nothing else of the person.
    What has an address that was never confirmed stays: it may be about somebody else.
    """
    await work.update(ACCOUNT, {"id": account.id}, {**blank(ACCOUNT), "erased_at": now})
    for table in (REFRESH, ONE_TIME, MEMBER):
        await work.delete(table, {"account_id": account.id})
    await work.delete(OUTCOME, {"viewer": account.id})
    sent = {"invited_by": account.id, "accepted_at": None, "withdrawn_at": None}
    await work.update(INVITATION, sent, {"withdrawn_at": now})
    for state in (ClaimState.DECLARED, ClaimState.CONTESTED):
        withdrawn = {"state": ClaimState.WITHDRAWN, "token_hash": None, "settled_at": now}
        await work.update(CLAIM, {"account_id": account.id, "state": state}, withdrawn)
    await work.update(CLAIM, {"account_id": account.id}, blank(CLAIM))
    if account.email_confirmed_at is not None:
        await forget_mailbox(work, account.email)
    if account.email_key is not None:
        await forget(work, Guard("password", account.email_key, ""))
        await forget(work, Guard("mail", account.email_key, ""))


async def left_headless(work: Work, account_id: str) -> list[str]:
    """The spaces in which others are left, and nobody else says who may do what."""
    headless = []
    for (space_id,) in await work.select(MEMBER, {"account_id": account_id, "role": SpaceRole.ADMIN}, ("space_id",)):
        rows = await work.select(MEMBER, {"space_id": space_id}, ("account_id", "role"))
        others = [row.role for row in rows if row.account_id != account_id]
        if others and SpaceRole.ADMIN not in others:
            headless.append(str(space_id))
    return sorted(headless)

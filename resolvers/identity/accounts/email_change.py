"""Change of an account's e-mail address: requested with the password, and confirmed from both mailboxes.

Neither who has stolen the password can take the account away, nor who has the old mailbox alone or the new one. The new
one agrees by a link that its account opens: a stranger whose address was given adds nothing by following it.
"""

from typing import NamedTuple

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, EMAIL_CHANGE, ONE_TIME
from models import Purpose
from resolvers.core.email_addresses import EmailAddress, parse_address
from resolvers.core.execute import UnitsOfWork
from resolvers.core.mailer import RECIPIENT_COLUMNS, Recipient
from resolvers.core.refusals import NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.deletion import ERASED, erase_account
from resolvers.identity.accounts.login_attempts import GuessGuard, count_guess
from resolvers.identity.accounts.reauthentication import check_unchanged, reauthenticate
from resolvers.security.lifetimes import EMAIL_CHANGE as LASTS
from resolvers.security.lifetimes import is_in_force
from resolvers.security.opaque_tokens import hash_token, is_well_formed, new_token

PARAMETER = "change-email"
"""The URL parameter that carries the token."""


class MailboxSide(NamedTuple):
    """One of the two mailboxes that confirm: the columns of its token, and of the moment when it did."""

    token: str
    confirmed: str


OLD, NEW = MailboxSide("old_token_hash", "old_confirmed_at"), MailboxSide("new_token_hash", "new_confirmed_at")


async def request_email_change(units: UnitsOfWork, email: str, password: str) -> str:
    """Mail a link to each mailbox, and revoke earlier ones. Return the address, whether it is taken or not."""
    address, problems = parse_address(email)
    if address is None:
        refuse(ValidationFailed([each.under("email") for each in problems]))
    proven = await reauthenticate(units, password)

    async def request(use_case: UseCase) -> None:
        await check_unchanged(use_case, proven)
        await count_guess(use_case.work, use_case.now, GuessGuard("mail", address.key, use_case.viewer.address))
        await _asked_for(use_case, proven.account_id, address)

    await units.run(request)
    return address.text


async def _asked_for(use_case: UseCase, account_id: str, address: EmailAddress) -> None:
    work, now, mailer = use_case.work, use_case.now, use_case.mailer
    tokens = {side: new_token("mail") for side in (OLD, NEW)}
    row = {"account_id": account_id, "email": address.text, "created_at": now, "expires_at": now + LASTS}
    await work.delete(EMAIL_CHANGE, {"account_id": account_id})
    await work.insert(EMAIL_CHANGE, [row | {side.token: hash_token(token) for side, token in tokens.items()}])
    person = Recipient(*await use_case.row_by_id(ACCOUNT, account_id, RECIPIENT_COLUMNS))
    await mailer.send(person, MailKind.CHANGE_EMAIL, f"?{PARAMETER}={tokens[OLD]}", lifetime=LASTS)
    holder = await _holder(use_case, address)
    if holder is not None and holder.id != account_id:
        await mailer.send_link(
            Recipient(*holder[: len(RECIPIENT_COLUMNS)]), Purpose.RESET_PASSWORD, MailKind.ALREADY_REGISTERED
        )
        return
    reader = Recipient("", address.text, "", person.language)
    await mailer.send(reader, MailKind.NEW_EMAIL, f"?{PARAMETER}={tokens[NEW]}", lifetime=LASTS)


async def confirm_email_change(use_case: UseCase, token: str) -> bool:
    """One of the mailboxes agrees; whether the account has its new address now, which takes both."""
    change, side = await _found(use_case, token)
    if side is NEW and use_case.viewer.account_id != change.account_id:
        # The mailbox to come may be a stranger's, whose click must not lend their address to this account.
        refuse(NotPermitted("SIGN_IN_FIRST"))
    other = NEW if side is OLD else OLD
    await use_case.work.update(EMAIL_CHANGE, {"account_id": change.account_id}, {side.confirmed: use_case.now})
    moved = getattr(change, other.confirmed) is not None
    if moved:
        await _move(use_case, change)
    return moved


async def _found(use_case: UseCase, token: str) -> tuple[Row, MailboxSide]:
    for side in (OLD, NEW) if is_well_formed(token, "mail") else ():
        for row in await use_case.work.select(EMAIL_CHANGE, {side.token: hash_token(token)}):
            if is_in_force(row.created_at, row.expires_at, LASTS, use_case.now):
                return row, side
    return refuse(NotPermitted("INVALID_LINK"))


async def _holder(use_case: UseCase, address: EmailAddress) -> Row | None:
    """The account that has shown the address to be its own."""
    rows = await use_case.work.select(ACCOUNT, {"email_key": address.key}, (*RECIPIENT_COLUMNS, "issuer"))
    return next((row for row in rows if row.email_confirmed_at is not None or row.issuer is not None), None)


async def _move(use_case: UseCase, change: Row) -> None:
    """Give the account its new address, revoke links to the old one, and notify both."""
    work, now, mailer = use_case.work, use_case.now, use_case.mailer
    address, _ = parse_address(change.email)
    if address is None or await _belongs_to_another(use_case, address, change.account_id):
        refuse(NotPermitted("INVALID_LINK"))
    (before,) = await work.select(ACCOUNT, {"id": change.account_id}, RECIPIENT_COLUMNS)
    for row in await work.select(ACCOUNT, {"email_key": address.key}, ERASED):
        if row.id != change.account_id:
            await erase_account(
                use_case, row
            )  # somebody registered with the address, and never showed that it is theirs
    values = {"email": address.text, "email_key": address.key, "email_confirmed_at": now}
    await work.update(ACCOUNT, {"id": change.account_id}, values)
    await work.delete(ONE_TIME, {"account_id": change.account_id})
    await work.delete(EMAIL_CHANGE, {"account_id": change.account_id})
    person = Recipient(*before)
    for reader in (person, person._replace(email=address.text)):
        await mailer.send(reader, MailKind.EMAIL_CHANGED)


async def _belongs_to_another(use_case: UseCase, address: EmailAddress, account_id: str) -> bool:
    holder = await _holder(use_case, address)
    return holder is not None and holder.id != account_id

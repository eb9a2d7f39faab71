"""Another password: for who forgot theirs, by a link; for who knows it, by itself."""

from dataclasses import replace
from datetime import datetime

from loaders.tables import ACCOUNT, EMAIL_CHANGE
from loaders.unit_of_work import UnitOfWork
from models import Purpose
from resolvers.core.email_addresses import parse_address
from resolvers.core.execute import Command
from resolvers.core.mailed import AccountUseCase, ConfirmedEmail, Mailed, refused_command
from resolvers.core.mailer import RECIPIENT_COLUMNS, Mailer, Recipient, consume_link, link_owner, revoke_links
from resolvers.core.refusals import Refusal, ValidationFailed
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.known_devices import forget_devices, remember_device
from resolvers.identity.accounts.login_attempts import GuessGuard, client_key, count_guess, forget_guesses
from resolvers.identity.accounts.profile import password_problems
from resolvers.identity.accounts.reauthentication import (
    VerifiedAccount,
    check_unchanged,
    reauthenticate,
    uncounted_if_overloaded,
)
from resolvers.identity.accounts.sessions import Session, end_all_sessions, open_session
from resolvers.security.passwords import hash_password


def request_password_reset(asked: AccountUseCase, email: str) -> Command[Mailed[str] | Refusal]:
    """A link to choose another password, mailed to who has an account; the answer is the same to who has none.

    So is the time that it takes, nearly: to count the request is what is waited for, and it is stored with the rest.
    """
    address, problems = parse_address(email)
    if address is None:
        return refused_command(ValidationFailed([each.under("email") for each in problems]))

    async def act(work: UnitOfWork, now: datetime) -> Mailed[str]:
        await count_guess(work, now, GuessGuard("mail", address.key, asked.viewer.address))
        for row in await work.select(ACCOUNT, {"email_key": address.key}, RECIPIENT_COLUMNS):
            await Mailer(work, now, asked.commons).send_link(Recipient(*row), Purpose.RESET_PASSWORD)
        return Mailed(address.text, asked.commons.wake_sender)

    return act


async def reset_password(asked: AccountUseCase, token: str, password: str) -> Command[Mailed[ConfirmedEmail] | Refusal]:
    """Another password for who got the link, which shows the address to be theirs; all sessions end."""

    async def email_of(work: UnitOfWork, now: datetime) -> str:
        account_id = await link_owner(work, now, token, Purpose.RESET_PASSWORD)
        return str((await work.select(ACCOUNT, {"id": account_id}, ("email",)))[0].email)

    email = await asked.execute_before(email_of)
    if not isinstance(email, str):
        return refused_command(email)
    if problems := password_problems(password, email):
        return refused_command(ValidationFailed(problems))
    hashed = await hash_password(password, origin=client_key(asked.viewer.address))

    async def act(work: UnitOfWork, now: datetime) -> Mailed[ConfirmedEmail]:
        account_id = await consume_link(work, now, token, Purpose.RESET_PASSWORD)
        (account,) = await work.select(ACCOUNT, {"id": account_id}, ("email_key", "email_confirmed_at"))
        if account.email_confirmed_at is None:
            # Whoever registered the address may have written the name.
            await work.update(ACCOUNT, {"id": account_id}, {"email_confirmed_at": now, "name": ""})
        await forget_guesses(work, GuessGuard("password", account.email_key, ""))
        await _set(work, now, asked, account_id, hashed)
        return Mailed(ConfirmedEmail(email, await remember_device(work, now, account_id)), asked.commons.wake_sender)

    return act


async def change_password(asked: AccountUseCase, current: str, password: str) -> Command[Mailed[Session] | Refusal]:
    """Another password for who knows the present one; all sessions end, but for the new one that this gives."""
    proven = await reauthenticate(asked, current)
    if not isinstance(proven, VerifiedAccount):
        return refused_command(proven)
    problems = password_problems(password, proven.email)
    async with uncounted_if_overloaded(asked, proven.guard, proven.counted_at):
        hashed = "" if problems else await hash_password(password, origin=client_key(asked.viewer.address))

    async def act(work: UnitOfWork, now: datetime) -> Mailed[Session] | Refusal:
        await check_unchanged(work, proven)
        if problems:
            return ValidationFailed(problems)
        await _set(work, now, asked, proven.account_id, hashed)
        session = await open_session(work, now, proven.account_id, asked.commons.given_keys)
        session = replace(session, device_token=await remember_device(work, now, proven.account_id))
        return Mailed(session, asked.commons.wake_sender)

    return act


async def _set(work: UnitOfWork, now: datetime, asked: AccountUseCase, account_id: str, hashed: str) -> None:
    """Store the password, end all sessions, have no older link work and no device be known, and tell the person."""
    await work.update(ACCOUNT, {"id": account_id}, {"password_hash": hashed})
    await end_all_sessions(work, now, account_id)
    for purpose in Purpose:
        await revoke_links(work, account_id, purpose)
    await work.delete(EMAIL_CHANGE, {"account_id": account_id})
    await forget_devices(work, account_id)
    (row,) = await work.select(ACCOUNT, {"id": account_id}, RECIPIENT_COLUMNS)
    await Mailer(work, now, asked.commons).send(Recipient(*row), MailKind.PASSWORD_CHANGED)

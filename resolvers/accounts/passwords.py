"""Another password: for who forgot theirs, by a link; for who knows it, by itself."""

from dataclasses import replace
from datetime import datetime

from loaders.unit_of_work import UnitOfWork
from models import Purpose
from resolvers.accounts.addresses import address_of
from resolvers.accounts.asked import ACCOUNT, EMAIL_CHANGE, Asked, Mailed, Shown, refusing
from resolvers.accounts.attempts import Guard, count, forget, origin
from resolvers.accounts.devices import forget_devices, remember
from resolvers.accounts.letters import READER, Letters, Person, holder_of, use_link, withdraw
from resolvers.accounts.profile import password_problems
from resolvers.accounts.proving import Proven, check_unchanged, not_counted_unless_looked_at, prove_self
from resolvers.accounts.sessions import Session, end_all, open_session
from resolvers.mails.kind import Kind
from resolvers.performing import Act
from resolvers.refusals import Refusal, ValidationFailed
from resolvers.security.passwords import hash_password


def request_reset(asked: Asked, email: str) -> Act[Mailed[str] | Refusal]:
    """A link to choose another password, mailed to who has an account; the answer is the same to who has none.

    So is the time that it takes, nearly: to count the request is what is waited for, and it is stored with the rest.
    """
    address, problems = address_of(email)
    if address is None:
        return refusing(ValidationFailed([each.under("email") for each in problems]))

    async def act(work: UnitOfWork, now: datetime) -> Mailed[str]:
        await count(work, now, Guard("mail", address.key, asked.viewer.address))
        for row in await work.select(ACCOUNT, {"email_key": address.key}, READER):
            await Letters(work, now, asked.commons).send_link(Person(*row), Purpose.RESET_PASSWORD)
        return Mailed(address.text, asked.commons.wake_sender)

    return act


async def reset(asked: Asked, token: str, password: str) -> Act[Mailed[Shown] | Refusal]:
    """Another password for who got the link, which shows the address to be theirs; all sessions end."""

    async def email_of(work: UnitOfWork, now: datetime) -> str:
        account_id = await holder_of(work, now, token, Purpose.RESET_PASSWORD)
        return str((await work.select(ACCOUNT, {"id": account_id}, ("email",)))[0].email)

    email = await asked.before(email_of)
    if not isinstance(email, str):
        return refusing(email)
    if problems := password_problems(password, email):
        return refusing(ValidationFailed(problems))
    hashed = await hash_password(password, origin=origin(asked.viewer.address))

    async def act(work: UnitOfWork, now: datetime) -> Mailed[Shown]:
        account_id = await use_link(work, now, token, Purpose.RESET_PASSWORD)
        (account,) = await work.select(ACCOUNT, {"id": account_id}, ("email_key", "email_confirmed_at"))
        if account.email_confirmed_at is None:
            # Whoever registered the address may have written the name.
            await work.update(ACCOUNT, {"id": account_id}, {"email_confirmed_at": now, "name": ""})
        await forget(work, Guard("password", account.email_key, ""))
        await _set(work, now, asked, account_id, hashed)
        return Mailed(Shown(email, await remember(work, now, account_id)), asked.commons.wake_sender)

    return act


async def change(asked: Asked, current: str, password: str) -> Act[Mailed[Session] | Refusal]:
    """Another password for who knows the present one; all sessions end, but for the new one that this gives."""
    proven = await prove_self(asked, current)
    if not isinstance(proven, Proven):
        return refusing(proven)
    problems = password_problems(password, proven.email)
    async with not_counted_unless_looked_at(asked, proven.guard, proven.counted_at):
        hashed = "" if problems else await hash_password(password, origin=origin(asked.viewer.address))

    async def act(work: UnitOfWork, now: datetime) -> Mailed[Session] | Refusal:
        await check_unchanged(work, proven)
        if problems:
            return ValidationFailed(problems)
        await _set(work, now, asked, proven.account_id, hashed)
        session = await open_session(work, now, proven.account_id, asked.commons.given_keys)
        session = replace(session, device_token=await remember(work, now, proven.account_id))
        return Mailed(session, asked.commons.wake_sender)

    return act


async def _set(work: UnitOfWork, now: datetime, asked: Asked, account_id: str, hashed: str) -> None:
    """Store the password, end all sessions, have no older link work and no device be known, and tell the person."""
    await work.update(ACCOUNT, {"id": account_id}, {"password_hash": hashed})
    await end_all(work, now, account_id)
    for purpose in Purpose:
        await withdraw(work, account_id, purpose)
    await work.delete(EMAIL_CHANGE, {"account_id": account_id})
    await forget_devices(work, account_id)
    (row,) = await work.select(ACCOUNT, {"id": account_id}, READER)
    await Letters(work, now, asked.commons).tell(Person(*row), Kind.PASSWORD_CHANGED)

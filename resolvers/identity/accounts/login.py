"""A person signs in: the password is right, and the address confirmed."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from loaders.errors import OverloadedError
from loaders.tables import ACCOUNT
from loaders.unit_of_work import UnitOfWork
from resolvers.core.email_addresses import address_key
from resolvers.core.execute import Command
from resolvers.core.mailed import AccountUseCase, refused_command
from resolvers.core.refusals import NotPermitted, Refusal
from resolvers.identity.accounts.known_devices import remember_device
from resolvers.identity.accounts.login_attempts import client_key
from resolvers.identity.accounts.reauthentication import VerifiedAccount, check_unchanged, verify_password_of
from resolvers.identity.accounts.sessions import Session, open_session
from resolvers.security.passwords import hash_password, needs_rehash


async def log_in(asked: AccountUseCase, email: str, password: str, device: str) -> Command[Session | Refusal]:
    """A session; INVALID_CREDENTIALS tells nothing of whether there is such an account.

    It has the token of the `device`, unless that is known already.
    """
    proven = await verify_password_of(
        asked, address_key(email), password, NotPermitted("INVALID_CREDENTIALS"), device=device
    )
    if not isinstance(proven, VerifiedAccount):
        return refused_command(proven)
    renewed = await _renewed(asked, proven, password)

    async def act(work: UnitOfWork, now: datetime) -> Session | Refusal:
        await check_unchanged(work, proven)
        if renewed is not None:
            await work.update(ACCOUNT, {"id": proven.account_id}, {"password_hash": renewed})
        (account,) = await work.select(ACCOUNT, {"id": proven.account_id}, ("email_confirmed_at",))
        if account.email_confirmed_at is None:
            return NotPermitted("EMAIL_NOT_CONFIRMED")
        session = await open_session(work, now, proven.account_id, asked.commons.given_keys)
        if proven.guard.known:
            return session
        return replace(session, device_token=await remember_device(work, now, proven.account_id))

    return act


async def _renewed(asked: AccountUseCase, proven: VerifiedAccount, password: str) -> str | None:
    """The password hashed as it is today, if it was hashed otherwise; at the next time, where others wait now."""
    if needs_rehash(proven.stored):
        with suppress(OverloadedError):
            return await hash_password(password, origin=client_key(asked.viewer.address))
    return None

"""A person signs in: the password is right, and the address confirmed."""

from contextlib import suppress
from dataclasses import replace

from loaders.errors import OverloadedError
from loaders.tables import ACCOUNT
from resolvers.core.email_addresses import address_key
from resolvers.core.execute import UnitsOfWork
from resolvers.core.refusals import NotPermitted, Refusal
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.identity.accounts.known_devices import remember_device
from resolvers.identity.accounts.login_attempts import client_key
from resolvers.identity.accounts.reauthentication import VerifiedAccount, check_unchanged, verify_password_of
from resolvers.identity.accounts.sessions import Session, open_session
from resolvers.security.passwords import hash_password, needs_rehash


async def log_in(units: UnitsOfWork, email: str, password: str, device: str) -> Session:
    """A session; INVALID_CREDENTIALS tells nothing of whether there is such an account.

    It has the token of the `device`, unless that is known already.
    """
    wrong = NotPermitted("INVALID_CREDENTIALS")
    proven = await verify_password_of(units, address_key(email), password, wrong, device=device)
    renewed = await _renewed(units.viewer, proven, password)

    async def enter(use_case: UseCase) -> Session | Refusal:
        await check_unchanged(use_case, proven)
        if renewed is not None:
            await use_case.work.update(ACCOUNT, {"id": proven.account_id}, {"password_hash": renewed})
        account = await use_case.row_by_id(ACCOUNT, proven.account_id, ("email_confirmed_at",))
        if account.email_confirmed_at is None:
            return NotPermitted("EMAIL_NOT_CONFIRMED")
        session = await open_session(use_case, proven.account_id)
        if proven.guard.known:
            return session
        device_token = await remember_device(use_case.work, use_case.now, proven.account_id)
        return replace(session, device_token=device_token)

    return await units.run(enter)


async def _renewed(viewer: Viewer, proven: VerifiedAccount, password: str) -> str | None:
    """The password hashed as it is today, if it was hashed otherwise; at the next time, where others wait now."""
    if needs_rehash(proven.stored):
        with suppress(OverloadedError):
            return await hash_password(password, origin=client_key(viewer.address))
    return None

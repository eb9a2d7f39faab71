"""A person signs in: the password is right, and the address confirmed."""

from datetime import datetime

from loaders.transactions import Work
from resolvers.accounts.addresses import key_of
from resolvers.accounts.asked import ACCOUNT, Asked, refusing
from resolvers.accounts.proving import Proven, make_good, prove
from resolvers.accounts.sessions import Session, open_session
from resolvers.performing import Act
from resolvers.refusals import NotPermitted, Refusal
from resolvers.security.passwords import hash_password, needs_rehash


async def log_in(asked: Asked, email: str, password: str) -> Act[Session | Refusal]:
    """A session; INVALID_CREDENTIALS tells nothing of whether there is such an account."""
    proven = await prove(asked, key_of(email), password, NotPermitted("INVALID_CREDENTIALS"))
    if not isinstance(proven, Proven):
        return refusing(proven)
    renewed = await hash_password(password) if needs_rehash(proven.stored) else None

    async def act(work: Work, now: datetime) -> Session | Refusal:
        await make_good(work, proven)
        if renewed is not None:
            await work.update(ACCOUNT, {"id": proven.account_id}, {"password_hash": renewed})
        (account,) = await work.select(ACCOUNT, {"id": proven.account_id}, ("email_confirmed_at",))
        if account.email_confirmed_at is None:
            return NotPermitted("EMAIL_NOT_CONFIRMED")  # given, not raised: the guess was right, and stays so
        return await open_session(work, now, proven.account_id)

    return act

"""Stewards, who keep the commons itself in order: an operator says who they are."""

from loaders.transactions import Work
from resolvers.accounts.addresses import key_of
from resolvers.accounts.asked import ACCOUNT


async def set_steward(work: Work, email: str, *, steward: bool) -> bool:
    """Make the person with a confirmed address a steward, or no longer; whether there is such a person."""
    rows = await work.select(ACCOUNT, {"email_key": key_of(email)}, ("id", "email_confirmed_at"))
    for account_id, confirmed_at in rows:
        if confirmed_at is not None:
            await work.update(ACCOUNT, {"id": account_id}, {"steward": steward})
            return True
    return False

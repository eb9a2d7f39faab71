"""Stewards, who keep the commons itself in order: an operator says who they are, and they are written to."""

from loaders.tables import ACCOUNT
from loaders.unit_of_work import UnitOfWork
from resolvers.core.email_addresses import address_key
from resolvers.core.mailer import RECIPIENT_COLUMNS, Recipient


async def all_stewards(work: UnitOfWork) -> list[Recipient]:
    """All of them, in the order of their ids."""
    rows = await work.select(ACCOUNT, {"steward": True, "erased_at": None}, RECIPIENT_COLUMNS)
    return sorted(Recipient(*row) for row in rows)


async def set_steward(work: UnitOfWork, email: str, *, steward: bool) -> bool:
    """Make the person with a confirmed address a steward, or no longer; whether there is such a person."""
    rows = await work.select(ACCOUNT, {"email_key": address_key(email)}, ("id", "email_confirmed_at"))
    for account_id, confirmed_at in rows:
        if confirmed_at is not None:
            await work.update(ACCOUNT, {"id": account_id}, {"steward": steward})
            return True
    return False

"""Stewards, who keep the commons itself in order: as people to write to."""

from loaders.transactions import Work
from resolvers.accounts.asked import ACCOUNT
from resolvers.accounts.letters import CONTACT, Person


async def stewards(work: Work) -> list[Person]:
    """All of them, in the order of their ids."""
    rows = await work.select(ACCOUNT, {"steward": True, "erased_at": None}, CONTACT)
    return sorted(Person(*row) for row in rows)

"""Mails to people with an account, and the links in them that work once."""

from datetime import datetime, timedelta
from typing import NamedTuple

from loaders.transactions import Work
from models import Purpose
from resolvers.accounts.addresses import address_of, mailbox
from resolvers.accounts.asked import ONE_TIME
from resolvers.commons import Commons
from resolvers.mails.compose import Value, compose
from resolvers.mails.kind import Kind
from resolvers.mails.queue import queue
from resolvers.refusals import NotPermitted, refuse
from resolvers.security.opaque import hash_of, is_well_formed, new_token

LINKS = {
    Purpose.CONFIRM_EMAIL: (Kind.CONFIRM_EMAIL, "confirm", timedelta(hours=48)),
    Purpose.RESET_PASSWORD: (Kind.RESET_PASSWORD, "reset", timedelta(hours=1)),
}
"""By what a link is for: its mail, the parameter that has the token, and how long it works."""


class Person(NamedTuple):
    """To whom a mail goes."""

    id: str
    email: str
    name: str
    language: str


READER = Person._fields
"""The columns of an account that make a Person."""


class Letters:
    """Mails that the commons sends within one unit of work."""

    def __init__(self, work: Work, now: datetime, commons: Commons) -> None:
        """Write at a moment, in the name of the commons."""
        self._work = work
        self._now = now
        self._commons = commons

    async def tell(self, person: Person, kind: Kind, query: str = "", **values: Value) -> None:
        """Queue a mail; its link, if it has one, leads to the commons' first page.

        Whom an issuer vouches for may have no address, or none that we can write to, and gets none.
        """
        address, _ = address_of(person.email)
        if address is None:
            return
        link = f"{self._commons.public_url}/{query}"
        said = {"commons": self._commons.name, "name": person.name, "link": link, **values}
        await queue(self._work, self._now, mailbox(address.text), compose(kind, person.language, said))

    async def send_link(self, person: Person, purpose: Purpose) -> None:
        """Queue a mail with a link that works once; earlier links for the same are withdrawn."""
        kind, parameter, lifetime = LINKS[purpose]
        token = new_token("mail")
        await withdraw(self._work, person.id, purpose)
        row = {
            "token_hash": hash_of(token),
            "purpose": purpose,
            "account_id": person.id,
            "created_at": self._now,
            "expires_at": self._now + lifetime,
        }
        await self._work.insert(ONE_TIME, [row])
        await self.tell(person, kind, f"?{parameter}={token}", lifetime=lifetime)


async def withdraw(work: Work, account_id: str, purpose: Purpose) -> None:
    """Have links that were sent for a purpose no longer work."""
    await work.delete(ONE_TIME, {"account_id": account_id, "purpose": purpose})


async def holder_of(work: Work, now: datetime, token: str, purpose: Purpose) -> str:
    """The account that a link was sent for; refuses when it does not work, or not any more."""
    if is_well_formed(token, "mail"):
        where = {"token_hash": hash_of(token), "purpose": purpose, "used_at": None}
        for account_id, expires_at in await work.select(ONE_TIME, where, ("account_id", "expires_at")):
            if expires_at > now:
                return str(account_id)
    return refuse(NotPermitted("INVALID_LINK"))


async def use_link(work: Work, now: datetime, token: str, purpose: Purpose) -> str:
    """As `holder_of`, and the link does not work again."""
    account_id = await holder_of(work, now, token, purpose)
    await work.update(ONE_TIME, {"token_hash": hash_of(token)}, {"used_at": now})
    return account_id

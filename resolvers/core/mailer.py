"""Mails to people with an account, and the links in them that work once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from loaders.queries.select_where import select_in
from loaders.tables import ACCOUNT, ONE_TIME
from loaders.unit_of_work import UnitOfWork
from models import Purpose
from resolvers.core.email_addresses import delivery_address, parse_address
from resolvers.core.mail_queue import enqueue_mails
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.site import Site
from resolvers.i18n.mails.compose import ComposedMail, Value, compose
from resolvers.i18n.mails.kinds import MailKind
from resolvers.security.lifetimes import CONFIRMATION, PASSWORD_RESET, is_in_force
from resolvers.security.opaque_tokens import hash_token, is_well_formed, new_token

LINKS = {
    Purpose.CONFIRM_EMAIL: (MailKind.CONFIRM_EMAIL, "confirm", CONFIRMATION),
    Purpose.RESET_PASSWORD: (MailKind.RESET_PASSWORD, "reset", PASSWORD_RESET),
}
"""Links by purpose: their mail, the URL parameter of the token, and their lifetime."""


class Recipient(NamedTuple):
    """The recipient of a mail."""

    id: str
    email: str
    name: str
    language: str
    email_confirmed_at: datetime | None = None
    """Before that, anybody may have written the name."""


RECIPIENT_COLUMNS = Recipient._fields
"""The columns of an account that make a Recipient."""


async def recipients(work: UnitOfWork, account_ids: Collection[str]) -> list[Recipient]:
    """Return the accounts that still exist, in the order of their ids, in one statement."""
    columns = (*RECIPIENT_COLUMNS, "erased_at")
    rows = await select_in(work, ACCOUNT, "id", sorted(account_ids), columns) if account_ids else []
    return sorted(Recipient(*tuple(row)[: len(RECIPIENT_COLUMNS)]) for row in rows if row.erased_at is None)


class MailDraft(NamedTuple):
    """A mail to a person, before it is composed."""

    person: Recipient
    kind: MailKind
    query: str
    values: Mapping[str, Value]


class Mailer:
    """Mails that the commons sends within one unit of work."""

    def __init__(self, work: UnitOfWork, now: datetime, site: Site, after_commit: list[Callable[[], None]]) -> None:
        """Write at a moment, in the name of the commons; `after_commit` is called once the unit is stored."""
        self._work = work
        self._now = now
        self._site = site
        self._after_commit = after_commit

    async def send(self, person: Recipient, kind: MailKind, query: str = "", **values: Value) -> None:
        """Queue a mail; its link, if it has one, leads to the commons' first page.

        Whom an issuer vouches for may have no address, or none that we can write to, and gets none. Nobody is addressed
        by a name who has not shown that the address is theirs.
        """
        await self.send_all([MailDraft(person, kind, query, values)])

    async def send_each(self, people: Iterable[Recipient], kind: MailKind, query: str = "", **values: Value) -> None:
        """Queue the same mail to each of some people, in one statement."""
        await self.send_all(MailDraft(person, kind, query, values) for person in people)

    async def send_all(self, drafts: Iterable[MailDraft]) -> None:
        """Queue several mails, in one statement."""
        mails = list(filter(None, map(self._composed, drafts)))
        await enqueue_mails(self._work, self._now, *mails)
        if mails and self._site.wake_sender not in self._after_commit:
            self._after_commit.append(self._site.wake_sender)

    def _composed(self, draft: MailDraft) -> tuple[str, ComposedMail] | None:
        """The address of a mail, and its text; None where it goes nowhere."""
        person = draft.person
        address, _ = parse_address(person.email)
        if address is None:
            return None
        link = f"{self._site.public_url}/{draft.query}"
        name = person.name if person.email_confirmed_at is not None else ""
        said = {"commons": self._site.name, "name": name, "link": link, **draft.values}
        return delivery_address(address.text), compose(draft.kind, person.language, said)

    async def send_link(self, person: Recipient, purpose: Purpose, told: MailKind | None = None) -> None:
        """Queue a mail with a link that works once; it is of the purpose's own kind, unless another is given.

        Earlier links that confirm a registration are withdrawn, for that was replaced. Others go on: strangers can ask
        for a newer one at any time.
        """
        kind, parameter, lifetime = LINKS[purpose]
        token = new_token("mail")
        if purpose is Purpose.CONFIRM_EMAIL:
            await revoke_links(self._work, person.id, purpose)
        row = {
            "token_hash": hash_token(token),
            "purpose": purpose,
            "account_id": person.id,
            "created_at": self._now,
            "expires_at": self._now + lifetime,
        }
        await self._work.insert(ONE_TIME, [row])
        await self.send(person, told or kind, f"?{parameter}={token}", lifetime=lifetime)


async def revoke_links(work: UnitOfWork, account_id: str, purpose: Purpose) -> None:
    """Revoke the links that were sent for a purpose."""
    await work.delete(ONE_TIME, {"account_id": account_id, "purpose": purpose})


async def link_owner(work: UnitOfWork, now: datetime, token: str, purpose: Purpose) -> str:
    """The account that a link was sent for; refuses when it does not work, or not any more."""
    if is_well_formed(token, "mail"):
        where = {"token_hash": hash_token(token), "purpose": purpose, "used_at": None}
        columns = ("account_id", "created_at", "expires_at")
        for account_id, created_at, expires_at in await work.select(ONE_TIME, where, columns):
            if is_in_force(created_at, expires_at, LINKS[purpose][2], now):
                return str(account_id)
    return refuse(NotPermitted("INVALID_LINK"))


async def consume_link(work: UnitOfWork, now: datetime, token: str, purpose: Purpose) -> str:
    """Return the owner as `link_owner` does, and invalidate the link."""
    account_id = await link_owner(work, now, token, purpose)
    await work.update(ONE_TIME, {"token_hash": hash_token(token)}, {"used_at": now})
    return account_id

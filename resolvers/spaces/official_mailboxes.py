"""Official mailboxes: which addresses show that somebody acts for a local authority, and the link that goes there."""

from datetime import timedelta
from urllib.parse import urlsplit

from loaders.queries.contacts import public_email_addresses
from loaders.sql.statement import Row
from loaders.tables import ACTOR, CLAIM
from models import PublicationState
from resolvers.core.email_addresses import address_key, parse_address
from resolvers.core.mailer import Recipient
from resolvers.core.refusals import NotPermitted, RateLimited, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.space_names import authority_name
from resolvers.security.opaque_tokens import hash_token, new_token
from resolvers.spaces.confirmed_person import confirmed_person
from resolvers.spaces.official_evidence import MAILBOX, SITE, official_records
from resolvers.validation import Problem

LASTS = timedelta(days=7)
PAUSE = timedelta(minutes=10)
"""The pause before another link is sent, so that nobody's mailbox is flooded."""
SHARED = frozenset(
    {
        *("bbox.fr", "club-internet.fr", "free.fr", "laposte.net", "neuf.fr", "numericable.fr", "orange.fr", "sfr.fr"),
        *("facebook.com", "gmail.com", "google.com", "hotmail.com", "hotmail.fr", "icloud.com", "outlook.com"),
        *("outlook.fr", "wanadoo.fr", "yahoo.com", "yahoo.fr"),
    }
)
"""Domains at which anybody can have a mailbox or a page."""


async def send_verification_link(use_case: UseCase, claim: Row, mailbox: str) -> None:
    """Ask an official mailbox of the claimed authority whether it is so; an earlier link no longer works."""
    address, problems = parse_address(mailbox)
    if address is None:
        refuse(ValidationFailed([each.under("mailbox") for each in problems]))
    actor = await use_case.row_by_id(ACTOR, claim.actor_id, ("id", "state", "website", "space_id"))
    domain, mailboxes = await _domain(use_case, actor), await _mailboxes(use_case, actor)
    if domain is None and not mailboxes:
        refuse(NotPermitted("NO_OFFICIAL_MAILBOX"))
    if address.key not in mailboxes and address.key.rpartition("@")[2] != domain:
        refuse(ValidationFailed([Problem(("mailbox",), "MAILBOX_NOT_OFFICIAL")]))
    if claim.expires_at is not None and (waited := use_case.now - (claim.expires_at - LASTS)) < PAUSE:
        refuse(RateLimited(int((PAUSE - waited).total_seconds()) + 1))
    token = new_token("mail")
    values = {"mailbox": address.text, "token_hash": hash_token(token), "expires_at": use_case.now + LASTS}
    await use_case.work.update(CLAIM, {"id": claim.id}, values)
    await confirmed_person(use_case)
    await use_case.mailer.send(
        Recipient("", address.text, "", "fr"),
        MailKind.CLAIM_AUTHORITY,
        f"?confirm-claim={token}",
        authority=await authority_name(use_case.work, claim),
        lifetime=LASTS,
    )


async def _domain(use_case: UseCase, actor: Row) -> str | None:
    """The domain of the authority's own site; a page on somebody else's says nothing about mailboxes there."""
    if actor.website is None or actor.state != PublicationState.PUBLISHED:
        return None
    if not await official_records(use_case, actor.id, SITE, [actor]):
        return None
    parts = urlsplit(actor.website)
    if parts.path not in {"", "/"} or parts.query or not parts.hostname:
        return None
    domain = address_key(f"somebody@{parts.hostname}").rpartition("@")[2].removeprefix("www.")
    return None if domain in SHARED or "." not in domain else domain


async def _mailboxes(use_case: UseCase, actor: Row) -> set[str]:
    """The keys of the official mailboxes that the commons shows everyone for the authority."""
    rows = await public_email_addresses(use_case.work, actor.id)
    return {address_key(row.value) for row in await official_records(use_case, actor.id, MAILBOX, rows)}

"""Notices that a token expires: a month, a week and a day before, each once, to those who can rotate it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from loaders.queries.tokens import expiring_tokens
from loaders.sql.statement import Row
from loaders.tables import TOKEN
from loaders.unit_of_work import UnitOfWork
from resolvers.core.jobs import HOUR, job
from resolvers.core.mailer import MailDraft, Recipient
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.compose import Value
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.stewards import all_stewards
from resolvers.spaces.tokens.token import token_label
from resolvers.spaces.tokens.token_admins import network_admins

DAYS = (1, 7, 30)
"""Days before its expiry on which notices on a token are sent, the last one first."""
COLUMNS = ("id", "network_id", "beginning", "created_at", "created_by", "expires_at", "noticed_days")


def due_notice(left: timedelta) -> int | None:
    """The last of the notices that are due when so much is left: 30, 7 or 1; None before the first."""
    return next((days for days in DAYS if left <= timedelta(days=days)), None)


@job("token_expiry_notices", every=HOUR)
async def send_due_notices(use_case: UseCase, _key: str) -> None:
    """Queue the due notices of all tokens together."""
    await due_notices(use_case)


async def due_notices(use_case: UseCase) -> int:
    """Queue the due notices and return the number of mails; to be run at least daily.

    What was missed for a while is told once, by the notice that is due now. Tokens that were replaced or revoked are
    told of no more.
    """
    work, now = use_case.work, use_case.now
    expiring = await expiring_tokens(work, now, now + timedelta(days=max(DAYS)), COLUMNS)
    due = [(token, days) for token in expiring if (days := _due(token, now))]
    await work.update_all(TOKEN, [({"id": token.id}, {"noticed_days": days}) for token, days in due])
    keepers = await _keepers(work, [token for token, _ in due])
    drafts = [
        MailDraft(person, MailKind.TOKEN_EXPIRES, f"?apiToken={token.id}", _said(token, now))
        for token, _ in due
        for person in keepers[token.id]
    ]
    await use_case.mailer.send_all(drafts)
    return len(drafts)


def _said(token: Row, now: datetime) -> dict[str, Value]:
    return {"token": token_label(token), "left": token.expires_at - now}


def _due(token: Row, now: datetime) -> int | None:
    """The notice that is due about a token; None where there is none, or it was given."""
    days = due_notice(token.expires_at - now)
    given = token.noticed_days is not None and days is not None and token.noticed_days <= days
    return None if given else days


async def _keepers(work: UnitOfWork, tokens: Sequence[Row]) -> dict[str, list[Recipient]]:
    """Return, by token, the people who can rotate it: administrators of the network, and its steward.

    There are as many statements for many tokens as for one.
    """
    of_networks = await network_admins(work, {token.network_id for token in tokens})
    everyone = await all_stewards(work)
    found = {}
    for token in tokens:
        keepers = {*of_networks.get(token.network_id, ()), *(each for each in everyone if each.id == token.created_by)}
        found[token.id] = sorted(each for each in keepers if each.email_confirmed_at is not None)
    return found

"""Notices that a token expires: a month, a week and a day before, each once, to those who can rotate it."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import bindparam, select

from loaders.dialect import Dialect
from loaders.statement import Row, Statement
from loaders.transactions import Work
from models import SpaceRole
from resolvers.accounts.letters import READER, Letters, Person
from resolvers.commons import Commons
from resolvers.mails.kind import Kind
from resolvers.spaces.acting import ACCOUNT, MEMBER, SPACE
from resolvers.tokens.token import TOKEN

DAYS = (1, 7, 30)
"""Days before its end on which a token is told of, the last one first."""
COLUMNS = ("id", "network_id", "name", "created_by", "expires_at", "noticed_days")


def due_at(left: timedelta) -> int | None:
    """The last of the notices that are due when so much is left: 30, 7 or 1; None before the first."""
    return next((days for days in DAYS if left <= timedelta(days=days)), None)


async def due_notices(work: Work, now: datetime, commons: Commons) -> int:
    """Queue the notices that are due, and give the number of mails; to be run daily or more often, by anybody.

    What was missed for a while is told once, by the notice that is due now. Tokens that were replaced or revoked are
    told of no more. Once the unit is stored, `commons.wake_sender` has the mails sent.
    """
    letters = Letters(work, now, commons)
    mails = 0
    until = now + timedelta(days=max(DAYS))
    for token in await work.fetch(_ending(work.dialect), {"now": now, "until": until}):
        left = token.expires_at - now
        days = due_at(left)
        if days is None or (token.noticed_days is not None and token.noticed_days <= days):
            continue
        await work.update(TOKEN, {"id": token.id}, {"noticed_days": days})
        for person in await _keepers(work, token):
            await letters.tell(person, Kind.TOKEN_EXPIRES, f"?apiToken={token.id}", token=token.name, left=left)
            mails += 1
    return mails


async def _keepers(work: Work, token: Row) -> list[Person]:
    """Who administers the network's space, and who gave the token; as far as they have a confirmed address."""
    keepers = {token.created_by} - {None}
    for (space_id,) in await work.select(SPACE, {"network_id": token.network_id}, ("id",)):
        where = {"space_id": space_id, "role": SpaceRole.ADMIN}
        keepers |= {account_id for (account_id,) in await work.select(MEMBER, where, ("account_id",))}
    found = []
    for account_id in sorted(keepers):
        columns = ("email_confirmed_at", *READER)
        for confirmed_at, *contact in await work.select(ACCOUNT, {"id": account_id, "erased_at": None}, columns):
            if confirmed_at is not None:
                found.append(Person(*contact))
    return found


@cache
def _ending(dialect: Dialect) -> Statement:
    """The tokens that end between the moments `now` and `until`."""
    columns = TOKEN.c
    moments = (bindparam(name, type_=columns.expires_at.type) for name in ("now", "until"))
    after, before = moments
    query = select(*(columns[name] for name in COLUMNS)).where(
        columns.expires_at > after,
        columns.expires_at <= before,
        columns.revoked_at.is_(None),
        columns.replaced_by.is_(None),
    )
    return dialect.rows(query.order_by(columns.expires_at, columns.id), "ApiToken")

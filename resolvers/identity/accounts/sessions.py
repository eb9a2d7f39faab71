"""Sessions: a short access token, and a refresh token that is used once and replaced by another of its family."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, REFRESH
from loaders.unit_of_work import UnitOfWork
from models import ids
from resolvers.core.execute import UnitsOfWork
from resolvers.core.refusals import Conflict, NotPermitted, Refusal, refuse
from resolvers.core.use_case import UseCase
from resolvers.identity.accounts.last_seen import mark_seen
from resolvers.identity.accounts.own_account import OWN_ACCOUNT_COLUMNS
from resolvers.identity.accounts.signing_keys import signing_keys
from resolvers.security.lifetimes import REFRESH_TOKEN, is_in_force
from resolvers.security.opaque_tokens import hash_token, is_well_formed, new_token
from resolvers.security.signing_key import LIFETIME

LASTS = REFRESH_TOKEN
"""The lifetime of a refresh token; its successor has the same."""
AT_ONCE = timedelta(seconds=10)
"""So soon after its use, a token comes again from another window of the same browser, and not from a thief.

Whoever it is gets nothing but a Conflict; the session stays with who came first.
"""
ENDED = NotPermitted("SESSION_ENDED")


@dataclass(frozen=True, slots=True)
class Session:
    """The tokens of a person who is signed in; `expires_in` is the access token's lifetime in seconds."""

    account: Row
    """With the columns PERSON."""
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    device_token: str | None = field(default=None, repr=False)
    """Of a device that is known from now on."""
    expires_in: int = int(LIFETIME.total_seconds())


async def open_session(use_case: UseCase, account_id: str, family: str | None = None) -> Session:
    """A session of the account, new or of a family; the account is seen here today.

    The first of the keys that the operator gives signs it, or else one that is in the database.
    """
    from resolvers.security.access_tokens import sign  # noqa: PLC0415 - loaded when the first is wanted

    work, now = use_case.work, use_case.now
    account = await use_case.row_by_id(ACCOUNT, account_id, OWN_ACCOUNT_COLUMNS)
    await mark_seen(work, account_id, now)
    token = new_token("refresh")
    row = {
        "token_hash": hash_token(token),
        "family": family or ids.new("session"),
        "account_id": account_id,
        "created_at": now,
        "expires_at": now + LASTS,
    }
    await work.insert(REFRESH, [row])
    key = (use_case.site.given_keys() or await signing_keys(work, now))[0]
    return Session(account, sign(account_id, key, now), token)


async def refresh_session(units: UnitsOfWork, token: str) -> Session:
    """The session's next tokens, for its refresh token."""
    return await units.run(lambda use_case: _refreshed(use_case, token))


async def _refreshed(use_case: UseCase, token: str) -> Session | Refusal:
    """The next tokens. One that was used before is in two hands, so that its whole family ends.

    That is a refusal that is given, not raised, since the end has to stay.
    """
    work, now = use_case.work, use_case.now
    found = await _found(work, token, ("family", "account_id", "created_at", "expires_at", "used_at", "revoked_at"))
    if found is None or found.revoked_at is not None or not is_in_force(found.created_at, found.expires_at, LASTS, now):
        refuse(ENDED)
    if found.used_at is None:
        await work.update(REFRESH, {"token_hash": hash_token(token)}, {"used_at": now})
        return await open_session(use_case, found.account_id, found.family)
    if now - found.used_at < AT_ONCE:
        refuse(Conflict("SESSION_JUST_REFRESHED"))
    await _end(work, now, family=found.family)
    return ENDED


async def end_session(use_case: UseCase, token: str) -> None:
    """End a session; an unknown token gives the same answer."""
    found = await _found(use_case.work, token, ("family",))
    if found is not None:
        await _end(use_case.work, use_case.now, family=found.family)


async def end_all_sessions(work: UnitOfWork, now: datetime, account_id: str) -> None:
    """End all sessions of an account; access tokens that are out stay good for their ten minutes."""
    await _end(work, now, account_id=account_id)


async def _end(work: UnitOfWork, now: datetime, **whose: str) -> None:
    await work.update(REFRESH, {**whose, "revoked_at": None}, {"revoked_at": now})


async def _found(work: UnitOfWork, token: str, columns: Sequence[str]) -> Row | None:
    if not is_well_formed(token, "refresh"):
        return None
    rows = await work.select(REFRESH, {"token_hash": hash_token(token)}, columns)
    return rows[0] if rows else None

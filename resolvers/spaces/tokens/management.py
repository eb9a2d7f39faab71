"""Tokens that there are: seen, renamed, bound to addresses, revoked; and the log of what was done about them."""

import logging
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_where
from loaders.tables import INVITATION, TOKEN
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.identity.token_authority import scopes_in_network
from resolvers.spaces.invitation_lifecycle import UNANSWERED
from resolvers.spaces.permissions import administers_network, own_token, record_steward_act, token_as_seen
from resolvers.spaces.tokens.token import SHOWN, TOKEN_LIFECYCLE, Token, TokenChange, token_of
from resolvers.spaces.tokens.validation import validate_token

MOST_SHOWN = 100

log = logging.getLogger("encommun.tokens")


async def list_tokens(reads: Queryable, viewer: Viewer, network_id: str, now: datetime) -> list[Token]:
    """A network's tokens, at most MOST_SHOWN: first those that work, then the latest; for who administers them."""
    if not await administers_network(reads, viewer, network_id):
        return []
    rows = await select_where(reads, TOKEN, {"network_id": network_id}, SHOWN)
    held = await scopes_in_network(reads, network_id, {row.created_by for row in rows})
    tokens = [token_of(row, now, held) for row in rows]
    return sorted(tokens, key=lambda each: (each.works, each.created_at, each.id), reverse=True)[:MOST_SHOWN]


async def update_token(use_case: UseCase, token_id: str, given: Mapping[str, Any]) -> TokenChange:
    """A token with another `name` or other `addresses`; what is not given stays."""
    token, giver = await own_token(use_case, token_id)
    TOKEN_LIFECYCLE.check("update", token.state)
    if values := validate_token(given, giver, use_case.now):
        await use_case.work.update(TOKEN, {"id": token_id}, values)
    return await token_change(use_case, "updated", token_id)


async def revoke_token(use_case: UseCase, token_id: str) -> TokenChange:
    """A token that works no more, from now on, nor do the invitations that it has sent."""
    token, _ = await own_token(use_case, token_id)
    TOKEN_LIFECYCLE.check("revoke", token.state)
    await use_case.work.update(TOKEN, {"id": token_id}, {"revoked_at": use_case.now})
    await expire_invitations(use_case, token_id, use_case.now)
    return await token_change(use_case, "revoked", token_id)


async def expire_invitations(use_case: UseCase, token_id: str, end: datetime) -> None:
    """Let the invitations that a token has sent expire with it, at the latest."""
    pending = {"token_id": token_id, **UNANSWERED}
    if end <= use_case.now:
        await use_case.work.update(INVITATION, pending, {"withdrawn_at": use_case.now})
        return
    sent = await use_case.work.select(INVITATION, pending, ("id", "expires_at"))
    longer = [({"id": row.id}, {"expires_at": end}) for row in sent if row.expires_at > end]
    await use_case.work.update_all(INVITATION, longer)


def log_once_stored(use_case: UseCase, done: TokenChange) -> TokenChange:
    """The same, of which a line of the log tells, and of who did it, once it is stored."""
    use_case.after_commit.append(partial(_log, done))
    return done


def _log(done: TokenChange) -> None:
    token = done.token
    replaced = "" if done.replaced is None else f" in place of {done.replaced.id} until {done.replaced.expires_at}"
    does = ",".join(token.scopes)
    log.info("%s %s token %s of %s (%s)%s", done.by, done.deed, token.id, token.network_id, does, replaced)


async def token_change(use_case: UseCase, deed: str, token_id: str) -> TokenChange:
    """Return the change of a token, with its current state."""
    token = await token_as_seen(use_case, await use_case.row_by_id(TOKEN, token_id, SHOWN))
    await record_steward_act(use_case, token.network_id, token_id, token_id if token.works else None)
    return log_once_stored(use_case, TokenChange(deed, token, use_case.viewer.key))

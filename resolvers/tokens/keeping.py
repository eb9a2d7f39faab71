"""Tokens that there are: seen, renamed, bound to addresses, revoked; and the log of what was done about them."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from loaders.lookup import Reads
from loaders.matching import matching
from resolvers.refusals import Conflict, refuse
from resolvers.spaces.acting import Acting
from resolvers.tokens.administering import administers, own_token
from resolvers.tokens.checking import checked
from resolvers.tokens.token import SHOWN, TOKEN, Kept, Token, TokenState, token_of
from resolvers.viewer import Viewer

MOST_SHOWN = 100

log = logging.getLogger("encommun.tokens")


async def tokens_of(reads: Reads, viewer: Viewer, network_id: str, now: datetime) -> list[Token]:
    """A network's tokens, at most MOST_SHOWN: first those that work, then the latest; for who administers them."""
    if not await administers(reads, viewer, network_id):
        return []
    rows = await matching(reads, TOKEN, {"network_id": network_id}, SHOWN)
    tokens = [token_of(row, now) for row in rows]
    return sorted(tokens, key=lambda each: (each.works, each.created_at, each.id), reverse=True)[:MOST_SHOWN]


async def update(acting: Acting, token_id: str, given: Mapping[str, Any]) -> Kept:
    """A token with another `name` or other `addresses`; what is not given stays."""
    token, giver = await own_token(acting, token_id)
    check_works(token)
    if values := checked(given, giver, acting.now):
        await acting.work.update(TOKEN, {"id": token_id}, values)
    return await _kept(acting, "updated", token_id)


async def revoke(acting: Acting, token_id: str) -> Kept:
    """A token that works no more, from now on."""
    token, _ = await own_token(acting, token_id)
    check_works(token)
    await acting.work.update(TOKEN, {"id": token_id}, {"revoked_at": acting.now})
    return await _kept(acting, "revoked", token_id)


def check_works(token: Token) -> None:
    """Refuse what would be done about a token that works no more."""
    if not token.works:
        refuse(Conflict("TOKEN_REVOKED" if token.state is TokenState.REVOKED else "TOKEN_EXPIRED"))


def tell(kept: Kept) -> None:
    """Log what was done about a token and by whom; to be called once it is stored."""
    token = kept.token
    replaced = "" if kept.replaced is None else f" in place of {kept.replaced.id} until {kept.replaced.expires_at}"
    does = ",".join(token.scopes)
    log.info("%s %s token %s of %s (%s)%s", kept.by, kept.deed, token.id, token.network_id, does, replaced)


async def _kept(acting: Acting, deed: str, token_id: str) -> Kept:
    token = token_of(await acting.named(TOKEN, token_id, SHOWN), acting.now)
    return Kept(deed, token, acting.viewer.key)

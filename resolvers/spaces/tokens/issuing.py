"""Tokens given to a network's programs, and rotated: the secret is shown once, and only its hash is kept."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import TOKEN
from models import ids
from resolvers.core.references import Reference
from resolvers.core.refusals import Conflict, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.security.opaque_tokens import hash_token, new_token
from resolvers.spaces.permissions import (
    TokenIssuer,
    own_token,
    record_steward_act,
    resolve_network,
    token_as_seen,
    token_issuer,
)
from resolvers.spaces.tokens.expiry_notices import due_notice
from resolvers.spaces.tokens.management import expire_invitations, log_once_stored
from resolvers.spaces.tokens.token import SHOWN, TOKEN_LIFECYCLE, Token, TokenChange
from resolvers.spaces.tokens.validation import LONGEST_LIFE, validate_token
from resolvers.validation.values import whole

MOST_LIVE = 20
"""Maximum number of valid tokens of a network, without those that were replaced."""
LONGEST_GRACE = 30
"""Days for which a token that was replaced may go on working."""
BEGINNING = 14
"""Characters that a token is recognised by: six of them are its own, and leave 230 bits to guess."""


async def create_token(use_case: UseCase, network: Reference, given: Mapping[str, Any]) -> TokenChange:
    """A token with what is given: `name`, `scopes`, `expires_at` and `addresses`."""
    network_id = await resolve_network(use_case, network)
    giver = await token_issuer(use_case, network_id)
    values = validate_token(given, giver, use_case.now)
    standing = await _standing(use_case, network_id)
    if sum(each.replaced_by is None for each in standing) >= MOST_LIVE:
        refuse(Conflict("TOO_MANY_TOKENS", values={"limit": MOST_LIVE}))
    token, secret = await _issued(use_case, giver, {**values, "network_id": network_id})
    return log_once_stored(use_case, TokenChange("created", token, use_case.viewer.key, secret))


async def rotate_token(use_case: UseCase, token_id: str, grace_days: int) -> TokenChange:
    """A new secret for a token, which lives as long again as that was given; the old one works for the grace time."""
    old, giver = await own_token(use_case, token_id)
    TOKEN_LIFECYCLE.check("rotate", old.state)
    if old.replaced_by is not None:
        refuse(Conflict("TOKEN_REPLACED"))
    giver.check_holds(old)
    _, problems = whole(0, LONGEST_GRACE)(grace_days)
    if problems:
        refuse(ValidationFailed([each.under("graceDays") for each in problems]))
    if len(await _standing(use_case, old.network_id)) >= 2 * MOST_LIVE:
        refuse(Conflict("TOO_MANY_TOKENS", values={"limit": 2 * MOST_LIVE}))
    life = min(old.expires_at - old.created_at, LONGEST_LIFE)
    same = {name: getattr(old, name) for name in ("network_id", "name", "scopes", "addresses")}
    token, secret = await _issued(use_case, giver, {**same, "expires_at": use_case.now + life})
    end = min(old.expires_at, use_case.now + timedelta(days=grace_days))
    await use_case.work.update(TOKEN, {"id": old.id}, {"replaced_by": token.id, "expires_at": end})
    await expire_invitations(use_case, old.id, end)
    replaced = await token_as_seen(use_case, await use_case.row_by_id(TOKEN, old.id, SHOWN))
    return log_once_stored(use_case, TokenChange("rotated", token, use_case.viewer.key, secret, replaced))


async def _issued(use_case: UseCase, giver: TokenIssuer, values: Mapping[str, Any]) -> tuple[Token, str]:
    """A token as it was stored, and its secret."""
    secret = new_token("api")
    row = {
        "id": ids.new("token"),
        "token_hash": hash_token(secret),
        "beginning": secret[:BEGINNING],
        "created_at": use_case.now,
        "created_by": giver.account_id,
        # Whoever gives a token for a few days knows that it ends within thirty.
        "noticed_days": due_notice(values["expires_at"] - use_case.now),
        **values,
    }
    await use_case.work.insert(TOKEN, [row])
    await record_steward_act(use_case, values["network_id"], None, str(row["id"]))
    return await token_as_seen(use_case, await use_case.row_by_id(TOKEN, row["id"], SHOWN)), secret


async def _standing(use_case: UseCase, network_id: str) -> list[Row]:
    """The tokens that are neither expired nor revoked; one that is suspended may be taken over at any time."""
    rows = await use_case.work.select(TOKEN, {"network_id": network_id, "revoked_at": None}, SHOWN)
    return [row for row in rows if row.expires_at > use_case.now]

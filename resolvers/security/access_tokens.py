"""Access tokens: signed by us, good for ten minutes, and believed without a look into the database."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from joserfc import jws
from joserfc.jwk import OctKey

from resolvers.security.signed import TokenRefused, check, prove, read

ISSUER = "encommun"
AUDIENCE = "encommun/graphql"
"""Whatever else the same keys may sign one day is for someone else."""
TYPE = "at+jwt"
"""RFC 9068: so that no other kind of token is taken for an access token."""
LIFETIME = timedelta(minutes=10)
"""How long an account that was closed can still be used by who has a token."""
LONGEST = 4_096
"""Characters; ours have about 400."""
REGISTRY = jws.JWSRegistry(algorithms=["HS256"])
SECRET_BYTES = 32
"""As many as SHA-256 gives: HS256 must not have fewer (RFC 7518, 3.2)."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key and its public name; to replace it, sign with a new one and accept both for LIFETIME."""

    kid: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Access:
    """What a token that was accepted says; moments are in UTC."""

    account_id: str
    token_id: str
    issued_at: datetime
    expires_at: datetime


def new_key() -> SigningKey:
    """A fresh key of 256 random bits, as text that a setting or a column can hold."""
    return SigningKey(secrets.token_hex(4), secrets.token_urlsafe(SECRET_BYTES))


def sign(account_id: str, key: SigningKey, now: datetime) -> str:
    """A token for the account that is good for LIFETIME; raises ValueError for a key that is too short."""
    issued = int(now.timestamp())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": account_id,
        "iat": issued,
        "exp": issued + int(LIFETIME.total_seconds()),
        "jti": secrets.token_urlsafe(16),
    }
    header = {"alg": "HS256", "kid": key.kid, "typ": TYPE}
    return jws.serialize_compact(header, json.dumps(claims), _octets(key.secret), registry=REGISTRY)


def verify(token: str, keys: Mapping[str, str], now: datetime) -> Access:
    """What the token says, if one of `keys` (secrets by `kid`) signed it and its time has not passed.

    Raises TokenRefused for any other text, and ValueError for a key that is too short.
    """
    signed = read(token, LONGEST)
    secret = keys.get(signed.says("kid"))
    if signed.says("typ") != TYPE or secret is None:
        raise TokenRefused("typ or kid")
    prove(signed, _octets(secret), REGISTRY)
    claims = signed.claims
    check(claims, ISSUER, AUDIENCE, now)
    if not isinstance(claims.get("jti"), str):
        raise TokenRefused("jti")
    issued_at, expires_at = (datetime.fromtimestamp(claims[name], UTC) for name in ("iat", "exp"))
    return Access(claims["sub"], claims["jti"], issued_at, expires_at)


def _octets(secret: str) -> OctKey:
    if len(secret) < SECRET_BYTES:
        raise ValueError(f"a key has at least {SECRET_BYTES} characters")
    return OctKey.import_key(secret)

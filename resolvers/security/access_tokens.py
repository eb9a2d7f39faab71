"""Access tokens: signed by us, good for ten minutes, and believed without a look into the database."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from joserfc import jws
from joserfc.jwk import OctKey

from resolvers.security.jwt import SignedToken, TokenRefused, check_claims, parse_token, verify_signature
from resolvers.security.signing_key import LIFETIME, SECRET_BYTES, SigningKey

ISSUER = "encommun"
AUDIENCE = "encommun/graphql"
"""Whatever else the same keys may sign one day is for someone else."""
TYPE = "at+jwt"
"""RFC 9068: so that no other kind of token is taken for an access token."""
LONGEST = 4_096
"""Characters; ours have about 400."""
REGISTRY = jws.JWSRegistry(algorithms=["HS256"])


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """The claims of an accepted token; moments are in UTC."""

    account_id: str
    token_id: str
    issued_at: datetime
    expires_at: datetime


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


def key_name(token: str, now: datetime) -> str:
    """The name of the key that a token must be signed with; raises TokenRefused for one that no key makes good."""
    return _checked(token, now).says("kid")


def verify(token: str, keys: Mapping[str, str], now: datetime) -> AccessClaims:
    """Return the claims if one of `keys` (secrets by `kid`) signed the token and it has not expired.

    Raises TokenRefused for any other text, and ValueError for a key that is too short.
    """
    signed = _checked(token, now)
    secret = keys.get(signed.says("kid"))
    if secret is None:
        raise TokenRefused("kid")
    verify_signature(signed, _octets(secret), REGISTRY)
    claims = signed.claims
    issued_at, expires_at = (datetime.fromtimestamp(claims[name], UTC) for name in ("iat", "exp"))
    return AccessClaims(claims["sub"], claims["jti"], issued_at, expires_at)


def _checked(token: str, now: datetime) -> SignedToken:
    """A token as ours are, but for its signature; raises TokenRefused."""
    signed = parse_token(token, LONGEST)
    if signed.says("typ") != TYPE or not signed.says("kid"):
        raise TokenRefused("typ or kid")
    check_claims(signed.claims, ISSUER, AUDIENCE, LIFETIME, now)
    if not isinstance(signed.claims.get("jti"), str):
        raise TokenRefused("jti")
    return signed


def _octets(secret: str) -> OctKey:
    if len(secret) < SECRET_BYTES:
        raise ValueError(f"a key has at least {SECRET_BYTES} characters")
    return OctKey.import_key(secret)

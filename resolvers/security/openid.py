"""People known to an OpenID Connect issuer that the operator trusts, such as ProConnect, by the tokens it gives them.

Rules for ID tokens: OpenID Connect Core 1.0, 3.1.3.7; for access tokens: RFC 9068, 4.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from joserfc import jws

from resolvers.security.issuer_documents import IssuerUnavailable as IssuerUnavailable
from resolvers.security.issuer_documents import is_secure_url
from resolvers.security.issuer_keys import KEY_TYPES, IssuerKeys
from resolvers.security.jwt import SignedToken, TokenRefused, check_claims, parse_token, verify_signature
from resolvers.security.lifetimes import ISSUED_TOKEN

LONGEST = 8_192
"""Characters: issuers put roles and groups into tokens, and HTTP servers take no longer header."""
LONGEST_TEXT = 254
"""Characters of an e-mail address (RFC 5321, erratum 1690), and enough for a name."""
REGISTRY = jws.JWSRegistry(algorithms=list(KEY_TYPES), strict_check_header=False)
"""The registry that ignores other headers (RFC 7515, section 4)."""
TYPES = frozenset({"", "jwt", "at+jwt", "application/at+jwt"})
"""Not `logout+jwt` and what else an issuer signs for us without anybody having come."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Someone as their issuer knows them: `issuer` and `subject` together never change and name nobody else.

    An e-mail address names an account only if it is verified, and only for issuers trusted to speak for its domain.
    """

    issuer: str
    subject: str
    email: str | None
    email_verified: bool
    name: str | None


class OpenIDIssuer:
    """An issuer whose tokens are accepted when they are meant for us."""

    def __init__(self, issuer: str, client_id: str, client: httpx.AsyncClient) -> None:
        """Nothing is fetched yet. Raises ValueError unless `issuer` is an HTTPS address, or HTTP on this machine.

        Args:
            issuer: as the issuer itself writes it, to the last slash.
            client_id: our name there, which tokens have as audience.
            client: fetches discovery and keys; its own limits and redirects play no part.
        """
        if not is_secure_url(issuer) or "?" in issuer or "#" in issuer:
            raise ValueError(f"{issuer!r} is no https:// address without query and fragment")
        self.issuer = issuer
        self._client_id = client_id
        self._keys = IssuerKeys(issuer, client)

    async def verify(self, token: str, now: datetime) -> Identity:
        """Return the identity in the token. Raises TokenRefused, or IssuerUnavailable if the keys cannot be fetched.

        What would be refused with any key is refused first, so that it makes nobody fetch keys.
        """
        signed = parse_token(token, LONGEST)
        _check_kind(signed)
        check_claims(signed.claims, self.issuer, self._client_id, ISSUED_TOKEN, now)
        verify_signature(signed, await self._keys.find(signed.says("kid"), signed.says("alg"), now), REGISTRY)
        return _identity(signed.claims)


def claimed_issuer(token: str) -> str:
    """Return the issuer that a token claims, to choose its verifier; nothing is proven yet. Raises TokenRefused."""
    issuer = parse_token(token, LONGEST).claims.get("iss")
    return issuer if isinstance(issuer, str) else ""


def _check_kind(signed: SignedToken) -> None:
    if signed.says("alg") not in KEY_TYPES:
        raise TokenRefused("alg")
    if signed.says("typ").lower() not in TYPES or "events" in signed.claims:  # events: a notice that someone left
        raise TokenRefused("typ")


def _identity(claims: dict[str, Any]) -> Identity:
    email = _text(claims, "email")
    if email is not None and "@" not in email:
        email = None
    verified = email is not None and claims.get("email_verified") is True
    return Identity(claims["iss"], claims["sub"], email, verified, _name(claims))


def _name(claims: dict[str, Any]) -> str | None:
    """The name in full, or given name and family name; ProConnect calls the latter `usual_name`."""
    family = _text(claims, "family_name") or _text(claims, "usual_name")
    parts = [part for part in (_text(claims, "given_name"), family) if part]
    return _text(claims, "name") or " ".join(parts) or None


def _text(claims: dict[str, Any], name: str) -> str | None:
    """A claim that people read; None if it is no text, is longer than any, or has line breaks or half characters."""
    value = claims.get(name)
    fits = isinstance(value, str) and 0 < len(value.strip()) <= len(value) <= LONGEST_TEXT and value.isprintable()
    return value if fits else None

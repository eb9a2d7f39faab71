"""Signed tokens (JWT in a compact JWS, RFC 7519 and 7515): taken apart, and held to what all of them must satisfy.

RFC 8725 says what goes wrong with such tokens: who verifies one chooses the algorithm and the key, never the token.
"""

import json
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key

LEEWAY = 30
"""Seconds by which two machines' clocks may differ."""
LONGEST_NAME = 255
"""Characters, all ASCII: OpenID Connect's limit for `sub`."""
END_OF_TIME = 253_402_300_800
"""Seconds from 1970 to the year 10000, beyond which there is no datetime."""


class TokenRefused(Exception):
    """A token that is not accepted. Its text is for everyone and tells nothing more; `reason` is for the log alone."""

    def __init__(self, reason: str) -> None:
        super().__init__("The token is not accepted.")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SignedToken:
    """A token taken apart: what it claims is not to be believed before `verify_signature`."""

    header: dict[str, Any]
    claims: dict[str, Any]
    whole: jws.CompactSignature

    def says(self, name: str) -> str:
        """The text that its header has by that name; empty if it has none."""
        value = self.header.get(name)
        return value if isinstance(value, str) else ""


def parse_token(token: str, longest: int) -> SignedToken:
    """The parts of a token of at most `longest` characters; raises TokenRefused."""
    if len(token) > longest:
        raise TokenRefused("too long")
    try:
        whole = jws.extract_compact(token.encode())
        header, claims = whole.headers(), json.loads(whole.payload)
    except (JoseError, ValueError, RecursionError):
        raise TokenRefused("not readable") from None
    if not all(isinstance(part, dict) for part in (header, claims)):
        raise TokenRefused("not made of objects")
    if "crit" in header:  # what it names must be understood (RFC 7515, 4.1.11), and we know no extension
        raise TokenRefused("an extension")
    return SignedToken(header, claims, whole)


def verify_signature(signed: SignedToken, key: Key, registry: jws.JWSRegistry) -> None:
    """Raise TokenRefused unless `key` made the signature, with an algorithm of the registry that suits the key."""
    try:
        good = jws.validate_compact(signed.whole, key, registry=registry)
    except (JoseError, ValueError):
        raise TokenRefused("algorithm or key") from None
    if not good:
        raise TokenRefused("signature")


def check_claims(claims: dict[str, Any], issuer: str, audience: str, longest: timedelta, now: datetime) -> None:
    """Raise TokenRefused unless issuer and audience are these, `now` is within its time, and it has a subject.

    Its time, from its issue to its end, is not more than `longest`, whatever it says.
    """
    moment, audiences = now.timestamp(), claims.get("aud")
    issued, expires = _seconds(claims.get("iat")), _seconds(claims.get("exp"))
    held = {
        "iss": claims.get("iss") == issuer,
        "aud": audience in (audiences if isinstance(audiences, list) else [audiences]),
        "exp": moment < expires + LEEWAY,
        "iat": moment >= issued - LEEWAY,
        "life": expires - issued <= longest.total_seconds(),
        "nbf": moment >= _seconds(claims.get("nbf", 0)) - LEEWAY,
        "sub": _is_name(claims.get("sub")),
    }
    for claim, holds in held.items():
        if not holds:
            raise TokenRefused(claim)


def _seconds(value: Any) -> float:
    """A moment as seconds since 1970; NaN, which is neither before nor after anything, for what is none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value < END_OF_TIME else math.nan


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isascii() and value.isprintable()

"""The keys that access tokens are signed with, and how long a token lasts; apart, for to sign loads much more."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

LIFETIME = timedelta(minutes=10)
"""How long an account that was closed can still be used by who has a token."""
SECRET_BYTES = 32
"""As many as SHA-256 gives: HS256 must not have fewer (RFC 7518, 3.2)."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key and its public name; to replace it, sign with a new one and accept both for LIFETIME."""

    kid: str
    secret: str = field(repr=False)


def new_key() -> SigningKey:
    """A fresh key of 256 random bits, as text that a setting or a column can hold."""
    return SigningKey(secrets.token_hex(4), secrets.token_urlsafe(SECRET_BYTES))

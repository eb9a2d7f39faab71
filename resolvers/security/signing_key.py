"""The keys that access tokens are signed with; in a module of its own, since importing the signing library is slow."""

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from resolvers.security.lifetimes import ACCESS_TOKEN

LIFETIME = ACCESS_TOKEN
SECRET_BYTES = 32
"""As many as SHA-256 gives: HS256 must not have fewer (RFC 7518, 3.2)."""
KID_DIGITS = 16
"""Hexadecimal digits of the hash that names a key which the operator gives: 64 bits, which tell nothing of 256."""
SEPARATED = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key and its public name; to replace it, sign with a new one and accept both for LIFETIME."""

    kid: str
    secret: str = field(repr=False)


GivenKeys = Callable[[], Sequence[SigningKey]]
"""Returns the operator's keys, of which the first signs and all are believed; none where the database keeps keys."""


def no_given_keys() -> Sequence[SigningKey]:
    """Return none: the commons makes its keys and keeps them in the database."""
    return ()


def new_key() -> SigningKey:
    """A fresh key of 256 random bits, as text that a setting or a column can hold."""
    return SigningKey(secrets.token_hex(4), secrets.token_urlsafe(SECRET_BYTES))


def parse_keys(text: str) -> tuple[SigningKey, ...]:
    """The keys in a text that separates their secrets by commas, spaces or line breaks.

    Raises ValueError with a sentence, which shows nothing of a secret, for one that is too short and for none at all.
    """
    found = [each for each in SEPARATED.split(text) if each]
    if not found:
        raise ValueError("there is no key in it")
    if any(len(each) < SECRET_BYTES or not each.isascii() for each in found):
        raise ValueError(f"a key has at least {SECRET_BYTES} ASCII characters")
    return tuple(SigningKey(hashlib.sha256(each.encode()).hexdigest()[:KID_DIGITS], each) for each in found)

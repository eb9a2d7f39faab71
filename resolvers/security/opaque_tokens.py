"""Opaque tokens: random text that says what it is for, as in `enc_api_01j8z3k4…`, and of which only a hash is kept."""

import hashlib
import re
import secrets
import zlib
from typing import Literal, get_args

from models.ids import ALPHABET

Kind = Literal["api", "refresh", "mail", "device"]
"""Kinds of tokens: API token, refresh token, link in a mail, known device."""
KINDS: tuple[Kind, ...] = get_args(Kind)

DIGITS = 52
"""Of 5 bits each: 260 bits, as many as SHA-256 can tell apart and more than anybody can guess."""
CHECK_DIGITS = 7
"""Enough for the 32 bits of a CRC."""
DIGIT = "[0-9a-hjkmnp-tv-z]"
PATTERN = re.compile(f"(enc_({'|'.join(KINDS)})_{DIGIT}{{{DIGITS}}})({DIGIT}{{{CHECK_DIGITS}}})")
"""A pattern for scanners of leaked secrets."""


def new_token(kind: Kind) -> str:
    """A fresh token, to be shown once to whoever will hold it."""
    body = f"enc_{kind}_" + "".join(secrets.choice(ALPHABET) for _ in range(DIGITS))
    return body + _checksum(body)


def token_kind(token: str) -> Kind | None:
    """Return the kind of a well-formed token; None for any other text, which need not be looked up."""
    match = PATTERN.fullmatch(token)
    if match is None or _checksum(match[1]) != match[3]:
        return None
    return next(kind for kind in KINDS if kind == match[2])


def is_well_formed(token: str, kind: Kind) -> bool:
    """True if `token` is well formed for `kind`; it need not have been issued."""
    return token_kind(token) == kind


def hash_token(token: str) -> str:
    """The SHA-256 of a well-formed token, 64 hexadecimal digits: what is stored, and what is compared.

    Neither salt nor slowness is needed, as there is nothing to guess. Whoever times how an index finds a hash learns
    nothing about the token.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def _checksum(body: str) -> str:
    """Tells a mistyped or made-up token from a real one. It is no secret and proves nothing."""
    crc = zlib.crc32(body.encode())
    return "".join(ALPHABET[crc >> shift & 31] for shift in range(5 * (CHECK_DIGITS - 1), -1, -5))

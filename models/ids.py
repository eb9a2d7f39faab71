"""TypeIDs: a readable prefix and a UUIDv7 in Crockford base32, as in `actor_01j8z3k4…`.

Format: https://github.com/jetify-com/typeid (version 0.3). Ids are stored and compared as shown.
"""

import hashlib
import re
from datetime import datetime

from uuid_utils import uuid7

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PAIRS = tuple(first + second for first in ALPHABET for second in ALPHABET)
"""Pairs of digits by their 10 bits; they make encoding fast, since each change of a record needs a new id."""
LOW = (1 << 60) - 1
PATTERN = re.compile(r"([a-z]+)_([0-7][0-9a-hjkmnp-tv-z]{25})")


def new(prefix: str) -> str:
    """A fresh id that sorts after those made before it."""
    return encode(prefix, uuid7().int)


def derived(prefix: str, name: str, moment: datetime) -> str:
    """The same id for the same arguments: official records have one id in every commons.

    `moment` is the UUIDv7's timestamp; its 74 free bits come from SHA-256 of `name`.
    """
    free = int.from_bytes(hashlib.sha256(f"{prefix}:{name}".encode()).digest()[:10], "big")
    milliseconds = int(moment.timestamp() * 1000)
    high, low = free >> 62 & 0xFFF, free & (1 << 62) - 1
    return encode(prefix, milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def encode(prefix: str, number: int) -> str:
    """The TypeID of a 128-bit number: 26 digits of 5 bits after the prefix."""
    pairs = PAIRS
    high, low = number >> 60, number & LOW  # short numbers are the ones that Python is quick with
    return (
        f"{prefix}_{pairs[high >> 60]}{pairs[high >> 50 & 1023]}{pairs[high >> 40 & 1023]}{pairs[high >> 30 & 1023]}"
        f"{pairs[high >> 20 & 1023]}{pairs[high >> 10 & 1023]}{pairs[high & 1023]}{pairs[low >> 50]}"
        f"{pairs[low >> 40 & 1023]}{pairs[low >> 30 & 1023]}{pairs[low >> 20 & 1023]}{pairs[low >> 10 & 1023]}"
        f"{pairs[low & 1023]}"
    )


def prefix_of(value: str) -> str | None:
    """The prefix of a well-formed TypeID, or None."""
    match = PATTERN.fullmatch(value)
    return match.group(1) if match else None

"""Passwords are stored as Argon2id hashes; checking one is slow on purpose, and happens off the event loop."""

import base64
import secrets
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from resolvers.security.bounded_executor import BoundedExecutor
from resolvers.security.password_policy import LONGEST_TYPED, normalised

PASSES = 3
MEMORY = 64 * 1024
"""KiB. With PASSES and LANES the second choice of RFC 9106, section 4, for who cannot spend 2 GiB on a log-in."""
LANES = 4
SALT_BYTES = 16
HASH_BYTES = 32
AT_ONCE = 2
"""Log-ins checked at the same time, so that they take 128 MiB at most and leave the server able to answer others."""

HASHER = PasswordHasher(PASSES, MEMORY, LANES, HASH_BYTES, SALT_BYTES)
THREADS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
"""Of their own: files and databases never wait behind log-ins. Threads start with the first password."""
HASH_EXECUTOR = BoundedExecutor(THREADS, most=20, each=4, seconds=5)
"""Of one origin two begun and two waiting: it takes a stranger's log-in half a second more at most."""


async def hash_password(password: str, hasher: PasswordHasher = HASHER, *, origin: str = "") -> str:
    """Return the hash of a password that the policy accepted, about 100 characters; takes some 0.2 s.

    Raises ValueError for one longer than any that the policy accepts, OverloadedError when too many wait, or too many
    of one `origin`, the address that asks.
    """
    if len(password) > LONGEST_TYPED:
        raise ValueError(f"longer than {LONGEST_TYPED} characters")
    return await HASH_EXECUTOR.run(origin, hasher.hash, _bytes(password))


async def verify_password(
    stored: str | None, password: str, hasher: PasswordHasher = HASHER, *, origin: str = ""
) -> bool:
    """True if `password` has the hash `stored`.

    Takes as long without a hash as with one: how long a log-in takes does not tell whether there is such an account.
    Raises argon2's InvalidHashError or VerificationError if what is stored was not made here, OverloadedError as
    `hash_password` does.
    """
    known = stored if stored is not None and len(password) <= LONGEST_TYPED else _unknown(hasher)
    typed = _bytes(password[:LONGEST_TYPED])
    return await HASH_EXECUTOR.run(origin, _matches, hasher, known, typed)


def needs_rehash(stored: str, hasher: PasswordHasher = HASHER) -> bool:
    """True if a hash has other parameters than today's: hash the password again once it was right."""
    return hasher.check_needs_rehash(stored)


def _matches(hasher: PasswordHasher, stored: str, password: bytes) -> bool:
    try:
        return hasher.verify(stored, password)
    except VerifyMismatchError:
        return False


def _bytes(password: str) -> bytes:
    """As it is hashed; half a surrogate pair is odd, but no reason to fail."""
    return normalised(password).encode("utf-8", "surrogatepass")


def _unknown(hasher: PasswordHasher) -> str:
    """A hash of no password, as costly to check as one of `hasher`, and free to make."""
    salt, tag = (
        base64.b64encode(secrets.token_bytes(size)).rstrip(b"=").decode() for size in (hasher.salt_len, hasher.hash_len)
    )
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${tag}"

"""Passwords whose hashes cost next to nothing, for tests that are not about the cost."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from resolvers.security import passwords

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@contextmanager
def hashing_cheaply() -> Iterator[None]:
    """While it lasts, all passwords are hashed so."""
    with pytest.MonkeyPatch.context() as patch:
        for each in (passwords.hash_password, passwords.verify_password, passwords.needs_rehash):
            patch.setattr(each, "__defaults__", (CHEAP,))
        yield

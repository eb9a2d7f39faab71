"""Passwords: hashed as RFC 9106 says, checked a few at a time, alike whether there is an account or not."""

import asyncio
import threading
import time
import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from argon2.low_level import Type

from resolvers.security.passwords import AT_ONCE, HASHER, hash_password, needs_rehash, verify_password
from tests.support.durations import check_duration

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
RIGHT = "une péniche à Conflans"
ACCENTS = "\u0301\u0316" * 500_000
"""Marks that normalising must sort: a megabyte of them would take hours."""


class Watched(PasswordHasher):
    """Remembers what it verified, and how many at once."""

    def __init__(self):
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified, self.running, self.most, self.lock = [], 0, 0, threading.Lock()

    def verify(self, hash, password):  # noqa: A002  the name is argon2's
        with self.lock:
            self.verified.append((hash, threading.current_thread()))
            self.running += 1
            self.most = max(self.most, self.running)
        time.sleep(0.01)
        try:
            return super().verify(hash, password)
        finally:
            with self.lock:
                self.running -= 1


async def test_a_password_with_the_cost_that_is_used_in_earnest():
    stored = await hash_password(RIGHT)
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert len(stored) < 128
    assert await verify_password(stored, RIGHT)
    assert not await verify_password(stored, RIGHT + ".")
    assert not await verify_password(None, RIGHT)
    assert not needs_rehash(stored)


async def test_equal_passwords_have_different_hashes():
    first, second = [await hash_password(RIGHT, CHEAP) for _ in range(2)]
    assert first != second
    assert RIGHT not in first
    assert await verify_password(first, RIGHT, CHEAP)
    assert await verify_password(second, RIGHT, CHEAP)


@pytest.mark.parametrize("other", ["", RIGHT.upper(), RIGHT + "\0", RIGHT + " ", RIGHT[:-1], "\ud800", "x" * 801])
async def test_any_other_password_is_wrong(other):
    assert not await verify_password(await hash_password(RIGHT, CHEAP), other, CHEAP)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
async def test_accents_may_be_typed_in_any_way(form):
    stored = await hash_password(RIGHT, CHEAP)
    assert await verify_password(stored, unicodedata.normalize(form, RIGHT), CHEAP)


async def test_the_longest_may_be_typed_decomposed_and_is_never_cut():
    longest = "ᾂ" * 200
    stored = await hash_password(longest, CHEAP)
    assert await verify_password(stored, unicodedata.normalize("NFD", longest), CHEAP)
    assert not await verify_password(stored, unicodedata.normalize("NFD", longest) + "x", CHEAP)
    assert not await verify_password(stored, longest[:-1] + "ᾃ", CHEAP)


@pytest.mark.parametrize("odd", ["\0" * 12, "\ud800" * 12, "🦉" * 12])
async def test_odd_characters_are_characters(odd):
    stored = await hash_password(odd, CHEAP)
    assert await verify_password(stored, odd, CHEAP)
    assert not await verify_password(stored, odd[:-1], CHEAP)


async def test_an_endless_password_costs_nothing():
    stored, before = await hash_password(RIGHT, CHEAP), time.perf_counter()
    assert not await verify_password(stored, ACCENTS, CHEAP)
    assert not await verify_password(None, ACCENTS, CHEAP)
    with pytest.raises(ValueError, match="longer than"):
        await hash_password(ACCENTS, CHEAP)
    check_duration(time.perf_counter() - before, 1)


async def test_an_unknown_account_is_checked_as_a_known_one():
    hasher, stored = Watched(), await hash_password(RIGHT, CHEAP)
    for known in (stored, None):
        assert not await verify_password(known, "something else", hasher)
    assert not await verify_password(stored, "x" * 10_000, hasher)
    checked = [extract_parameters(known) for known, _ in hasher.verified]
    assert checked == [extract_parameters(stored)] * 3
    assert hasher.verified[1][0] != stored != hasher.verified[2][0]


async def test_it_also_takes_as_long():
    hasher = PasswordHasher(time_cost=2, memory_cost=4_096, parallelism=1)
    stored = await hash_password(RIGHT, hasher)

    async def shortest(known):
        times = []
        for _ in range(7):
            before = time.perf_counter()
            await verify_password(known, "something else", hasher)
            times.append(time.perf_counter() - before)
        return min(times)

    assert 0.4 < await shortest(None) / await shortest(stored) < 2.5


async def test_the_first_unknown_account_takes_no_longer_than_the_next():
    hasher = Watched()
    await verify_password(None, RIGHT, hasher)
    assert len(hasher.verified) == 1


async def test_nothing_is_the_password_of_an_unknown_account():
    for guess in ("", "\0", RIGHT):
        assert not await verify_password(None, guess, CHEAP)


async def test_few_are_checked_at_once_and_the_loop_goes_on():
    hasher, ticks = Watched(), 0

    async def tick():
        nonlocal ticks
        while True:
            await asyncio.sleep(0.005)
            ticks += 1

    ticking = asyncio.create_task(tick())
    assert await asyncio.gather(*(verify_password(None, RIGHT, hasher) for _ in range(12))) == [False] * 12
    ticking.cancel()
    assert hasher.most == AT_ONCE
    assert threading.current_thread() not in {thread for _, thread in hasher.verified}
    assert ticks > 4


async def test_who_no_longer_waits_is_not_checked():
    hasher = Watched()
    waiting = [asyncio.create_task(verify_password(None, RIGHT, hasher)) for _ in range(20)]
    await asyncio.sleep(0.005)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    await verify_password(None, RIGHT, hasher)
    assert len(hasher.verified) <= AT_ONCE * 2 + 1


async def test_a_hash_that_we_did_not_make_is_a_fault_and_no_wrong_password():
    for stored in ("", "plain", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$"):
        with pytest.raises((InvalidHashError, VerificationError)) as told:
            await verify_password(stored, RIGHT, CHEAP)
        assert not isinstance(told.value, VerifyMismatchError)


async def test_old_hashes_are_made_again():
    assert needs_rehash(await hash_password(RIGHT, CHEAP))
    assert not needs_rehash(await hash_password(RIGHT, CHEAP), CHEAP)
    assert needs_rehash(PasswordHasher(3, 65_536, 4, 32, 16, type=Type.I).hash("x"))
    assert HASHER.type is Type.ID

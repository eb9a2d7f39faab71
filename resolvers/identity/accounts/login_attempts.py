"""Guesses and requests are counted in the database, by account and by address; see `resolvers.security.throttling`."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Literal

from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import Attempt
from resolvers.core.refusals import RateLimited, refuse
from resolvers.security.throttling import (
    GuessState,
    GuessTarget,
    after_guess,
    after_success,
    seconds_to_wait,
    without_guess,
)

TABLE = table_of(Attempt)
STATE = ("failures", "last_at", "blocked_until")
PREFIX = 64
"""Bits of an IPv6 address that one household or office has; it may use all addresses below them."""


@dataclass(frozen=True, slots=True)
class GuessGuard:
    """The limit on guesses of one kind of secret, by account and address; unknown accounts are treated like others."""

    what: Literal["password", "mail", "invitation"]
    """Passwords that are guessed, mails that are asked for, or invitations: none uses up what another is free to do."""
    account: str
    """The key of an e-mail address."""
    address: str
    """An IP address; empty where it is not known, and then not counted."""
    known: str = ""
    """A known device or a person who is signed in; empty for strangers.

    Each is counted separately, so that guesses of strangers lock out strangers only.
    """

    @property
    def keys(self) -> dict[GuessTarget, str]:
        """Return the keys of the stored states; no address can be read from them."""
        if self.known:
            return {"account": _hashed(self.what, "known", self.known)}
        found: dict[GuessTarget, str] = {"account": _hashed(self.what, "account", self.account)}
        return found | {"address": _hashed(self.what, "address", client_key(self.address))} if self.address else found


async def count_guess(work: UnitOfWork, now: datetime, guard: GuessGuard) -> None:
    """One more guess, wrong until `count_success`; refuses with RateLimited, uncounted, while there is a wait."""
    states = {whose: await _state(work, key) for whose, key in guard.keys.items()}
    if wait := max(seconds_to_wait(state, now) for state in states.values()):
        refuse(RateLimited(wait))
    for whose, key in guard.keys.items():
        await _keep(work, key, after_guess(states[whose], whose, now))


async def count_success(work: UnitOfWork, guard: GuessGuard) -> None:
    """The guess last counted was right."""
    for whose, key in guard.keys.items():
        await _keep(work, key, after_success(await _state(work, key), whose))


async def withdraw_guess(work: UnitOfWork, guard: GuessGuard, counted_at: datetime) -> None:
    """The guess that was counted at a moment was not looked at: we had no time for it."""
    for key in guard.keys.values():
        state = await _state(work, key)
        if state.last_at is not None:
            await _keep(work, key, without_guess(state, counted_at))


async def forget_guesses(work: UnitOfWork, guard: GuessGuard) -> None:
    """Delete the failed attempts on the account."""
    await work.delete(TABLE, {"key": guard.keys["account"]})


def client_key(address: str) -> str:
    """Return the key of an address: itself, or the IPv6 network of its holder."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((int(found), PREFIX), strict=False))


async def _state(work: UnitOfWork, key: str) -> GuessState:
    rows = await work.select(TABLE, {"key": key}, STATE)
    return GuessState(*rows[0]) if rows else GuessState()


async def _keep(work: UnitOfWork, key: str, state: GuessState) -> None:
    if state.last_at is None:
        await work.delete(TABLE, {"key": key})
    elif not await work.update(TABLE, {"key": key}, asdict(state)):
        await work.insert(TABLE, [{"key": key, **asdict(state)}])


def _hashed(what: str, whose: str, value: str) -> str:
    return f"{what} {whose} {hashlib.sha256(value.encode(errors='replace')).hexdigest()}"

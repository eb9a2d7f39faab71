"""Guessing is slowed down: some wrong guesses are free, then each costs twice the wait of the one before.

Keep one state for each account and one for each address, and for a guess, in this order:

1. if `seconds_to_wait` is not 0 for either, turn it away, unchecked and uncounted: nobody can keep an account's owner
   out for longer than the cap at a time;
2. store `after_guess` for both, in the transaction that read them: of a thousand guesses sent at once, all would
   otherwise find the door open;
3. check the guess, and if it was right, store `after_success` for both.

Source: NIST SP 800-63B, "Rate limiting (throttling)".
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

GuessTarget = Literal["account", "address"]

FREE: dict[GuessTarget, int] = {"account": 5, "address": 50}
"""Wrong guesses without a wait. A whole town hall shares an address, on a Monday morning too."""
FIRST_WAIT = 1
"""Seconds, after the first guess that is not free."""
LONGEST_WAIT = 15 * 60
"""Seconds: some 100 guesses a day are left, and an owner is back after a coffee."""
DOUBLINGS = (LONGEST_WAIT // FIRST_WAIT).bit_length()
"""After so many the cap is reached; to go on doubling would only make larger numbers."""
QUIET = timedelta(hours=24)
"""After so long without a guess, all are forgotten."""


@dataclass(frozen=True, slots=True)
class GuessState:
    """Wrong guesses at one account, or from one address; moments are in UTC."""

    failures: int = 0
    last_at: datetime | None = None
    blocked_until: datetime | None = None


def after_guess(attempts: GuessState, whose: GuessTarget, now: datetime) -> GuessState:
    """The state after one more guess, which counts as wrong until `after_success`."""
    failures = 1 if is_forgotten(attempts, now) else attempts.failures + 1
    beyond = failures - FREE[whose]
    if beyond <= 0:
        return GuessState(failures, now)
    wait = min(FIRST_WAIT << min(beyond - 1, DOUBLINGS), LONGEST_WAIT)
    return GuessState(failures, now, now + timedelta(seconds=wait))


def after_success(attempts: GuessState, whose: GuessTarget) -> GuessState:
    """The state once the guess last counted was right: the account's is cleared, for its owner has come.

    An address only has that one guess taken back. If it were cleared too, whoever has an account could log in to it
    between guesses at the accounts of others.
    """
    if whose == "account":
        return GuessState()
    return replace(attempts, failures=max(attempts.failures - 1, 0), blocked_until=None)


def without_guess(attempts: GuessState, counted_at: datetime) -> GuessState:
    """The state without the guess that was counted at a moment, and then not looked at.

    A wait that a later guess has begun goes on.
    """
    if attempts.failures <= 1:
        return GuessState()
    blocked_until = None if attempts.last_at == counted_at else attempts.blocked_until
    return replace(attempts, failures=attempts.failures - 1, blocked_until=blocked_until)


def seconds_to_wait(attempts: GuessState, now: datetime) -> int:
    """Whole seconds until the next guess is looked at, from 0 to LONGEST_WAIT."""
    if attempts.blocked_until is None:
        return 0
    return min(max(ceil((attempts.blocked_until - now).total_seconds()), 0), LONGEST_WAIT)


def is_forgotten(attempts: GuessState, now: datetime) -> bool:
    """True if the state is empty and need not be stored any longer."""
    return attempts.last_at is None or now - attempts.last_at >= QUIET

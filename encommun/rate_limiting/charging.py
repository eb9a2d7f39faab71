"""Charging of operations: a limit for one operation, points of its payer, and a lane for its kind."""

import logging
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from graphql import GraphQLError

from encommun.http.errors import HTTPError
from encommun.rate_limiting.concurrency_limit import ConcurrencyLimit
from encommun.rate_limiting.points import PointLedger
from encommun.rate_limiting.settings import LEAST, RateLimitSettings
from encommun.rate_limiting.token_bucket import InsufficientPointsError, RefillRate, TokenBucket
from execution import Admission, RequestError
from resolvers.core.viewer import Viewer
from resolvers.identity.accounts.login_attempts import client_key

GUESS = 500
"""Points that an invalid token costs; a client who guesses runs out of them."""
CHARACTERS = 20
"""Characters of a document for a point: what it takes to parse and validate one is known by its length alone."""

log = logging.getLogger("encommun.cost")


class CostCharger:
    """Takes what operations cost."""

    def __init__(self, points: PointLedger, settings: RateLimitSettings, readers: int) -> None:
        """Take the limits from the settings; of several `readers`, heavy operations leave one to the others."""
        self._points = points
        self._enforced = settings.cost_enforcement == "enforce"
        self._budgets = settings.cost_visitor, settings.cost_known
        self._rates = (
            RefillRate(settings.points_visitor, settings.points_visitor_per_second),
            RefillRate(settings.points_known, settings.points_known_per_second),
        )
        self._heavy = settings.heavy_cost
        self._reading = ConcurrencyLimit(max(1, min(settings.heavy_at_once, readers - 1)), waiting=32, seconds=5)
        self._writing = ConcurrencyLimit(settings.heavy_at_once, waiting=32, seconds=10)

    def check_balance(self, viewer: Viewer, points: int = LEAST) -> None:
        """Raise HTTPError 429 if the viewer has fewer points than any request costs; nothing is charged."""
        if self._enforced:
            seconds = self._points.seconds_until(payer_key(viewer.token_id, viewer.account_id, viewer.address), points)
            if seconds:
                raise _rate_limited(seconds)

    def check_guess_balance(self, visitor: Viewer) -> None:
        """Raise HTTPError 429 for an address that could not pay for a token that is not good."""
        self.check_balance(visitor, GUESS)

    async def charge(self, viewer: Viewer, cost: int, *, writes: bool, shown: bool) -> Admission | None:
        """Let an operation pass; what is told of its cost, and how its lane is left, if there is anything of both.

        Raises RequestError COST_LIMIT_EXCEEDED, HTTPError 429, or OverloadedError.
        """
        known = viewer.is_authenticated
        if cost > self._budgets[known]:
            self._too_much(cost, self._budgets[known])
        bucket = self._spend(viewer, max(cost, LEAST), LEAST, known=known)
        if bucket.untold >= bucket.rate.chunk:
            await self._points.settled(bucket)
        if cost < self._heavy:
            return Admission(_told(cost, bucket), None) if shown else None
        lane = self._writing if writes else self._reading
        await lane.enter()
        return Admission(_told(cost, bucket) if shown else None, lane.leave)

    def charge_parsing(self, viewer: Viewer, characters: int) -> None:
        """Charge a document that had to be parsed and validated; raises HTTPError 429 once the points are used up."""
        points = characters // CHARACTERS
        self._spend(viewer, points, points, known=viewer.is_authenticated)

    def charge_refusal(self, viewer: Viewer) -> None:
        """Charge an operation that was not run; raises HTTPError 429 once the points are used up."""
        self._spend(viewer, LEAST, LEAST, known=viewer.is_authenticated)

    def charge_guess(self, visitor: Viewer) -> None:
        """Charge the address of who sent a token that is not good; raises HTTPError 429."""
        self._spend(visitor, GUESS, GUESS, known=False)

    def _spend(self, viewer: Viewer, points: int, done: int, *, known: bool) -> TokenBucket:
        """Take points, or raise HTTPError 429 with those taken anyway that pay for what was `done` by then."""
        key, rate = payer_key(viewer.token_id, viewer.account_id, viewer.address), self._rates[known]
        try:
            return self._points.spend(key, rate, points)
        except InsufficientPointsError as short:
            if self._enforced:
                bucket = self._points.spend(key, rate, done, anyway=True)
                raise _rate_limited(bucket.seconds_until(points)) from None
            log.info("Would be refused for %s s: an operation of %s points.", short.seconds, points)
            return self._points.spend(key, rate, points, anyway=True)

    def _too_much(self, cost: int, most: int) -> None:
        if not self._enforced:
            log.info("Would be refused: an operation that may cost %s, at most %s.", cost, most)
            return
        says = (
            f"The operation may cost {cost} points, and at most {most} are allowed: ask for smaller pages, or for less."
        )
        raise RequestError([GraphQLError(says, extensions={"code": "COST_LIMIT_EXCEEDED"})])


@lru_cache(maxsize=8192)
def payer_key(token_id: str | None, account_id: str | None, address: str) -> str:
    """Return the key of the payer: a token, an account, or an address (for IPv6, the network of a household)."""
    if token_id is not None:
        return f"token {token_id}"
    return f"address {client_key(address)}" if account_id is None else f"account {account_id}"


def _told(cost: int, bucket: TokenBucket) -> dict[str, Any]:
    """Return the cost extension of an operation that asks for it."""
    missing = max(0.0, bucket.rate.size - bucket.level)
    full = datetime.now(UTC) + timedelta(seconds=missing / bucket.rate.per_second)
    return {
        "cost": {
            "requested": cost,
            "used": max(cost, LEAST),
            "remaining": max(0, int(bucket.level)),
            "limit": bucket.rate.size,
            "resetAt": full.isoformat(timespec="seconds"),
        }
    }


def _rate_limited(seconds: int) -> HTTPError:
    says = f"Too much was asked for in a short time. Ask again in {seconds} s, and less often."
    return HTTPError(429, "RATE_LIMITED", says, (b"retry-after", b"%d" % seconds))

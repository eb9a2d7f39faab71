"""Points of buckets: spent in this process, settled in the database, which all processes share.

A request costs no write: a bucket is told of once a chunk of it is spent, all that are due in one unit of work. So two
processes together give out what the bucket holds, and a chunk or two each at most; one that dies forgets less than two.
"""

import asyncio
import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable

from encommun.log_throttling import ThrottledLog
from encommun.rate_limiting.token_bucket import InsufficientPointsError, RefillRate, TokenBucket
from loaders.queries.point_buckets import PointsSpent, delete_full_buckets, settle_buckets
from loaders.unit_of_work import Writer

MOST = 20_000
"""Buckets that a process keeps; who comes from more addresses than that finds full ones, and pays with connections."""
PAUSE = 0.2
"""Seconds between two units of work."""
PATIENCE = 1.0
"""Seconds that a request waits for the database to know of two chunks that were spent."""
SWEEPS = 600.0
"""Seconds between two sweeps."""


class PointLedger:
    """Spends points by key."""

    def __init__(self, writer: Writer, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        """Begin with full buckets: a new payer has one until the database gives its level."""
        self._writer = writer
        self._clock = clock
        self._most = most
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()
        self._due: dict[str, None] = {}
        self._wake = asyncio.Event()
        self._settled = asyncio.Event()
        self._deaf = False
        """True if the database did not take the last settlement: this process then counts by itself."""
        self._notices = ThrottledLog(logging.getLogger("encommun.points"), logging.WARNING, clock)

    def spend(self, key: str, rate: RefillRate, points: int, *, anyway: bool = False) -> TokenBucket:
        """Take points out of a bucket; raises ShortError, with nothing taken, where there are too few.

        `anyway` takes them all the same, down to as far below zero as the bucket is large.
        """
        bucket, now = self._buckets.get(key), self._clock()
        if bucket is None:
            bucket = self._new(key, rate, now)
        else:
            self._buckets.move_to_end(key)
            bucket.fill(now)
        if bucket.level < points and not anyway:
            raise InsufficientPointsError(bucket, points)
        bucket.level = max(bucket.level - points, -rate.size)
        bucket.untold += points
        if bucket.untold >= rate.chunk:
            self._due[key] = None
            self._wake.set()
        return bucket

    def seconds_until(self, key: str, points: int) -> int:
        """Seconds until a bucket holds so many points, 0 if it does; nothing is taken."""
        bucket = self._buckets.get(key)
        if bucket is None or bucket.level >= points:
            return 0
        bucket.fill(self._clock())
        self._buckets.move_to_end(key)  # one that is empty must not be pushed out, and come again full
        return 0 if bucket.level >= points else bucket.seconds_until(points)

    async def settled(self, bucket: TokenBucket) -> None:
        """Wait until a bucket with two unsettled chunks was settled, or the attempt has failed."""
        if bucket.untold < 2 * bucket.rate.chunk or self._deaf:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self._settled.wait()
        except TimeoutError:
            self._deaf = True

    def _new(self, key: str, rate: RefillRate, now: float) -> TokenBucket:
        bucket = self._buckets[key] = TokenBucket(rate, rate.size, now)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket

    async def run(self) -> None:
        """Tell the database what was spent, as long as the process runs."""
        swept = self._clock()
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                await self._tell()
                if self._clock() - swept > SWEEPS:
                    swept = self._clock()
                    await self._sweep()
                await asyncio.sleep(PAUSE)
        finally:
            await self._tell()

    async def _tell(self) -> None:
        """Settle the due buckets; points spent meanwhile are settled the next time."""
        found = ((key, self._buckets.get(key)) for key in self._due)
        due = [(key, bucket) for key, bucket in found if bucket is not None and bucket.untold]
        self._due.clear()
        told = [
            PointsSpent(_hashed(key), bucket.untold, bucket.rate.size, bucket.rate.per_second) for key, bucket in due
        ]
        try:
            levels = await self._writer.run(lambda work: settle_buckets(work, told)) if told else []
        except BaseException as error:
            self._due.update(dict.fromkeys(key for key, _ in due))
            if not isinstance(error, Exception):  # the process ends: they are told once more, by `run`
                raise
            self._complain(error)  # whatever keeps the database from listening, reading goes on
        else:
            self._deaf = False
            now = self._clock()
            for (_, bucket), spent, level in zip(due, told, levels, strict=True):
                bucket.untold -= spent.points
                bucket.level, bucket.at = level - bucket.untold, now
        self._settled.set()
        self._settled.clear()

    async def _sweep(self) -> None:
        try:
            while await self._writer.run(delete_full_buckets):
                pass
        except Exception as error:  # noqa: BLE001 - as in `_tell`
            self._complain(error)

    def _complain(self, error: Exception) -> None:
        self._deaf = True
        self._notices.add("not shared", f"Points are not shared with other processes for now: {error}")


def _hashed(key: str) -> str:
    """Return the key of a bucket in the database; the address cannot be read from it."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()

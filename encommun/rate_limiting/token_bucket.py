"""Buckets of points in this process."""

from dataclasses import dataclass, field
from math import ceil

CHUNKS = 10
"""Number of chunks in which a bucket is settled: a process that dies may forget one, several may exceed by one each."""


@dataclass(frozen=True, slots=True)
class RefillRate:
    """The capacity of a bucket in points, and its refill in points a second."""

    size: int
    per_second: int
    chunk: int = field(init=False)
    """Points that may be spent before the next settlement."""

    def __post_init__(self) -> None:
        """Find the chunk."""
        object.__setattr__(self, "chunk", max(1, self.size // CHUNKS))


@dataclass(slots=True)
class TokenBucket:
    """The points of one address, account or token, as far as this process knows."""

    rate: RefillRate
    level: float
    at: float
    """When the level was this, in seconds of a steady clock."""
    untold: int = 0
    """Points spent since the last settlement."""

    def fill(self, now: float) -> None:
        """Add what has come in by now."""
        self.level = min(self.rate.size, self.level + (now - self.at) * self.rate.per_second)
        self.at = now

    def seconds_until(self, points: int) -> int:
        """Whole seconds until there are so many points, at least one."""
        return max(1, ceil((min(points, self.rate.size) - self.level) / self.rate.per_second))


class InsufficientPointsError(Exception):
    """There are fewer points in a bucket than an operation costs."""

    def __init__(self, bucket: TokenBucket, points: int) -> None:
        """Keep how long to wait for them."""
        super().__init__()
        self.bucket = bucket
        self.seconds = bucket.seconds_until(points)

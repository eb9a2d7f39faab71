"""The budget of bytes of request bodies that are being received, of all connections together."""

from typing import Protocol

from encommun.transport.raw_refusals import OVERLOADED, RawRefusal


class BodyReceiver(Protocol):
    """A connection, on which a body is being received."""

    def refuse(self, reason: RawRefusal) -> None:
        """Answer instead of the application and end the connection."""


class BodyBudget:
    """Counts what has come of bodies that have not ended; the longest give way to the others."""

    def __init__(self, most: int) -> None:
        """Take the bytes that there may be."""
        self._most = most
        self._held: dict[BodyReceiver, int] = {}
        self.total = 0

    def hold(self, sender: BodyReceiver, size: int) -> None:
        """Count `size` bytes of one body so far, and refuse the longest ones while there are too many."""
        self.total += size - self._held.get(sender, 0)
        self._held[sender] = size
        while self.total > self._most:
            longest = max(self._held, key=self._held.__getitem__)
            self.release(longest)
            longest.refuse(OVERLOADED)

    def release(self, sender: BodyReceiver) -> None:
        """Count a body no more: it ended, or its connection did."""
        self.total -= self._held.pop(sender, 0)

"""A pool of connections: a fixed number of places, each empty until it is needed, and those who wait for one."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from loaders.errors import OverloadedError

POLLING = 0.01
"""Seconds between two looks at whether items are still in use."""

Item = TypeVar("Item")


class Pool(Generic[Item]):
    """A FIFO pool that hands out the most recently used item.

    asyncio's queues let a newcomer overtake those who wait. With 64 connections, half of the requests then had a
    fifth of their time, and one in a hundred four times as much.

    Whoever acquires an item gives it back by `release`, or says by `discard` that it is lost: its place is then empty,
    and is filled when it is needed.
    """

    def __init__(
        self, connect: Callable[[], Awaitable[Item]], size: int, seconds: float = 5.0, most_waiting: int = 1_000
    ) -> None:
        """Begin with `size` empty places, which `connect` fills; bound the waiting in `seconds` and in number."""
        self.size = size
        self.idle: list[Item] = []
        self._connect = connect
        self.empty = size
        """Places without an item."""
        self._seconds = seconds
        self._most_waiting = most_waiting
        self._waiting: deque[tuple[float, asyncio.Future[Item | None]]] = deque()
        """When each one's patience ends, and what it gets: an item, or None for an empty place."""
        self.closed = False
        self._timer: asyncio.TimerHandle | None = None

    @property
    def free(self) -> int:
        """Return the number of items available at once, including those that are still to be connected."""
        return len(self.idle) + self.empty

    async def acquire(self) -> Item:
        """An item, at once or in turn; raises OverloadedError when too many wait, or when it takes too long.

        Raises what `connect` raises, too.
        """
        if self.idle:
            return self.idle.pop()
        if self.empty:
            self.empty -= 1
            return await self._filled()
        item = await self._turn()
        return await self._filled() if item is None else item

    def release(self, item: Item) -> None:
        """Hand an item to who waits, or keep it."""
        if self._waiting and (turn := self._next()) is not None:
            turn.set_result(item)
        else:
            self.idle.append(item)

    def discard(self) -> None:
        """Free the place of a lost item for waiting or later requests."""
        turn = self._next()
        if turn is None:
            self.empty += not self.closed
        else:
            turn.set_result(None)

    def fill(self, item: Item) -> None:
        """Put an item in an empty place."""
        self.empty -= 1
        self.release(item)

    def drain(self) -> list[Item]:
        """Take out all that are idle: their places are empty."""
        idle, self.idle = self.idle, []
        self.empty += len(idle)
        return idle

    def close(self) -> None:
        """Refuse waiting and later requests; items in use are not waited for."""
        self.closed = True
        self.empty = self._most_waiting = 0
        while (turn := self._next()) is not None:
            turn.set_exception(OverloadedError())

    async def settled(self) -> list[Item]:
        """Take out all items once nobody has any."""
        while self.free < self.size:  # noqa: ASYNC110 - once in a pool's life, and nothing to do for it until then
            await asyncio.sleep(POLLING)
        return self.drain()

    async def _filled(self) -> Item:
        """A new item in a place that is ours."""
        try:
            return await self._connect()
        except BaseException:
            self.discard()
            raise

    async def _turn(self) -> Item | None:
        if len(self._waiting) >= self._most_waiting:
            raise OverloadedError
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Item | None] = loop.create_future()
        waits = loop.time() + self._seconds, turn
        self._waiting.append(waits)
        if self._timer is None:
            self._timer = loop.call_at(waits[0], self._expire)
        try:
            return await turn
        except asyncio.CancelledError:
            self._give_up(waits)
            raise

    def _give_up(self, waits: tuple[float, "asyncio.Future[Item | None]"]) -> None:
        """Leave the line, and let the next one have what came just as nobody wanted it any more."""
        turn = waits[1]
        if turn.cancelled() or turn.exception() is not None:
            if waits in self._waiting:
                self._waiting.remove(waits)
            return
        item = turn.result()
        if item is None:
            self.discard()
        else:
            self.release(item)

    def _next(self) -> "asyncio.Future[Item | None] | None":
        while self._waiting:
            turn = self._waiting.popleft()[1]
            if not turn.done():
                return turn
        return None

    def _expire(self) -> None:
        """Refuse requests that have waited too long, from the head of the queue; one timer serves all."""
        self._timer = None
        loop = asyncio.get_running_loop()
        while self._waiting and (self._waiting[0][1].done() or self._waiting[0][0] <= loop.time()):
            turn = self._waiting.popleft()[1]
            if not turn.done():
                turn.set_exception(OverloadedError())
        if self._waiting:
            self._timer = loop.call_at(self._waiting[0][0], self._expire)

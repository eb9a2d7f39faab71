"""Lanes: how many operations of one sort run at once, so that the heavy ones leave room for the light."""

import asyncio

from loaders.errors import OverloadedError


class ConcurrencyLimit:
    """A limit on concurrent operations, with a bounded queue and a timeout in seconds."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        """Begin with nobody in it."""
        self._places = asyncio.Semaphore(at_once)
        self._most_waiting = waiting
        self._seconds = seconds
        self._waiting = 0

    async def enter(self) -> None:
        """Take a place, which `leave` gives back; raises OverloadedError when too many wait, or too long."""
        if self._places.locked() and self._waiting >= self._most_waiting:
            raise OverloadedError
        self._waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                await self._places.acquire()
        except TimeoutError as error:
            raise OverloadedError from error
        finally:
            self._waiting -= 1

    def leave(self) -> None:
        """Give the place to the first in the queue."""
        self._places.release()

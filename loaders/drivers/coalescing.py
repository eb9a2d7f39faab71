"""Coalescing of reads by key: one statement serves several operations that ask at the same moment.

It does for operations what a DataLoader does within one. Where many read a row or two, as front ends and crawlers do,
most of the time goes into the trip to the database.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from loaders.sql.statement import Row, Statement

LANES = 2
"""Concurrent statements of one kind; later requests join the next one. With more lanes, fewer requests are shared."""

Place = tuple[Any, ...]
"""A statement's text, and the values that all who share it have."""
Read = Callable[[Statement, Mapping[str, Any]], Awaitable[list[Row]]]


class KeyBatch:
    """The keys that one statement will look for, and those who wait for it."""

    def __init__(self) -> None:
        """Begin without keys."""
        self.keys: set[str] = set()
        self.waiting = 0
        self.lane: asyncio.Future[None] | None = None
        """Done when the statement may go, where it has to wait for that."""
        self.task: asyncio.Task[list[Row]]


class Coalescer:
    """The statements that the operations of one database share.

    Each kind of statement has lanes of its own: one that takes long holds up no other.
    """

    def __init__(self, read: Read) -> None:
        """`read` runs a statement that belongs to no operation."""
        self._read = read
        self._open: dict[Place, KeyBatch] = {}
        """Batches that statements can still join."""
        self._under_way: dict[Place, int] = {}
        """The number of statements under way, by kind; kinds without any are absent."""

    async def fetch(self, statement: Statement, keys: Iterable[str], own: Mapping[str, Sequence[str]]) -> list[Row]:
        """Return the rows of a statement for `keys`, and for the viewer's `own` values.

        Rows of other keys may be among them, but nothing of what somebody with other values of their own asked for. The
        statement is cancelled once nobody waits for it any more: it lasts as long as the last one's deadline.
        """
        place = statement.text, *((name, *values) for name, values in own.items())
        batch = self._open.get(place) or self._begin(place, statement, own)
        batch.keys.update(keys)
        batch.waiting += 1
        try:
            return await asyncio.shield(batch.task)  # one operation that is cancelled leaves the others theirs
        finally:
            batch.waiting -= 1
            if not batch.waiting and not batch.task.done():
                self._close(place, batch)
                batch.task.cancel()

    def _begin(self, place: Place, statement: Statement, own: Mapping[str, Any]) -> KeyBatch:
        batch = self._open[place] = KeyBatch()
        batch.task = asyncio.get_running_loop().create_task(self._answer(place, batch, statement, own))
        return batch

    async def _answer(self, place: Place, batch: KeyBatch, statement: Statement, own: Mapping[str, Any]) -> list[Row]:
        """Send the batch, in the loop's next turn, once all ready requests have joined."""
        if self._under_way.get(place, 0) >= LANES:
            batch.lane = asyncio.get_running_loop().create_future()
            await batch.lane
        self._close(place, batch)
        self._under_way[place] = self._under_way.get(place, 0) + 1
        try:
            return await self._read(statement, {"keys": list(batch.keys), **own})
        finally:
            self._leave(place)

    def _close(self, place: Place, batch: KeyBatch) -> None:
        """Close the batch, so that no request joins it any more."""
        if self._open.get(place) is batch:
            del self._open[place]

    def _leave(self, place: Place) -> None:
        """Free a lane, and let the batch go that waits for it: the only one that is open."""
        self._under_way[place] -= 1
        if not self._under_way[place]:
            del self._under_way[place]
        batch = self._open.get(place)
        if batch is not None and batch.lane is not None and not batch.lane.done():
            batch.lane.set_result(None)

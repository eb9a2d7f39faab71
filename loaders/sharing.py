"""Rows by their keys, asked for by several operations at the same moment: one statement finds them for all.

It does for operations what a DataLoader does within one. Where many read a row or two, as front ends and crawlers do,
most of the time goes into the trip to the database.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from loaders.statement import Row, Statement
from loaders.turns import Turns

LANES = 2
"""Statements under way at once; who asks meanwhile goes with the next. With more, fewer find company."""

Place = tuple[Any, ...]
"""A statement's text, and the values that all who share it have."""
Read = Callable[[Statement, Mapping[str, Any]], Awaitable[list[Row]]]


class Sharing:
    """The statements that the operations of one database share."""

    def __init__(self, read: Read) -> None:
        """`read` runs a statement that belongs to no operation."""
        self._read = read
        self._lanes: Turns[int] = Turns()
        self._lanes.give(*range(LANES))
        self._open: dict[Place, tuple[set[str], asyncio.Task[list[Row]]]] = {}
        """What may still be joined: the keys, and who will find them."""

    async def fetch(self, statement: Statement, keys: Iterable[str], own: Mapping[str, Sequence[str]]) -> list[Row]:
        """The rows of a statement whose values are `keys`, and the `own` ones of a viewer.

        Rows of other keys may be among them, but nothing of what somebody with other values of their own asked for.
        """
        place = statement.text, *((name, *values) for name, values in own.items())
        wanted, answer = self._open.get(place) or self._begin(place, statement, own)
        wanted.update(keys)
        return await asyncio.shield(answer)  # one operation that is cancelled leaves the others theirs

    def _begin(
        self, place: Place, statement: Statement, own: Mapping[str, Any]
    ) -> tuple[set[str], asyncio.Task[list[Row]]]:
        keys: set[str] = set()
        answer = asyncio.get_running_loop().create_task(self._answer(place, statement, keys, own))
        self._open[place] = keys, answer
        return keys, answer

    async def _answer(self, place: Place, statement: Statement, keys: set[str], own: Mapping[str, Any]) -> list[Row]:
        """Begins in the loop's next turn, when all that were ready have asked."""
        lane = await self._lanes.take()
        try:
            del self._open[place]
            return await self._read(statement, {"keys": list(keys), **own})
        finally:
            self._lanes.give(lane)

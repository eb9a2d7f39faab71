"""Snapshots: one operation's view of the database, unchanged from its first statement to its last."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from loaders.dialect import Dialect
from loaders.statement import Row, Statement

Asked = tuple[Statement, list[Any]]


class Snapshot(ABC):
    """Runs statements; those asked for at the same time go to the database together."""

    dialect: Dialect

    def __init__(self) -> None:
        """Begin without a connection: an operation that asks nothing takes none."""
        self._asked: list[tuple[Asked, asyncio.Future[list[Row]]]] = []
        self._sending: set[asyncio.Task[None]] = set()

    def fetch(self, statement: Statement, values: Mapping[str, Any]) -> asyncio.Future[list[Row]]:
        """The rows of a statement, once awaited; it is sent with all others asked for until then."""
        loop = asyncio.get_running_loop()
        found: asyncio.Future[list[Row]] = loop.create_future()
        if not self._asked:
            loop.call_soon(self._send)
        self._asked.append(((statement, statement.arguments(values)), found))
        return found

    def _send(self) -> None:
        asked, self._asked = self._asked, []
        task = asyncio.get_running_loop().create_task(self._answer(asked))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _answer(self, asked: list[tuple[Asked, asyncio.Future[list[Row]]]]) -> None:
        """Give each future its rows, or the exception of its statement."""
        try:
            answers = await self._run([each for each, _ in asked])
        except Exception as error:  # noqa: BLE001 - handed to whoever awaits the rows
            answers = [error] * len(asked)
        for (_, found), answer in zip(asked, answers, strict=True):
            if found.done():
                continue
            if isinstance(answer, BaseException):
                found.set_exception(answer)
            else:
                found.set_result(answer)

    @abstractmethod
    async def _run(self, asked: Sequence[Asked]) -> Sequence[list[Row] | Exception]:
        """The rows of each statement in one trip to the database."""

    async def close(self) -> None:
        """Give up what is still under way, and let the connection go."""
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)
        await self._release()

    @abstractmethod
    async def _release(self) -> None:
        """End the transaction and give the connection back."""

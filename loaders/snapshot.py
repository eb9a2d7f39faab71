"""Snapshots: one operation's view of the database, unchanged from its first statement to its last."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

from loaders.dialect import Dialect
from loaders.errors import FaultError
from loaders.sharing import Sharing
from loaders.sight import OWN, Lens, Sight
from loaders.statement import Row, Statement

AT_ONCE = 8
"""Statements that go to the database together; between two such trips it is seen how much was read."""
LIGHT = 10
"""Rows up to which an operation's read may wait for those of others; more are worth a trip of their own."""

Asked = tuple[Statement, list[Any]]
Awaited = tuple[Asked, asyncio.Future[list[Row]]]


class Snapshot(ABC):
    """Runs statements; those asked for at the same time go to the database together."""

    dialect: Dialect

    def __init__(self, sharing: Sharing) -> None:
        """Begin without a connection: an operation that asks nothing takes none. Sees what is public."""
        self.lens = Lens(self.dialect)
        self._own: dict[str, Any] = {}
        self._sharing = sharing
        self.alone = False
        """Whether no two statements of the operation have to agree: then each goes as it is asked for.

        Set for an operation with one batched field, and unset by whoever asks for several things at once.
        """
        self.most_rows: int | None = None
        """Rows that may be read in all, more or less, by what goes together: then no more is asked."""
        self._rows = 0
        self._at_work = False
        self._asked: list[Awaited] = []
        self._sending: asyncio.Task[None] | None = None
        self._closed = False

    def see(self, sight: Sight, own: Sequence[str]) -> None:
        """Read from now on what a viewer of the `sight` sees; `own` are the ids of what is theirs."""
        self.lens = Lens(self.dialect, sight)
        self._own = {OWN: list(own)} if sight.own else {}

    def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Awaitable[list[Row]]:
        """The rows of a statement, once awaited; it is sent with all others asked for until then.

        Where statements need not agree, it goes at once.
        A closed snapshot cancels whoever awaits: a task that its operation left behind when it failed elsewhere.
        """
        if self.alone and not self._at_work and not self._closed:
            return self._fetch_alone(statement, values)
        loop = asyncio.get_running_loop()
        found: asyncio.Future[list[Row]] = loop.create_future()
        if self._closed:
            found.cancel()
            return found
        self._asked.append((self._bound(statement, values), found))
        if self._sending is None:
            self._sending = loop.create_task(self._send())
        return found

    def fetch_by_key(self, statement: Statement, keys: Sequence[str], weight: int) -> Awaitable[list[Row]]:
        """The rows of a statement that binds nothing but `keys` and what is the viewer's; others may be among them.

        Goes with what other operations ask, where it reads few rows: `weight`, those below them counted.
        """
        if self.alone and weight <= LIGHT and not self._at_work and not self._closed:
            return self._sharing.fetch(statement, keys, self._own)
        return self.fetch(statement, {"keys": keys})

    async def _fetch_alone(self, statement: Statement, values: Mapping[str, Any]) -> list[Row]:
        self._at_work = True
        try:
            (answer,) = await self._run([self._bound(statement, values)])
        finally:
            self._at_work = False
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _bound(self, statement: Statement, values: Mapping[str, Any]) -> Asked:
        return statement, statement.arguments({**values, **self._own} if self._own else values)

    async def _send(self) -> None:
        """One trip after the other, since all share one connection; what is asked meanwhile goes with the next."""
        while self._asked:
            await self._everyone()
            asked, self._asked = self._asked, []
            await self._answer(asked)
        self._sending = None

    async def _everyone(self) -> None:
        """Wait while others still ask: a resolver that gathers several reads asks one turn of the loop later."""
        asked = 0
        while asked < len(self._asked):
            asked = len(self._asked)
            await asyncio.sleep(0)

    async def _answer(self, asked: list[Awaited]) -> None:
        """Give each future its rows, or the exception of its statement."""
        try:
            for start in range(0, len(asked), AT_ONCE):
                await self._answer_together(asked[start : start + AT_ONCE])
        except asyncio.CancelledError:
            _give_up(asked)
            raise

    async def _answer_together(self, asked: list[Awaited]) -> None:
        try:
            self._check_rows()
            answers = await self._run([each for each, _ in asked])
            self._rows += sum(map(_count, answers))
        except Exception as error:  # noqa: BLE001 - handed to whoever awaits the rows
            answers = [error] * len(asked)
        for (_, found), answer in zip(asked, answers, strict=True):
            if found.done():
                continue
            if isinstance(answer, BaseException):
                found.set_exception(answer)
            else:
                found.set_result(answer)

    def _check_rows(self) -> None:
        if self.most_rows is not None and self._rows > self.most_rows:
            says = f"The operation has read {self._rows} rows; at most {self.most_rows} are. Ask for smaller pages."
            raise FaultError("COST_LIMIT_EXCEEDED", says)

    @abstractmethod
    async def _run(self, asked: Sequence[Asked]) -> Sequence[list[Row] | Exception]:
        """The rows of each statement in one trip to the database."""

    async def renew(self) -> None:
        """Read from now on what is stored by now: after a write, a mutation shows what it has done."""
        self._rows = 0  # what was written is shown, however much was read before
        await self._release()

    async def close(self) -> None:
        """Give up what is still under way, and let the connection go."""
        self._closed = True
        try:
            if self._sending is not None:
                self._sending.cancel()
                await asyncio.wait([self._sending])
        finally:
            _give_up(self._asked)
            await self._release()

    @abstractmethod
    async def _release(self) -> None:
        """End the transaction and give the connection back."""


def _count(answer: list[Row] | Exception) -> int:
    """The rows of a statement, those of all its lists where it gives lists of them."""
    if isinstance(answer, Exception):
        return 0
    return sum(map(len, answer)) if answer and isinstance(answer[0], list) else len(answer)


def _give_up(asked: Sequence[Awaited]) -> None:
    for _, found in asked:
        found.cancel()


async def read(snapshot: Snapshot, statement: Statement, values: Mapping[str, Any]) -> list[Row]:
    """The rows of one statement in a view of its own, which is let go then."""
    snapshot.alone = True
    try:
        return await snapshot.fetch(statement, values)
    finally:
        await snapshot.close()

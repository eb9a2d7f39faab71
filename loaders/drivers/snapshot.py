"""Snapshots: one operation's view of the database, unchanged from its first statement to its last."""

import asyncio
import logging
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, ClassVar

from loaders.drivers.coalescing import Coalescer
from loaders.drivers.code_cache import CodeCache
from loaders.drivers.read_connection import Answers, BoundStatement, LostConnectionError, ReadConnection
from loaders.drivers.read_pool import ReadPool
from loaders.errors import FaultError, UnreachableError
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.visibility.access import Access, Visibility

AT_ONCE = 8
"""Statements in one trip to the database; the number of rows is checked between trips."""
LIGHT = 10
"""Rows up to which an operation's read may wait for those of others; more are worth a trip of their own."""

Awaited = tuple[BoundStatement, asyncio.Future[list[Row]]]

log = logging.getLogger("encommun.snapshot")


class Snapshot:
    """Runs statements; those sent at the same time go to the database together.

    They run in one transaction, on one connection, which is had with the first statement and given back in the end, or
    with the last one, where that is known (`only`). If the last one is the first, it needs no transaction. So whoever
    holds a connection never waits for another one.
    """

    strict: ClassVar[bool] = False
    """True if a statement after an `only` one is an error; tests set it."""

    def __init__(
        self, dialect: Dialect, readers: ReadPool, coalescing: Coalescer, lasting: CodeCache | None = None
    ) -> None:
        """Begin without a connection: an operation that asks nothing takes none. Sees what is public."""
        self.dialect = dialect
        self.visibility = Visibility(dialect)
        self._bound: dict[str, Any] = {}
        self._readers = readers
        self._coalescing = coalescing
        self.lasting = lasting
        """Meanings of codes that are cached from one operation to the next."""
        self.notices: list[Any] = []
        """Notices for the answer's extensions, besides its data."""
        self.single = False
        """True if a single field of the operation sends statements."""
        self.alone = False
        """True if the next statement is the last one."""
        self.most_rows: int | None = None
        """Approximate limit on the rows of an operation: once it is reached, no further statements are sent."""
        self._rows = 0
        self._sent = False
        self._ended = False
        """True if the last statement was sent."""
        self._busy = False
        """True if a statement is under way outside a transaction."""
        self._asked: list[Awaited] = []
        self._sending: asyncio.Task[None] | None = None
        self._reader: ReadConnection | None = None
        self._told = False
        """True if something was read in a transaction, with which all later reads must be consistent."""
        self._closed = False

    def see(self, sight: Access, bound: Mapping[str, Sequence[str]]) -> None:
        """Read from now on what a viewer of the `sight` sees; `bound` is what its statements bind of the viewer's."""
        self.visibility = Visibility(self.dialect, sight)
        self._bound = dict(bound)

    def only(self) -> None:
        """Declare that the caller sends one more statement, the last one if no other field sends any.

        If it is the first one, too, it agrees with itself, and needs no transaction.
        """
        self.alone = self.single

    def several(self) -> None:
        """Declare that the caller sends several statements at once, whatever was declared before."""
        self.single = self.alone = False

    def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Awaitable[list[Row]]:
        """Return the rows of a statement, once awaited; it is sent with all others requested until then.

        A closed snapshot cancels whoever awaits: a task that its operation left behind when it failed elsewhere.
        """
        if self._closed:
            found: asyncio.Future[list[Row]] = asyncio.get_running_loop().create_future()
            found.cancel()
            return found
        asked = statement, statement.arguments({**values, **self._bound} if self._bound else values)
        if (self.alone or self._ended) and self._goes_last() and not self._sent:
            self._sent = True
            return self._fetch_alone(asked)
        self._sent = True
        return self._fetch_at_once(asked) if self.single else self._fetch_with_others(asked)

    def fetch_by_key(self, statement: Statement, keys: Sequence[str], weight: int) -> Awaitable[list[Row]]:
        """The rows of a statement that binds nothing but `keys` and what is the viewer's; others may be among them.

        Goes with what other operations ask, where it is the only one and reads few rows: `weight`, those below them
        counted.
        """
        if weight <= LIGHT and self.alone and not self._sent and not self._closed:
            self._sent = self._ended = True
            return self._coalescing.fetch(statement, keys, self._bound)
        return self.fetch(statement, {"keys": keys})

    def _goes_last(self) -> bool:
        """True if the next statement is the last one."""
        if self._ended:
            self.alone = False
            if self.strict:
                raise RuntimeError("a statement comes after one that was to be the last one")
            log.error("A statement may not agree with those before it, the last of which was to be the last one.")
            self._told = False
        self._ended = self.alone
        return self.alone

    async def _fetch_alone(self, asked: BoundStatement) -> list[Row]:
        (answer,) = await self._run([asked], alone=True)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def _fetch_at_once(self, asked: BoundStatement) -> list[Row]:
        """Send a statement at once: where a single field asks, nothing else would join the batch."""
        if self._busy or self._sending is not None:
            return await self._fetch_with_others(asked)
        self._busy = True
        try:
            self._check_rows()
            answers = await self._run([asked])
            self._rows += sum(map(_count, answers))
        finally:
            self._busy = False
            self._begin_sending()
        if isinstance(answers[0], Exception):
            raise answers[0]
        return answers[0]

    def _fetch_with_others(self, asked: BoundStatement) -> asyncio.Future[list[Row]]:
        found: asyncio.Future[list[Row]] = asyncio.get_running_loop().create_future()
        self._asked.append((asked, found))
        self._begin_sending()
        return found

    def _begin_sending(self) -> None:
        if self._asked and self._sending is None and not self._busy and not self._closed:
            self._sending = asyncio.get_running_loop().create_task(self._send())

    async def _send(self) -> None:
        """Send one trip after the other, since all share one connection; later requests join the next trip."""
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
                found.exception()  # known to us: whoever gave up on the operation for another error asks no more
            else:
                found.set_result(answer)

    def _check_rows(self) -> None:
        if self.most_rows is not None and self._rows > self.most_rows:
            says = f"The operation has read {self._rows} rows; at most {self.most_rows} are. Ask for smaller pages."
            raise FaultError("COST_LIMIT_EXCEEDED", says)

    async def _run(self, asked: Sequence[BoundStatement], *, alone: bool = False) -> Answers:
        """The rows of each statement in one trip to the database; one whose connection was lost begins again."""
        if alone:
            return await self._readers.once(asked)
        locks = self._readers.locks
        return await (locks.around(asked, self._run_together) if locks else self._run_together(asked))

    async def _run_together(self, asked: Sequence[BoundStatement]) -> Answers:
        try:
            if self._told:
                if self._reader is None:
                    raise UnreachableError  # the connection was lost, and with it the view of the database
                return await self._trip(self._reader, asked)
            answers = await self._first_trip(asked)
        except LostConnectionError as lost:
            raise lost.reason from lost.reason.__cause__
        self._told = True
        return answers

    async def _first_trip(self, asked: Sequence[BoundStatement]) -> Answers:
        try:
            return await self._trip(await self._readers.acquire(), asked)
        except LostConnectionError:
            return await self._trip(await self._readers.acquire(), asked)

    async def _trip(self, reader: ReadConnection, asked: Sequence[BoundStatement]) -> Answers:
        self._reader = reader
        try:
            answers = await reader.fetch(asked, begin=True, end=self._ended)
        except LostConnectionError:
            self._reader = None
            self._readers.replace(reader)
            raise
        except BaseException:
            self._reader = None
            self._readers.recover(reader)
            raise
        self._readers.note(asked, answers)
        if self._ended:
            self._reader = None
            await self._readers.end(reader)
        return answers

    async def renew(self) -> None:
        """Read from now on what is stored by now: after a write, a mutation shows what it has done."""
        self._rows = 0  # what was written is shown, however much was read before
        self._sent = self._ended = self.alone = False
        await self.release()

    async def release(self) -> None:
        """Give the connection back, and with it the view of the database; what is read then is of another one."""
        reader, self._reader, self._told = self._reader, None, False
        if reader is not None:
            await self._readers.end(reader)

    async def close(self) -> None:
        """Give up what is still under way, and let the connection go; takes no longer than a transaction to end."""
        self._closed = True
        try:
            if self._sending is not None:
                self._sending.cancel()
                await asyncio.wait([self._sending])
        finally:
            _give_up(self._asked)
            await self.release()


def _count(answer: list[Row] | Exception) -> int:
    """The rows of a statement, those of all its lists where it gives lists of them."""
    if isinstance(answer, Exception):
        return 0
    return sum(map(len, answer)) if answer and isinstance(answer[0], list) else len(answer)


def _give_up(asked: Sequence[Awaited]) -> None:
    for _, found in asked:
        found.cancel()

"""The connections that a database is read through: had from a pool, replaced when they are lost."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import asyncpg

from loaders.drivers.locked_tables import LockedTables
from loaders.drivers.pool import Pool
from loaders.drivers.read_connection import Answers, BoundStatement, LostConnectionError, ReadConnection
from loaders.drivers.read_limits import CHECKING, ReadLimits
from loaders.errors import OverloadedError, UnavailableError, UnreachableError
from loaders.sql.statement import Row, Statement

Named = Callable[[BaseException], UnavailableError | None]
"""Return our error for a driver's error that means an outage, else None."""

RECOVERING = 1.0
"""Seconds that a connection may take to be free of what was given up on it: one request in some thousands to cancel a
statement reaches PostgreSQL before the statement does, and stops nothing."""
CLOSING = 3.0
"""Seconds that all connections together may take to be closed."""
PROBE = Statement("SELECT count(*) FROM alembic_version", (), {}, {}, asyncpg.Record, list)
"""A statement that tests whether the database is there and migrated."""


class ReadPool:
    """The readers of one database."""

    def __init__(
        self, connect: Callable[[], Awaitable[ReadConnection]], size: int, limits: ReadLimits, unavailable: Named
    ) -> None:
        """Read through at most `size` connections, each made by `connect` when all others are in use.

        What keeps one from being made is `unavailable` by one of our names.
        """
        self._unavailable = unavailable
        self.pool = Pool(self._connected, size, limits.acquire_seconds, limits.most_waiting)
        self._connect = connect
        self._connections: set[ReadConnection] = set()
        self.locks = LockedTables(limits.lock_seconds)
        self._recovering: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Make the first connection; raises what the driver does when that fails."""
        reader = await self._connect()
        self._connections.add(reader)
        self.pool.fill(reader)

    async def acquire(self) -> ReadConnection:
        """A connection that is not known to be lost; raises OverloadedError, or UnreachableError."""
        reader = await self.pool.acquire()
        while reader.lost:
            self.replace(reader)
            reader = await self.pool.acquire()
        return reader

    async def _connected(self) -> ReadConnection:
        try:
            reader = await self._connect()
        except Exception as error:
            raise self._unavailable(error) or UnreachableError() from error
        self._connections.add(reader)
        return reader

    def _drop(self, reader: ReadConnection) -> None:
        self._connections.discard(reader)
        reader.drop()

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[Row]:
        """The rows of one statement that has to agree with no other."""
        (answer,) = await self.once([(statement, statement.arguments(values))])
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def once(self, asked: Sequence[BoundStatement]) -> Answers:
        """Return the rows of statements outside of a transaction, on a connection that is free again at once.

        One that was lost while it was idle is replaced, without anybody being told.
        """
        return await (self.locks.around(asked, self._once) if self.locks else self._once(asked))

    async def _once(self, asked: Sequence[BoundStatement]) -> Answers:
        for last in (False, True):
            reader = await self.acquire()
            try:
                answers = await reader.fetch(asked, begin=False)
            except LostConnectionError as lost:
                self.replace(reader)
                if last:
                    raise lost.reason from lost.reason.__cause__
            except BaseException:
                self.recover(reader)
                raise
            else:
                self.pool.release(reader)
                self.note(asked, answers)
                return answers
        raise AssertionError("the last try ends in one way or the other")

    def note(self, asked: Sequence[BoundStatement], answers: Answers) -> None:
        """Know what the answers tell of tables that are locked."""
        if self.locks or OverloadedError in map(type, answers):
            self.locks.met(asked, answers)

    async def end(self, reader: ReadConnection) -> None:
        """End a transaction and free its connection, in the background."""
        try:
            await reader.end()
        except LostConnectionError:
            self.replace(reader)
        except BaseException:
            self.recover(reader)
            raise
        else:
            self.pool.release(reader)

    def replace(self, reader: ReadConnection) -> None:
        """Drop a connection that is lost, and all that are idle with it: they may be lost, too."""
        for each in [reader, *self.pool.drain()]:
            self._drop(each)
        self.pool.discard()

    def recover(self, reader: ReadConnection) -> None:
        """Free or replace a connection after an abandoned or failed statement, in the background."""
        task = asyncio.get_running_loop().create_task(self._recovered(reader))
        self._recovering.add(task)
        task.add_done_callback(self._recovering.discard)

    async def _recovered(self, reader: ReadConnection) -> None:
        try:
            async with asyncio.timeout(RECOVERING):
                await reader.recover()
        except Exception:  # noqa: BLE001 - whatever keeps it from being of use, it is replaced
            self.replace(reader)
        except BaseException:
            self.replace(reader)
            raise
        else:
            self.pool.release(reader)

    async def check(self) -> None:
        """Raise UnavailableError unless the commons can be read, soon."""
        busy = not self.pool.free
        try:
            async with asyncio.timeout(CHECKING):
                (answer,) = await self.once([(PROBE, [])])
        except TimeoutError as error:
            raise (OverloadedError if busy else UnreachableError) from error
        if isinstance(answer, Exception):
            raise answer

    async def close(self) -> None:
        """Close every connection; those that are still in use after a while, or do not close, are dropped."""
        if self.pool.closed:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING):
                readers = await self.pool.settled()
                await asyncio.gather(*(reader.close() for reader in readers), return_exceptions=True)
        self.pool.close()
        for task in self._recovering:
            task.cancel()
        for reader in self._connections:
            reader.drop()

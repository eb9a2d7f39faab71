"""Writing PostgreSQL: each job in a transaction of its own, which begins again when another came first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from loaders.drivers.pool import Pool
from loaders.drivers.postgresql_errors import unavailable_error
from loaders.errors import OverloadedError, ReadOnlyError, UnavailableError, UnreachableError
from loaders.sql.statement import Statement
from loaders.unit_of_work.interface import Result, TransactionFunction, UnitOfWork, Writer
from loaders.unit_of_work.postgresql_connection import connect, disconnect
from loaders.unit_of_work.postgresql_transaction import run_in_transaction
from loaders.unit_of_work.postgresql_unit_of_work import LockTimeout, SerializationConflict
from loaders.unit_of_work.retries import FREE, Retries
from loaders.unit_of_work.write_limits import WriterLimits

READ_ONLY = Statement("SHOW transaction_read_only", (), {}, {}, asyncpg.Record, list)


class PostgreSQLWriter(Writer):
    """Connections to one database, each opened when all others are in use."""

    def __init__(self, url: str, limits: WriterLimits) -> None:
        """Name the database; nothing is opened yet."""
        self._url = url
        self._limits = limits
        self._pool: Pool[Any] = Pool(self._connect, limits.writers, limits.wait_seconds, limits.waiting)
        self._connections: set[Any] = set()
        """Those that are open, free or in use."""
        self._line = asyncio.Lock()
        self._open = False
        self._cut = asyncio.Event()
        """Set once waiting jobs no longer get a connection."""

    async def open(self) -> None:
        """Connect; raises OSError or asyncpg.PostgresError when that fails."""
        self._pool.fill(await self._connect())
        self._open = True

    async def run(self, job: TransactionFunction[Result]) -> Result:
        """Run the job until nobody comes first: some attempts beside the others, then in line.

        Jobs in line go one after the other, and those that come later let them pass: where many want the same row, some
        would lose it for ever. Whoever finds a row locked waits in no line, and without a connection.
        """
        if not self._open:
            raise RuntimeError("this writer is not open")
        attempts = Retries(self._limits.wait_seconds)
        if self._line.locked():
            async with self._turn(attempts):
                pass
        while True:
            try:
                if attempts.count < FREE:
                    return await self._attempt(job, attempts)
                return await self._in_line(job, attempts)
            except SerializationConflict as came_first:
                await attempts.pause(came_first)

    @property
    def _is_busy(self) -> bool:
        return not self._pool.free or self._line.locked()

    async def _check(self) -> None:
        """Ask the server whether it takes changes."""

        async def job(work: UnitOfWork) -> bool:
            [[answer]] = await work.fetch(READ_ONLY, {})
            return str(answer) == "on"

        if await self.run(job):
            raise ReadOnlyError

    async def close(self) -> None:
        """Close every connection, waiting for those in use as long as the limits allow; the others are cut."""
        if not self._open:
            return
        self._open = False
        try:
            async with asyncio.timeout(self._limits.close_seconds):
                await self._pool.settled()
        except TimeoutError:
            for each in self._connections:
                each.terminate()
        self._cut.set()  # jobs that pause have none, and are not to come back to a new one
        await asyncio.gather(*map(disconnect, self._connections))

    async def _in_line(self, job: TransactionFunction[Result], attempts: Retries) -> Result:
        async with self._turn(attempts):
            while True:
                try:
                    return await self._attempt(job, attempts)
                except LockTimeout:
                    raise
                except SerializationConflict as came_first:
                    await attempts.pause(came_first)

    @asynccontextmanager
    async def _turn(self, attempts: Retries) -> AsyncIterator[None]:
        """Stand in line for as long as the job may wait."""
        try:
            async with asyncio.timeout_at(attempts.gives_up):
                await self._line.acquire()
        except TimeoutError as error:
            raise OverloadedError from error
        try:
            yield
        finally:
            self._line.release()

    async def _attempt(self, job: TransactionFunction[Result], attempts: Retries) -> Result:
        connection = await self._acquire()
        try:
            return await run_in_transaction(connection, job, sure=attempts.sure, seconds=self._limits.run_seconds)
        finally:
            self._release(connection)

    async def _acquire(self) -> Any:
        """A connection that is not known to be lost."""
        try:
            while (connection := await self._pool.acquire()).is_closed():
                self._release(connection)
        except UnavailableError:
            raise
        except Exception as error:
            raise unavailable_error(error) or UnreachableError from error
        return connection

    def _release(self, connection: Any) -> None:
        if connection.is_closed():
            self._connections.discard(connection)
            self._pool.discard()
        else:
            self._pool.release(connection)

    async def _connect(self) -> Any:
        if self._cut.is_set():
            raise UnreachableError
        connection = await connect(self._url, self._limits)
        if self._cut.is_set():  # meanwhile
            connection.terminate()
            raise UnreachableError
        self._connections.add(connection)
        return connection

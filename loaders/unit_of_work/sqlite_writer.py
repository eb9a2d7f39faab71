"""Writing SQLite: one thread with a connection of its own, to which jobs queue up."""

import asyncio
import logging
from collections import deque
from contextvars import copy_context
from pathlib import Path
from queue import SimpleQueue
from time import monotonic

from loaders.errors import OverloadedError
from loaders.unit_of_work.interface import Result, Rollback, TransactionFunction, UnitOfWork, Writer
from loaders.unit_of_work.queued_transaction import QueuedTransaction
from loaders.unit_of_work.sqlite_unit_of_work import SQLiteUnitOfWork
from loaders.unit_of_work.write_limits import WriterLimits
from loaders.unit_of_work.writer_thread import Queue, WriterThread

PAUSE = 0.5
"""Seconds until a thread that died is replaced."""
GRACE = 1
"""Seconds beyond its limits after which nobody waits any more for a thread that does not answer."""
WATCHING = 1.0
"""Seconds between two looks for such jobs."""

log = logging.getLogger("encommun.writer")


class SQLiteWriter(Writer):
    """The one that writes to a file: aiosqlite's hop for each statement is what sharing a transaction saves."""

    def __init__(self, path: Path, limits: WriterLimits) -> None:
        """Name the file; nothing is opened yet."""
        self._path = path
        self._limits = limits
        self._queue: Queue = SimpleQueue()
        self._watched: deque[QueuedTransaction] = deque()
        """Those that wait, in the order in which they came."""
        self._timer: asyncio.TimerHandle | None = None
        self._open = False

    async def open(self) -> None:
        """Connect; raises sqlite3.OperationalError when there is no such file."""
        self._loop = asyncio.get_running_loop()
        self._closed: asyncio.Future[None] = self._loop.create_future()
        self._begin()
        try:
            error = await self._thread.opened
        except asyncio.CancelledError:
            self._queue.put(None)
            raise
        if error is not None:
            self._queue.put(None)
            self._thread.join()
            raise error
        self._open = True

    async def run(self, job: TransactionFunction[Result]) -> Result:
        """Queue up; a job that waits when its caller goes is not run, and one that is under way is rolled back."""
        if not self._open:
            raise RuntimeError("this writer is not open")
        if self._queue.qsize() >= self._limits.waiting:
            raise OverloadedError
        future: asyncio.Future[Result] = self._loop.create_future()
        queued = QueuedTransaction(job, future, copy_context(), monotonic() + self._limits.wait_seconds)
        self._queue.put(queued)
        self._watch(queued)
        try:
            return await future
        except asyncio.CancelledError:
            queued.give_up()
            raise

    @property
    def _is_busy(self) -> bool:
        return any(not each.future.done() for each in self._watched)

    async def _check(self) -> None:
        """Take the lock that a job takes, and change what is changed back, unless a job is under way."""
        if not self._thread.is_at_work:
            await self.run(_pretending)

    async def close(self) -> None:
        """Run the jobs in the queue, and cancel those that take too long."""
        if not self._open:
            return
        self._open = False
        self._queue.put(None)
        for _ in range(2):
            done, _ = await asyncio.wait([self._closed], timeout=self._limits.close_seconds)
            if done:
                self._thread.join()
                return
            self._thread.halt()
        log.error("The writer does not end: its disk does not answer.")

    def _watch(self, queued: QueuedTransaction) -> None:
        """Look each second whether a job waits too long; one timer looks after all."""
        self._watched.append(queued)
        if self._timer is None:
            self._timer = self._loop.call_later(WATCHING, self._look)
        while self._watched[0].future.done():
            self._watched.popleft()

    def _look(self) -> None:
        patience = self._limits.run_seconds + GRACE
        while self._watched and (self._watched[0].future.done() or self._watched[0].begin_by + patience < monotonic()):
            self._watched.popleft().tell()
        self._timer = self._loop.call_later(WATCHING, self._look) if self._watched else None

    def _begin(self) -> None:
        self._thread = WriterThread(self._path, self._limits, self._queue, self._ended)

    def _ended(self, error: BaseException | None) -> None:
        """Begin another thread if one died; jobs that wait are done by that."""
        if error is None:
            self._closed.set_result(None)
            return
        log.error("The writer's thread has died, and is replaced.", exc_info=error)
        if not self._open:
            self._queue.put(None)  # perhaps the one that died had taken it
        self._loop.call_later(PAUSE, self._begin)


async def _pretending(work: UnitOfWork) -> None:
    """Change something without a trace: SQLite takes the lock for a file that it cannot write, and says so later."""
    assert isinstance(work, SQLiteUnitOfWork)  # noqa: S101 - a writer of SQLite has no other
    await work.pretend()
    raise Rollback(None)

"""Writing SQLite: one thread with a connection of its own, to which jobs queue up."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from contextvars import copy_context
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from loaders.transactions.together import Asked, commit, tell
from loaders.transactions.work import Job, Result, Writer

MOST = 64
"""Jobs that share a transaction."""
PATIENCE = 10
"""Seconds to wait for another process that writes."""

PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers go on while one writes
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -24576",  # KiB
)


class SQLiteWriter(Writer):
    """The one that writes to a file: aiosqlite's hop for each statement is what sharing a transaction saves."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self._path = path
        self._queue: SimpleQueue[Asked | None] = SimpleQueue()
        """None is the last thing in it."""
        self._open = False

    async def open(self) -> None:
        """Connect; raises sqlite3.OperationalError when there is no such file."""
        self._loop = asyncio.get_running_loop()
        connected: asyncio.Future[None] = self._loop.create_future()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._thread = Thread(target=self._live, args=(connected,), name="writer", daemon=True)
        self._thread.start()
        try:
            await connected
        except asyncio.CancelledError:
            self._queue.put(None)
            raise
        except Exception:
            self._thread.join()
            raise
        self._open = True

    async def run(self, job: Job[Result]) -> Result:
        """Queue up; a job that is waiting is done even if nobody waits for it any more."""
        if not self._open:
            raise RuntimeError("this writer is not open")
        future: asyncio.Future[Result] = self._loop.create_future()
        self._queue.put(Asked(job, future, copy_context()))
        return await future

    async def close(self) -> None:
        """Let the jobs that are in the queue be done."""
        if self._open:
            self._open = False
            self._queue.put(None)
            await asyncio.shield(self._ended)
            self._thread.join()

    def _live(self, connected: asyncio.Future[None]) -> None:
        """What the thread does, from the first to the last."""
        try:
            connection = _connect(self._path)
        except Exception as error:  # noqa: BLE001 - whoever opens is told
            self._loop.call_soon_threadsafe(_fail, connected, error)
            return
        with closing(connection):
            self._loop.call_soon_threadsafe(_settle, connected)
            for batch in self._batches():
                outcomes = commit(connection, batch)
                self._loop.call_soon_threadsafe(tell, batch, outcomes)
        self._loop.call_soon_threadsafe(_settle, self._ended)

    def _batches(self) -> Iterator[list[Asked]]:
        """The jobs that are there at the same moment, again and again."""
        while True:
            batch = [self._queue.get()]
            while len(batch) < MOST and not self._queue.empty():
                batch.append(self._queue.get())
            if jobs := [asked for asked in batch if asked is not None]:
                yield jobs
            if None in batch:
                return


def _connect(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, PATIENCE, isolation_level=None, cached_statements=512, uri=True)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    connection.text_factory = bytes  # what is read is JSON, for which bytes are read soonest
    return connection


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _fail(future: asyncio.Future[None], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)

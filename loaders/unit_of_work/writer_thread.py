"""The thread that writes to SQLite: it takes jobs from a queue, and opens its connection again when that breaks."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from loaders.drivers.sqlite_errors import unavailable_error
from loaders.errors import UnreachableError
from loaders.unit_of_work.checkpoints import Checkpoints
from loaders.unit_of_work.group_commit import GroupCommit
from loaders.unit_of_work.queued_transaction import QueuedTransaction, deliver_results
from loaders.unit_of_work.write_limits import WriterLimits

MOST = 64
"""Jobs that share a transaction."""
BUSY_TIMEOUT = 250
"""Milliseconds that SQLite waits for another process that writes, before we look whether jobs still want to wait."""
OPENING = 5.0
"""Seconds that it waits when the file is opened."""

PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers go on while one writes
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten with zeros; FAST leaves it in pages that are free
    "PRAGMA cache_size = -24576",  # KiB
)

Queue = SimpleQueue[QueuedTransaction | None]
"""Queue of jobs; None ends it."""
Ended = Callable[[BaseException | None], None]


class ThreadConnection:
    """A connection to the file, and what works on it."""

    def __init__(self, path: Path, run_seconds: float) -> None:
        """Connect; raises sqlite3.OperationalError when that fails."""
        self._path = path
        self.connection = _connect(path)
        self.group = GroupCommit(self.connection, run_seconds)
        self.checkpoints = Checkpoints(self.connection, path, BUSY_TIMEOUT)
        self._identity = _identity(path)

    def is_there(self) -> bool:
        """True if the file still is the one that was opened: what is written to a file that was removed is lost."""
        return self._identity == _identity(self._path)


class WriterThread:
    """Serves a queue until it ends; if it dies of something unforeseen, `end_claim` is told so in the loop's thread."""

    def __init__(
        self, path: Path, limits: WriterLimits, queue: Queue, ended: Callable[[BaseException | None], None]
    ) -> None:
        """Begin at once."""
        self._path = path
        self._limits = limits
        self._queue = queue
        self._ended = ended
        self._loop = asyncio.get_running_loop()
        self._halted = False
        self._connected: ThreadConnection | None = None
        self._in_hand: list[QueuedTransaction] = []
        self.opened: asyncio.Future[BaseException | None] = self._loop.create_future()
        """The error with which the file could not be opened at first, None if there was none; each job tries again."""
        self._thread = Thread(target=self._live, name="writer", daemon=True)
        self._thread.start()

    @property
    def is_at_work(self) -> bool:
        """True if a job is under way: one that takes too long is ended."""
        connected = self._connected
        return connected is not None and connected.group.running is not None

    def halt(self) -> None:
        """Give up what is under way and what waits."""
        self._halted = True
        if connected := self._connected:
            connected.group.halt()

    def join(self) -> None:
        """Wait for the end of a thread that has reported it."""
        self._thread.join()

    def _live(self) -> None:
        """Run the thread, from the first job to the last."""
        error: BaseException | None = None
        try:
            self._post(_settle, self.opened, self._refusal())
            self._serve()
        except BaseException as fault:  # noqa: BLE001 - told to the loop, which begins another thread
            error = fault
        finally:
            self._disconnect()
            self._post(self._end, error)

    def _serve(self) -> None:
        """Do the jobs that are there at the same moment, again and again."""
        while True:
            self._tend()
            batch = self._batch()
            self._in_hand = [each for each in batch if each is not None]
            self._do(self._in_hand)
            self._post(deliver_results, self._in_hand)
            self._in_hand = []
            if None in batch:
                return

    def _batch(self) -> list[QueuedTransaction | None]:
        """The jobs that wait; none when it is time to look after the log."""
        wait = self._connected.checkpoints.wait if self._connected else None
        try:
            batch = [self._queue.get(timeout=wait)]
        except Empty:
            return []
        while len(batch) < MOST and not self._queue.empty():
            batch.append(self._queue.get())
        return batch

    def _do(self, jobs: list[QueuedTransaction]) -> None:
        """Give each job its outcome; a connection that does not serve any more is opened again at once."""
        if not jobs or self._halted:
            return
        try:
            connected = self._open()
            connected.group.commit(jobs)
            connected.checkpoints.written()
        except sqlite3.Error as error:
            for each in jobs:
                each.fail(unavailable_error(error) or UnreachableError())
        if any(each.outcome is not None and isinstance(each.outcome.error, UnreachableError) for each in jobs):
            self._disconnect()

    def _tend(self) -> None:
        """Look after the log, as far as that can be done now."""
        if self._connected is not None and not self._halted:
            try:
                self._connected.checkpoints.checkpoint_if_due()
            except sqlite3.Error:  # the disk is full, or the file gone: the next job tells
                self._disconnect()

    def _refusal(self) -> BaseException | None:
        """Return the driver's error if the file cannot be opened, else None."""
        try:
            self._open()
        except sqlite3.Error as error:
            return error
        return None

    def _open(self) -> ThreadConnection:
        if self._connected is not None and not self._connected.is_there():
            self._disconnect()
        if self._connected is None:
            self._connected = ThreadConnection(self._path, self._limits.run_seconds)
            if self._halted:
                self._connected.group.halt()
        return self._connected

    def _disconnect(self) -> None:
        connected, self._connected = self._connected, None
        if connected is not None:
            with suppress(sqlite3.Error):  # it is given up because it is broken
                connected.connection.close()

    def _end(self, error: BaseException | None) -> None:
        """Tell, in the loop's thread, that the thread has ended, and those whose jobs it had in hand."""
        deliver_results(self._in_hand)
        _settle(self.opened, error)
        self._ended(error)

    def _post(self, call: Callable[..., None], *given: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(call, *given)


def _connect(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, OPENING, isolation_level=None, cached_statements=512, uri=True)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    except BaseException:
        connection.close()
        raise
    connection.text_factory = bytes  # what is read is JSON, for which bytes are read soonest
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _settle(future: asyncio.Future[BaseException | None], error: BaseException | None) -> None:
    if not future.done():
        future.set_result(error)

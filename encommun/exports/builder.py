"""Builds files of exports in a thread: each once, whoever asks for it meanwhile, and few at a time."""

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from encommun.export_files import Build, build_file, find_file
from loaders.errors import OverloadedError, UnavailableError

AT_ONCE = 1
"""Builds that run at a time in a process."""
MOST = 8
"""Builds that run or wait in a process."""
PATIENCE = 25.0
"""Seconds for which a request waits for its file; proxies give up after 30 or 60."""


class ExportInProgressError(UnavailableError):
    """The file is being built, which takes longer than a request waits."""

    code = "EXPORT_IN_PROGRESS"
    retry_after = 5
    says = "The file is being written. Ask for it again in a few seconds."


class StoppedError(Exception):
    """The server stops, and the build with it."""


class ExportBuilder:
    """The builds of one process."""

    def __init__(self, folder: Path, database_url: str) -> None:
        """Keep the files of a database in a folder, which is made when there is a file for it."""
        self._folder = folder
        self._database = hashlib.sha256(database_url.encode()).hexdigest()[:8]
        self._threads = ThreadPoolExecutor(AT_ONCE, "exports")
        self._under_way: dict[str, asyncio.Future[Path]] = {}
        self._stop = Event()

    async def find(self, name: str, end: str) -> Path | None:
        """Return a file that can be handed out, if it is there."""
        return await asyncio.to_thread(find_file, self._folder, self._own(name), end)

    async def build(self, name: str, end: str, build: Build) -> Path:
        """Return a file once it is built; who goes away does not stop what others may wait for.

        Raises OverloadedError if too many others wait, or ExportInProgressError.
        """
        key = name + end
        if (under_way := self._under_way.get(key)) is None:
            if len(self._under_way) >= MOST:
                raise OverloadedError
            loop = asyncio.get_running_loop()
            given = self._folder, self._own(name), end, build, self._check
            under_way = self._under_way[key] = loop.run_in_executor(self._threads, build_file, *given)
            under_way.add_done_callback(lambda done: self._ended(key, done))
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(under_way)
        except TimeoutError as error:
            raise ExportInProgressError from error

    async def close(self) -> None:
        """Stop what is being built."""
        self._stop.set()
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)

    def _own(self, name: str) -> str:
        """Return the name of a file of this database: several may share the folder."""
        return f"{self._database}-{name}"

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError

    def _ended(self, key: str, done: asyncio.Future[Path]) -> None:
        del self._under_way[key]
        if not done.cancelled():
            done.exception()  # known to whoever waits; if nobody does, the next request tries again

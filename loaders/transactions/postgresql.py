"""Writing PostgreSQL: each job in a transaction of its own, which begins again when another came first."""

import asyncio
import random
from typing import Any

import asyncpg
import orjson

from loaders.postgresql import PREPARED, SETTINGS
from loaders.transactions.errors import BusyError
from loaders.transactions.postgresql_work import Overtaken, Unsure
from loaders.transactions.transaction import performed
from loaders.transactions.work import Job, Result, Writer
from loaders.turns import Turns

WRITERS = 8
"""Connections at most."""
TRIES = 10
"""Times that a job begins at most."""
FREE = 3
"""How many of them it has beside others."""
PAUSE = 0.001
"""Seconds before the first try at most; twice as many before each further one."""
JSONB_VERSION = b"\x01"
"""What the binary form of jsonb begins with."""
PATIENCE = "10s"
"""How long to wait for a row or a table that another process has locked."""
OWN_SETTINGS = {
    **SETTINGS,
    "enable_seqscan": "off",  # planned while a table is empty, its rows would be read one and all for ever longer
    "lock_timeout": PATIENCE,
}
"""What units of work ask for, they find by an index, wherever there is one."""


class PostgreSQLWriter(Writer):
    """Connections to one database, each opened when all others are in use."""

    def __init__(self, url: str) -> None:
        """Name the database; nothing is opened yet."""
        self._url = url
        self._connections: Turns[Any] = Turns()
        """Those that are free; None stands for one that is still to be opened."""
        self._line = asyncio.Lock()
        self._open = False

    async def open(self) -> None:
        """Connect; raises OSError or asyncpg.PostgresError when that fails."""
        first = await _connect(self._url)
        self._connections.give(*[None] * (WRITERS - 1), first)
        self._open = True

    async def run(self, job: Job[Result]) -> Result:
        """Run the job on a connection that is free.

        When the connection breaks during COMMIT, what is raised tells that, and not whether the changes were stored.
        """
        if not self._open:
            raise RuntimeError("this writer is not open")
        connection = await self._connection()
        try:
            return await self._done(connection, job)
        except Overtaken as overtaken:
            raise BusyError(f"others came first, {TRIES} times") from overtaken
        finally:
            self._connections.give(connection)

    async def close(self) -> None:
        """Close every connection, waiting for those in use."""
        if self._open:
            self._open = False
            for _ in range(WRITERS):
                connection = await self._connections.take()
                if connection is not None:
                    await connection.close()

    async def _connection(self) -> Any:
        connection = await self._connections.take()
        if connection is not None and not connection.is_closed():
            return connection
        try:
            return await _connect(self._url)
        except BaseException:
            self._connections.give(None)
            raise

    async def _done(self, connection: Any, job: Job[Result]) -> Result:
        """Run the job until nobody comes first: some tries beside the others, then in line.

        Jobs in line go one after the other, and those that come later let them pass: where many want the same row, some
        would lose it for ever.
        """
        if self._line.locked():
            async with self._line:
                pass
        try:
            return await _tried(connection, job, range(FREE))
        except Overtaken:
            async with self._line:
                return await _tried(connection, job, range(FREE, TRIES))


async def _connect(url: str) -> Any:
    connection = await asyncpg.connect(url, statement_cache_size=PREPARED, server_settings=OWN_SETTINGS)
    try:  # units of work hand JSON over as text; COPY takes it in the binary form alone, with its version before it
        await connection.set_type_codec(
            "jsonb", schema="pg_catalog", encoder=_versioned, decoder=_unversioned, format="binary"
        )
    except BaseException:
        connection.terminate()
        raise
    return connection


def _versioned(text: str) -> bytes:
    return JSONB_VERSION + text.encode()


def _unversioned(data: bytes) -> Any:
    return orjson.loads(data.removeprefix(JSONB_VERSION))


async def _tried(connection: Any, job: Job[Result], tries: range) -> Result:
    """What the job gives on the first try at which nobody comes first; raises Overtaken when each was in vain."""
    sure = False
    for number in tries:
        if number > 0:
            await asyncio.sleep(random.uniform(0, PAUSE * 2**number))  # noqa: S311 - no secret
        try:
            return await performed(connection, job, sure=sure)
        except Overtaken as overtaken:
            last, sure = overtaken, isinstance(overtaken, Unsure)
    raise last

"""Reading PostgreSQL through asyncpg: connections that are kept, with their statements prepared once."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import asyncpg
import orjson

from loaders.postgresql_dialect import POSTGRESQL
from loaders.sharing import Sharing
from loaders.snapshot import Asked, Snapshot, read
from loaders.statement import Row, Statement
from loaders.turns import Turns

READERS = 8
"""Connections at most."""
PREPARED = 500
"""Statements that a connection keeps prepared."""
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
SETTINGS = {
    "jit": "off",  # statements of a millisecond do not earn back what compiling them costs
    "plan_cache_mode": "force_generic_plan",  # planned once; what a plan depends on stands in the text
    "random_page_cost": "1.1",  # what is read often is in memory, where one page is as near as the next
}


class Reader:
    """A connection of the pool, held as long as it works."""

    def __init__(self, connection: Any) -> None:
        """Begin with nothing prepared."""
        self.connection = connection
        self._prepared: OrderedDict[tuple[str, type], Any] = OrderedDict()

    async def fetch(self, statement: Statement, arguments: Sequence[Any]) -> list[Any]:
        """The records of a statement."""
        key = statement.text, statement.row_class
        prepared = self._prepared.get(key)
        if prepared is None:
            prepared = await self.connection.prepare(statement.text, record_class=statement.row_class)
            self._prepared[key] = prepared
            if len(self._prepared) > PREPARED:
                self._prepared.popitem(last=False)
        records: list[Any] = await prepared.fetch(*arguments)
        return records


class PostgreSQLDatabase:
    """Connections to one database, each opened when all others are in use."""

    dialect = POSTGRESQL

    def __init__(self, url: str) -> None:
        """Name the database; nothing is opened yet."""
        self._url = url
        self._pool: Any = None
        self._readers: Turns[Reader | None] = Turns()
        """Those that are free; None stands for one that is still to be opened."""
        self._sharing = Sharing(lambda statement, values: read(self.snapshot(), statement, values))

    async def open(self) -> None:
        """Connect; raises OSError or asyncpg.PostgresError when that fails."""
        self._pool = await asyncpg.create_pool(
            self._url, min_size=1, max_size=READERS, init=_prepare, server_settings=SETTINGS
        )
        self._readers.give(*[None] * READERS)

    async def close(self) -> None:
        """Close every connection, waiting for those in use."""
        for _ in range(READERS):
            reader = await self._readers.take()
            if reader is not None:
                await self._pool.release(reader.connection)
        await self._pool.close()

    def snapshot(self) -> "PostgreSQLSnapshot":
        """A new view of the database."""
        return PostgreSQLSnapshot(self, self._sharing)

    async def reader(self) -> Reader:
        """A connection that is free, the one used last if there are several."""
        reader = await self._readers.take()
        if reader is not None and not reader.connection.is_closed():
            return reader
        try:
            if reader is not None:
                await self._pool.release(reader.connection)
            return Reader(await self._pool.acquire())
        except BaseException:
            self._readers.give(None)
            raise

    async def give_back(self, reader: Reader, *, clean: bool) -> None:
        """Free a connection; one that may still be at work goes through the pool, which waits or closes it."""
        if clean:
            self._readers.give(reader)
            return
        try:
            await self._pool.release(reader.connection)
        finally:
            self._readers.give(None)


class PostgreSQLSnapshot(Snapshot):
    """One repeatable-read transaction on one connection, where statements have to agree."""

    dialect = POSTGRESQL

    def __init__(self, database: PostgreSQLDatabase, sharing: Sharing) -> None:
        """Remember where connections are taken from."""
        super().__init__(sharing)
        self._database = database
        self._reader: Reader | None = None
        self._begun = False
        self._clean = True

    async def _run(self, asked: Sequence[Asked]) -> Sequence[list[Row] | Exception]:
        if self._reader is None:
            self._reader = await self._database.reader()
        self._clean = False
        if not self._begun and not self.alone:
            await self._reader.connection.execute(BEGIN)
            self._begun = True
        answers = [statement.rows(await self._reader.fetch(statement, arguments)) for statement, arguments in asked]
        self._clean = True
        return answers

    async def _release(self) -> None:
        if self._reader is None:
            return
        reader, self._reader = self._reader, None
        try:
            if self._begun and self._clean:
                self._clean = False
                await reader.connection.execute("COMMIT")
                self._clean = True
        finally:
            clean, self._begun, self._clean = self._clean, False, True
            await self._database.give_back(reader, clean=clean)


async def _prepare(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=orjson.dumps, decoder=orjson.loads)

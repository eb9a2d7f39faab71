"""Reading PostgreSQL through asyncpg: connections that are kept, with their statements prepared once."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import asyncpg
import orjson

from loaders.drivers.postgresql_errors import unavailable_error
from loaders.drivers.read_connection import Answers, BoundStatement, LostConnectionError, ReadConnection
from loaders.drivers.read_limits import ReadLimits
from loaders.errors import DeadlineError, UnreachableError
from loaders.sql.statement import Statement

READERS = 8
"""Connections at most."""
PREPARED, CHARACTERS = 500, 2_000_000
"""Statements that a connection keeps prepared, and the characters of all their texts."""
ENDING = 2.0
"""Seconds that a transaction may take to end."""
STALE = (asyncpg.InvalidCachedStatementError, asyncpg.InvalidSQLStatementNameError, asyncpg.InternalClientError)
"""A migration has changed what the connection has prepared, or the driver is at a loss: a new one may do better."""
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
SETTINGS = {
    "jit": "off",  # statements of a millisecond do not earn back what compiling them costs
    "plan_cache_mode": "force_generic_plan",  # planned once; what a plan depends on stands in the text
    "random_page_cost": "1.1",  # what is read often is in memory, where one page is as near as the next
}


class PostgreSQLReadConnection(ReadConnection):
    """A connection, and what it keeps prepared."""

    def __init__(self, connection: Any) -> None:
        """Begin with nothing prepared."""
        self.connection = connection
        self._prepared: OrderedDict[tuple[str, type], Any] = OrderedDict()
        self._characters = 0
        self._broken: Exception | None = None
        """Why the server takes nothing more in this transaction."""

    async def fetch(self, asked: Sequence[BoundStatement], *, begin: bool, end: bool = False) -> Answers:  # noqa: ARG002
        """Run one statement after the other.

        The server gives up the whole transaction where one of them fails: if it began here, the others are asked again
        in a new one. If it began before, they all fail: what they found would not agree with what was told by then.
        """
        failed: dict[int, Exception] = {}
        begins = begin and not self.connection.is_in_transaction()
        while True:
            if begins:
                await self._command(BEGIN)
            answers = await self._answers(asked, failed)
            if not begins or self._broken is None:
                return answers
            await self._command("ROLLBACK")

    async def _answers(self, asked: Sequence[BoundStatement], failed: dict[int, Exception]) -> Answers:
        """Return the answer of each statement, or the error with which it `failed`, now or before."""
        answers: list[Any] = []
        for number, (statement, arguments) in enumerate(asked):
            if (error := failed.get(number) or self._broken) is None:
                try:
                    answers.append(statement.rows(await self._records(statement, arguments)))
                    continue
                except Exception as raised:  # noqa: BLE001 - belongs to this statement, unless the connection is lost
                    error = failed[number] = self._told(raised)
            answers.append(error)
        return answers

    async def _records(self, statement: Statement, arguments: Sequence[Any]) -> list[Any]:
        key = statement.text, statement.row_class
        prepared = self._prepared.get(key)
        if prepared is None:
            prepared = await self.connection.prepare(statement.text, record_class=statement.row_class)
            self._keep(key, prepared)
        records: list[Any] = await prepared.fetch(*arguments)
        return records

    def _keep(self, key: tuple[str, type], prepared: Any) -> None:
        self._prepared[key] = prepared
        self._characters += len(key[0])
        while len(self._prepared) > PREPARED or self._characters > CHARACTERS:
            (text, _), _ = self._prepared.popitem(last=False)
            self._characters -= len(text)

    async def end(self) -> None:
        """One round trip."""
        await self._command("COMMIT")

    async def _command(self, text: str) -> None:
        self._broken = None
        try:
            await self.connection.execute(text, timeout=ENDING)
        except Exception as error:
            raise _lost(error) from error

    def _told(self, error: Exception) -> Exception:
        """Convert a statement's error for the caller; raises LostError, or DeadlineError if it was cancelled."""
        named = unavailable_error(error)
        if isinstance(named, UnreachableError) or self.lost or isinstance(error, STALE):
            raise _lost(error)
        told = error if named is None else named
        if named is not None:
            named.__cause__ = error
        if isinstance(named, DeadlineError):
            raise named
        if isinstance(error, asyncpg.PostgresError) and self.connection.is_in_transaction():
            self._broken = told
        return told

    async def recover(self) -> None:
        """The driver waits until the server has cancelled what was given up."""
        self._broken = None
        await self.connection.execute("ROLLBACK")

    async def close(self) -> None:
        """Close the connection, with the protocol's goodbye."""
        await self.connection.close()

    def drop(self) -> None:
        """Drop the connection, without the protocol's goodbye."""
        self.connection.terminate()

    @property
    def lost(self) -> bool:
        """True if the driver knows that the connection is closed."""
        return bool(self.connection.is_closed())


def _lost(error: Exception) -> LostConnectionError:
    reason = unavailable_error(error) or UnreachableError()
    reason.__cause__ = error
    return LostConnectionError(reason)


async def connect(url: str, limits: ReadLimits) -> PostgreSQLReadConnection:
    """A reader of the database; raises OSError or asyncpg.PostgresError when it cannot be reached."""
    settings = SETTINGS | {
        "lock_timeout": _milliseconds(limits.lock_seconds),
        "statement_timeout": _milliseconds(limits.statement_seconds),
        "idle_in_transaction_session_timeout": _milliseconds(limits.statement_seconds),
    }
    async with asyncio.timeout(limits.connect_seconds):
        connection = await asyncpg.connect(url, timeout=limits.connect_seconds, server_settings=settings)
        try:
            await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=orjson.dumps, decoder=orjson.loads)
        except BaseException:
            connection.terminate()
            raise
    return PostgreSQLReadConnection(connection)


def _milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))

"""A unit of work on SQLite: its methods are awaited, and never wait."""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from loaders.drivers.sqlite_errors import PRIMARY, extended_code, unavailable_error
from loaders.errors import DeadlineError
from loaders.sql.sqlite_dialect import SQLITE
from loaders.sql.statement import Statement
from loaders.unit_of_work.base_unit_of_work import BaseUnitOfWork
from loaders.unit_of_work.errors import ConstraintError, DuplicateError
from loaders.unit_of_work.queued_transaction import QueuedTransaction
from loaders.unit_of_work.statements import InsertStatement

DUPLICATES = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
BLOCKS = (500, 50)
"""Rows that one INSERT may have; fewer go one by one."""
MOST_VALUES = 32_766
"""Values that a statement may have (SQLITE_MAX_VARIABLE_NUMBER)."""


class SQLiteUnitOfWork(BaseUnitOfWork):
    """A unit of work in a transaction of the writer's thread."""

    dialect = SQLITE
    runs_alone = True

    def __init__(self, connection: sqlite3.Connection, queued: QueuedTransaction) -> None:
        """Work on `connection`, which gives texts as bytes, until the job must end."""
        super().__init__()
        self._connection = connection
        self._queued = queued

    async def pretend(self) -> None:
        """Change what nobody uses."""
        await self._command("PRAGMA user_version = 1")

    async def _read(self, statement: Statement, arguments: Sequence[Any]) -> Sequence[Any]:
        if self._queued.must_end:  # SQLite does not look at the clock in short ones
            raise DeadlineError
        return self._connection.execute(statement.text, arguments).fetchall()

    async def _change(self, text: str, arguments: Sequence[Any]) -> int:
        if self._queued.must_end:
            raise DeadlineError
        return self._connection.execute(text, arguments).rowcount

    async def _repeat(self, text: str, arguments: Sequence[Sequence[Any]]) -> None:
        self._connection.executemany(text, arguments)

    async def _add(self, insertion: InsertStatement, rows: Sequence[Sequence[Any]]) -> None:
        """Many rows in one statement, as long as there are many.

        SQLite prepares what a CHECK compares with once for each statement, which takes longer than to store a row, and
        Python's driver gives its lock up and takes it again once for each.
        """
        begin = 0
        for size in BLOCKS:
            if size * len(insertion.columns) > MOST_VALUES:
                continue
            while len(rows) - begin >= size:
                values = list(chain.from_iterable(rows[begin : begin + size]))
                self._connection.execute(_block(insertion.text, size), values)
                begin += size
        await self._repeat(insertion.text, rows[begin:])

    def _explained(self, error: BaseException) -> BaseException:
        return translate_error(error)


@lru_cache
def _block(text: str, size: int) -> str:
    """An INSERT of one row as one of `size` rows."""
    head, values, row = text.rpartition(" VALUES ")
    return head + values + ", ".join([row] * size)


def translate_error(error: BaseException) -> BaseException:
    """The driver's error by our name for it, or itself."""
    code = extended_code(error)
    if code & PRIMARY == sqlite3.SQLITE_CONSTRAINT:
        return _constraint(str(error), code)
    return unavailable_error(error) or error


def _constraint(message: str, code: int) -> ConstraintError:
    """Convert SQLite's message, such as `UNIQUE constraint failed: space.actor_id, space.network_id`, to an error."""
    told = message.partition(": ")[2]
    if code == sqlite3.SQLITE_CONSTRAINT_CHECK:
        return ConstraintError(message, name=told)
    kind = DuplicateError if code in DUPLICATES else ConstraintError
    table = told.partition(".")[0] or None
    return kind(message, table, tuple(each.partition(".")[2] for each in told.split(", ") if each))

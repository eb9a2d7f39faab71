"""A unit of work on PostgreSQL, through asyncpg."""

import re
from collections.abc import Sequence
from typing import Any

import asyncpg

from loaders.drivers.postgresql_errors import OTHER_TABLES, OVERTAKEN, unavailable_error
from loaders.sql.postgresql_dialect import POSTGRESQL
from loaders.sql.statement import Statement
from loaders.unit_of_work.base_unit_of_work import BaseUnitOfWork
from loaders.unit_of_work.errors import ConstraintError, DuplicateError
from loaders.unit_of_work.statements import InsertStatement

MANY = 50
"""Rows from which on COPY is sooner done than an INSERT of each."""
KEY = re.compile(r"\((?P<columns>[^()]+)\)=\(")
"""The columns in the detail of a violation, in any language: `Key (kind, code)=(COMMUNE, 84007) already exists.`"""


class SerializationConflict(BaseException):
    """Another job came first, so that this one has to begin again; no `except Exception` of a job may stop it."""


class UncertainDuplicate(SerializationConflict):
    """Another row has the same values, which the job may have looked for in vain, because it came meanwhile.

    Begun again, the job sees it.
    """


class LockTimeout(SerializationConflict):
    """Another job, or somebody else, holds a row or a table, and may hold it for long."""


class StaleStatement(SerializationConflict):
    """A statement does not fit the tables any more, as they were when it was prepared; begun again, it may."""


class PostgreSQLUnitOfWork(BaseUnitOfWork):
    """A unit of work in a transaction of one connection."""

    dialect = POSTGRESQL
    runs_alone = False

    def __init__(self, connection: Any, *, sure: bool) -> None:
        """Work on `connection`; `sure` when the job has begun again because of a duplicate."""
        super().__init__()
        self._connection = connection
        self._sure = sure

    async def _read(self, statement: Statement, arguments: Sequence[Any]) -> Sequence[Any]:
        found: Sequence[Any] = await self._connection.fetch(
            statement.text, *arguments, record_class=statement.row_class
        )
        return found

    async def _change(self, text: str, arguments: Sequence[Any]) -> int:
        status: str = await self._connection.execute(text, *arguments)
        count = status.rpartition(" ")[2]  # as in `UPDATE 3`
        return int(count) if count.isdigit() else 0

    async def _repeat(self, text: str, arguments: Sequence[Sequence[Any]]) -> None:
        await self._connection.executemany(text, arguments)

    async def _add(self, insertion: InsertStatement, rows: Sequence[Sequence[Any]]) -> None:
        """Insert by COPY, if there are enough rows to be worth a command of their own."""
        if len(rows) == 1:
            await self._change(insertion.text, rows[0])
        elif len(rows) < MANY:
            await self._repeat(insertion.text, rows)
        else:
            await self._connection.copy_records_to_table(insertion.table, records=rows, columns=insertion.columns)

    def _explained(self, error: BaseException) -> BaseException:
        if isinstance(error, asyncpg.UniqueViolationError) and not self._sure:
            return UncertainDuplicate(error.args[0])
        return translate_error(error)


def translate_error(error: BaseException) -> BaseException:
    """The driver's error by our name for it, or itself."""
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return _constraint(error)
    if isinstance(error, OVERTAKEN):
        return SerializationConflict(str(error))
    if isinstance(error, asyncpg.LockNotAvailableError):
        return LockTimeout(str(error))
    if isinstance(error, OTHER_TABLES):
        return StaleStatement(str(error))
    return unavailable_error(error) or error


def _constraint(error: Any) -> ConstraintError:
    message, table, name = error.args[0], error.table_name, error.constraint_name  # the detail shows values
    if isinstance(error, asyncpg.UniqueViolationError):
        key = KEY.search(error.detail or "")
        return DuplicateError(message, table, tuple(key["columns"].split(", ")) if key else (), name)
    return ConstraintError(message, table, (error.column_name,) if error.column_name else (), name)

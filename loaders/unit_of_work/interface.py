"""A unit of work: what a use case does to the database, all of it or nothing.

A transaction function is an `async def` that awaits its `UnitOfWork` and nothing else. On PostgreSQL it runs in the
event loop, in a transaction of its own that is tried again when another one came first. On SQLite it runs in the
writer's thread, where no await ever waits: functions that are there at the same moment share a transaction, and with
it the disk's time.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from loaders.drivers.read_limits import CHECKING
from loaders.errors import OverloadedError, UnreachableError
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement

Result = TypeVar("Result")
Values = Mapping[str, Any]
"""Values by column, as Python has them: moments with a zone, enumerations, lists for JSON."""


class Rollback(Exception, Generic[Result]):
    """Ends a transaction function whose changes are not wanted: they are rolled back, and its result is `result`.

    A refusal, or a dry run.
    """

    def __init__(self, result: Result) -> None:
        """Keep what the function gives all the same."""
        super().__init__()
        self.result = result


class UnitOfWork(ABC):
    """One unit of work under way; gone when its transaction function ends.

    What a method raises fails the unit, even if the function passes over it, unless that happens within a savepoint.
    Where a rule of the database forbids a change, that is ConstraintError.
    """

    dialect: Dialect
    runs_alone: bool
    """True if the engine lets one unit write at a time: units become visible in the order in which they write."""

    @abstractmethod
    async def fetch(self, statement: Statement, values: Values) -> list[Row]:
        """The rows of a statement compiled by the dialect; sees what this unit has written."""

    @abstractmethod
    async def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Add rows, all of which have the same columns; columns left out get the default of their model."""

    @abstractmethod
    async def update(self, table: Table, where: Values, values: Values) -> int:
        """Change the rows whose columns equal `where` (None: are null); the number of rows changed."""

    @abstractmethod
    async def delete(self, table: Table, where: Values) -> int:
        """Take out the rows whose columns equal `where` (None: are null); the number of rows taken out."""

    @abstractmethod
    async def update_all(self, table: Table, changes: Sequence[tuple[Values, Values]]) -> None:
        """Change many rows, each found by its own `where` and given values of its own.

        Changes of the same columns are made together: no change may depend on another one.
        """

    @abstractmethod
    async def delete_all(self, table: Table, places: Sequence[Values]) -> None:
        """Take out the rows whose columns equal one of `places` (None: are null)."""

    @abstractmethod
    async def select(self, table: Table, where: Values, columns: Sequence[str] | None = None) -> list[Row]:
        """The rows whose columns equal `where`, in no order, with `columns` (None: all) in their order and by name.

        Values are as they were written, moments in UTC; those of closed lists are plain text.
        """

    @abstractmethod
    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """Return a context whose block is rolled back alone if it raises; the exception propagates."""


TransactionFunction = Callable[[UnitOfWork], Awaitable[Result]]


class Writer(ABC):
    """Runs jobs against one database."""

    @abstractmethod
    async def open(self) -> None:
        """Connect; raises sqlite3.OperationalError, OSError or asyncpg.PostgresError when that fails."""

    @abstractmethod
    async def run(self, job: TransactionFunction[Result]) -> Result:
        """Run a transaction function and return its result once that is stored; raises its error, with nothing changed.

        Functions come to what they would come to one after the other. One may be run several times until it is done: it
        must change nothing but through its UnitOfWork. Raises an UnavailableError when it could not be done now, with
        nothing changed unless it is an OutcomeUnknownError. A caller who is cancelled does not learn whether the unit
        was kept or not; it was one of the two: what has not begun then is not run, and what has may be rolled back.
        """

    async def check(self) -> None:
        """Return if a unit of work could be done now; raises UnavailableError if not, soon."""
        busy = self._is_busy
        try:
            async with asyncio.timeout(CHECKING):
                await self._check()
        except TimeoutError as error:
            raise (OverloadedError if busy else UnreachableError) from error

    @property
    @abstractmethod
    def _is_busy(self) -> bool:
        """True if a new unit of work has to wait for others."""

    @abstractmethod
    async def _check(self) -> None:
        """Do what a unit of work does, as far as that leaves no trace, in turn."""

    @abstractmethod
    async def close(self) -> None:
        """Let running units end, as long as the limits allow, and disconnect."""


@asynccontextmanager
async def open_until_exit(writer: Writer) -> AsyncIterator[Writer]:
    """A writer that is open, closed at the end."""
    await writer.open()
    try:
        yield writer
    finally:
        await writer.close()

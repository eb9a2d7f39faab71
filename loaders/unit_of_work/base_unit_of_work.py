"""Units of work, as far as both engines do the same: statements found, failures remembered, savepoints rolled back."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

from sqlalchemy import Table

from loaders.sql.statement import Row, Statement
from loaders.sql.storable_text import is_storable
from loaders.unit_of_work.interface import Result, TransactionFunction, UnitOfWork, Values
from loaders.unit_of_work.statements import (
    InsertStatement,
    WriteStatement,
    condition_shape,
    delete_statement,
    insert_statement,
    select_statement,
    update_statement,
)


class BaseUnitOfWork(UnitOfWork):
    """A unit of work that one job has, on a connection with a transaction open.

    What fails outside of a savepoint, or was let pass within one, fails the job: PostgreSQL would take nothing more and
    store nothing, whatever the job made of it, and SQLite is held to the same.
    """

    def __init__(self) -> None:
        """Begin without any failure."""
        self._failure: BaseException | None = None

    @abstractmethod
    async def _read(self, statement: Statement, arguments: Sequence[Any]) -> Sequence[Any]:
        """Return the rows that the driver finds."""

    @abstractmethod
    async def _change(self, text: str, arguments: Sequence[Any]) -> int:
        """Run a statement; the number of rows changed, where it changes any."""

    @abstractmethod
    async def _repeat(self, text: str, arguments: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each list of arguments."""

    @abstractmethod
    async def _add(self, insertion: InsertStatement, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows whose values are in the order of the insertion's columns."""

    @abstractmethod
    def _explained(self, error: BaseException) -> BaseException:
        """The driver's error by our name for it, or itself."""

    async def perform(self, job: TransactionFunction[Result]) -> Result:
        """Run the job and return its result; raises its error, including one that the job has swallowed."""
        try:
            result = await job(self)
        finally:
            failure, self._failure = self._failure, RuntimeError("this unit of work has ended")
        if failure is not None:
            raise failure
        return result

    async def fetch(self, statement: Statement, values: Values) -> list[Row]:
        """One statement."""
        with self._failing():
            return statement.rows(await self._read(statement, statement.arguments(values)))

    async def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Insert the rows, in as few statements as the engine allows."""
        if not rows:
            return
        with self._failing():
            statement = insert_statement(self.dialect, table, tuple(rows[0]))
            await self._add(statement, _arguments(statement, rows))

    async def update(self, table: Table, where: Values, values: Values) -> int:
        """One statement."""
        with self._failing():
            statement = update_statement(self.dialect, table, condition_shape(where), tuple(values))
            return await self._change(statement.text, statement.arguments(to=values, at=where))

    async def delete(self, table: Table, where: Values) -> int:
        """One statement."""
        with self._failing():
            statement = delete_statement(self.dialect, table, condition_shape(where))
            return await self._change(statement.text, statement.arguments(at=where))

    async def update_all(self, table: Table, changes: Sequence[tuple[Values, Values]]) -> None:
        """One statement for all that change the same columns, run for each of them."""
        with self._failing():
            alike: defaultdict[WriteStatement, list[list[Any]]] = defaultdict(list)
            for where, values in changes:
                statement = update_statement(self.dialect, table, condition_shape(where), tuple(values))
                alike[statement].append(statement.arguments(to=values, at=where))
            await self._repeat_all(alike)

    async def delete_all(self, table: Table, places: Sequence[Values]) -> None:
        """One statement for all that are found by the same columns, run for each of them."""
        with self._failing():
            alike: defaultdict[WriteStatement, list[list[Any]]] = defaultdict(list)
            for where in places:
                statement = delete_statement(self.dialect, table, condition_shape(where))
                alike[statement].append(statement.arguments(at=where))
            await self._repeat_all(alike)

    async def select(self, table: Table, where: Values, columns: Sequence[str] | None = None) -> list[Row]:
        """One statement."""
        if not is_storable(where):
            return []
        names = tuple(table.c.keys() if columns is None else columns)
        statement = select_statement(self.dialect, table, condition_shape(where), names)
        return await self.fetch(statement, {f"at {name}": value for name, value in where.items()})

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A savepoint, always of the same name: the innermost is meant."""
        await self._command("SAVEPOINT part")
        try:
            yield
            self._check()
        except BaseException as error:
            self._failure = None
            try:
                await self._command("ROLLBACK TO SAVEPOINT part")
                await self._command("RELEASE SAVEPOINT part")
            except Exception:  # noqa: BLE001 - the whole transaction is gone, and its end is what tells why
                self._failure = error
            raise
        await self._command("RELEASE SAVEPOINT part")

    async def _repeat_all(self, alike: Mapping[WriteStatement, Sequence[Sequence[Any]]]) -> None:
        for statement, arguments in alike.items():
            await self._repeat(statement.text, arguments)

    async def _command(self, text: str) -> None:
        with self._failing():
            await self._change(text, ())

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Remember what is raised, and let nothing more be done after it."""
        self._check()
        try:
            yield
        except BaseException as error:
            self._failure = self._explained(error)
            if self._failure is error:
                raise
            raise self._failure from error

    def _check(self) -> None:
        if self._failure is not None:
            raise self._failure


def _arguments(statement: InsertStatement, rows: Sequence[Values]) -> list[tuple[Any, ...]]:
    """Return the statement's arguments, one tuple for each row; raises ValueError unless all have the same columns."""
    if set(map(len, rows)) == {len(rows[0])}:
        with suppress(KeyError):
            return list(statement.arguments(rows))
    raise ValueError(f"not all rows for {statement.table} have the same columns")

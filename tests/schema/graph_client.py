"""The graph over one database, as the tests ask it: in both execution modes, with its trips to the database."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from graphql import GraphQLInputObjectType, get_named_type
from sqlalchemy import select
from strawberry.types.execution import ExecutionResult, PreExecutionError

import models
from benchmarks.statements import observe
from encommun.engine import engine_scope
from execution import Mode, Schema
from loaders.drivers.database import Database, open_database
from loaders.drivers.read_connection import BoundStatement
from loaders.drivers.snapshot import Snapshot
from schema.build import create_schema
from schema.kit.context import Context
from tests.support.loop_clock import lets_others_in

MODES: tuple[Mode, ...] = ("breadth-first", "reference")
SCHEMAS: dict[Mode, Schema] = {mode: create_schema(mode) for mode in MODES}
SCHEMA = SCHEMAS["breadth-first"]
GRAPHQL = SCHEMA._schema
"""The schema as graphql-core has it."""

TABLES = models.Table.metadata.tables
DERIVED = frozenset({"territory_inclusion", "topic_inclusion"})
"""Tables that follow from others: the tests work out themselves what lies inside what."""

COMBINATIONS = ("and", "or", "not")

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Fault:
    """One error of an answer, as a client sees it."""

    code: str
    message: str
    path: tuple[str | int, ...]


@dataclass
class StatementRecorder:
    """The statements that an operation sent, by trip to the database."""

    each: list[Sequence[BoundStatement]] = field(default_factory=list)

    @property
    def asked(self) -> list[BoundStatement]:
        return [asked for trip in self.each for asked in trip]

    @property
    def texts(self) -> list[str]:
        return [statement.text for statement, _ in self.asked]


@dataclass
class GraphClient:
    """A client that runs documents on the graph."""

    database: Database
    rows: Rows = field(repr=False)
    """Rows of the database by table and in no order, as SQLAlchemy reads them: the loaders have no part in it."""

    async def ask(
        self, document: str, variables: dict[str, Any] | None = None, *, mode: Mode = "breadth-first"
    ) -> ExecutionResult:
        return (await self.trace(document, variables, mode=mode))[0]

    async def trace(
        self, document: str, variables: dict[str, Any] | None = None, *, mode: Mode = "breadth-first"
    ) -> tuple[ExecutionResult, StatementRecorder]:
        async with self.snapshot() as snapshot:
            trips = recorded(snapshot)
            execution = SCHEMAS[mode].execute(document, variables, context_value=Context(snapshot))
            return await (lets_others_in(execution) if mode == "breadth-first" else execution), trips

    async def data(self, document: str, **variables: Any) -> dict[str, Any]:
        """The answer to a document that has no errors."""
        result = await self.ask(document, variables)
        assert result.errors is None, result.errors
        assert result.data is not None
        return result.data

    async def faults(self, document: str, variables: dict[str, Any] | None = None) -> list[Fault]:
        """The errors of an answer, the same in both modes, each with a code and a sentence."""
        found = [seen(await self.ask(document, variables, mode=mode)) for mode in MODES]
        assert found[0] == found[1]
        return found[0]

    async def fault(self, document: str, variables: dict[str, Any] | None = None) -> Fault:
        """The only error of an answer."""
        (fault,) = await self.faults(document, variables)
        return fault

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        snapshot = self.database.snapshot()
        try:
            yield snapshot
        finally:
            await snapshot.close()


@cache
def criteria(type_name: str) -> dict[str, GraphQLInputObjectType]:
    """The fields of an entity's filter that are not combinations, with their inputs."""
    given = cast("GraphQLInputObjectType", GRAPHQL.get_type(f"{type_name}Filter")).fields
    inputs = {name: get_named_type(each.type) for name, each in given.items() if name not in COMBINATIONS}
    return cast("dict[str, GraphQLInputObjectType]", inputs)


def recorded(snapshot: Snapshot) -> StatementRecorder:
    """Record the trips of a snapshot from now on."""
    trips = StatementRecorder()
    observe(snapshot, lambda asked, _answers: trips.each.append(asked))
    return trips


def seen(result: ExecutionResult) -> list[Fault]:
    """The errors of a result; fails on one that a client could not act on, or that tells of our insides."""
    assert not isinstance(result, PreExecutionError) or result.data is None
    faults = []
    for error in result.errors or ():
        code = (error.extensions or {}).get("code")
        assert isinstance(code, str), error
        assert code != "INTERNAL_SERVER_ERROR", error
        assert error.message.endswith((".", "?")) or isinstance(result, PreExecutionError), error.message
        faults.append(Fault(code, error.message, tuple(error.path or ())))
    return faults


@asynccontextmanager
async def opened(url: str, tables: Iterable[str] = ()) -> AsyncIterator[GraphClient]:
    """The graph over the database at `url`, with the rows of some tables."""
    database = await open_database(url)
    try:
        yield GraphClient(database, await rows_of(url, tables))
    finally:
        # It waits for connections in use: one that was never given back must not keep the suite for ever.
        async with asyncio.timeout(10):
            await database.close()


async def rows_of(url: str, tables: Iterable[str]) -> Rows:
    """Every row of the tables, as of one moment: servers may still write what their clients do not wait for."""
    async with engine_scope(url) as engine, engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execution_options(isolation_level="REPEATABLE READ")
        return {
            name: [dict(row) for row in (await connection.execute(select(TABLES[name]))).mappings()] for name in tables
        }

"""How many SQL statements each operation takes: asked in this process, counted where a snapshot sends them."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.processes import NoAnswer
from benchmarks.requests import Requests
from benchmarks.servers import SERVERS
from loaders.drivers.coalescing import Coalescer
from loaders.drivers.database import Database, open_database
from loaders.drivers.read_connection import BoundStatement
from loaders.drivers.snapshot import Snapshot
from loaders.sql.statement import Statement
from schema.build import create_schema
from schema.kit.context import Context


async def measure(urls: Mapping[str, str], requests: Requests) -> dict[str, dict[str, dict[str, int]]]:
    """By engine and shape: the fewest and the most statements that the shape's variables lead to."""
    return {engine: await _engine(url, requests) for engine, url in urls.items()}


async def _engine(url: str, requests: Requests) -> dict[str, dict[str, int]]:
    database = await open_database(url)
    try:
        found = {}
        for shape in requests.variables:
            counts = [await _count(database, body) for body in requests.bodies(SERVERS[0], shape)]
            found[shape] = {"fewest": min(counts), "most": max(counts)}
        return found
    finally:
        await database.close()


SCHEMA = create_schema()


async def _count(database: Database, body: str) -> int:
    """The statements of one operation, without those that begin and end its transaction."""
    asked = json.loads(body)
    snapshot = database.snapshot()
    sent = counted(snapshot)
    try:
        result = await SCHEMA.execute(asked["query"], asked["variables"], context_value=Context(snapshot))
    finally:
        await snapshot.close()
    if result.errors:
        raise NoAnswer(f"{asked['operationName']}: {result.errors}")
    return len(sent)


def counted(snapshot: Snapshot) -> list[BoundStatement]:
    """The statements that a snapshot sends from now on."""
    sent: list[BoundStatement] = []
    observe(snapshot, lambda asked, _answers: sent.extend(asked))
    return sent


def observe(snapshot: Snapshot, note: Callable[[Sequence[BoundStatement], Sequence[Any]], None]) -> None:
    """Tell `note` of each trip to the database from now on: the statements, and the rows that each gave.

    What would go with the statements of other operations goes by itself.
    """
    run = snapshot._run  # noqa: SLF001 - the one place that all statements pass

    async def noted(asked: Sequence[BoundStatement], *, alone: bool = False) -> Any:
        answers = await run(asked, alone=alone)
        note(asked, answers)
        return answers

    async def read(statement: Statement, values: Mapping[str, Any]) -> Any:
        (answer,) = await noted([(statement, statement.arguments(values))], alone=True)
        return answer

    snapshot._run = noted  # type: ignore[method-assign]  # noqa: SLF001
    snapshot._coalescing = Coalescer(read)  # noqa: SLF001

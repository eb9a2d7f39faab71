"""Both executors are held to a plain one that shares nothing with them, over generated operations, for two viewers.

`ENCOMMUN_ORACLE=2000` makes as many operations as that; `ENCOMMUN_ORACLE_SEED` begins elsewhere.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from random import Random
from time import process_time

import pytest
from graphql import validate
from graphql.language import parse
from sqlalchemy import update

from encommun.engine import engine_scope
from execution import Limits
from loaders.drivers.database import Database, open_database
from models import Scope
from resolvers.core.viewer import VISITOR, Viewer
from schema.build import create_schema
from schema.kit.context import Context
from tests.oracle.comparison import differs, told_alike
from tests.oracle.executor import SDL, Plain
from tests.oracle.generator import Maker
from tests.oracle.regressions import REGRESSIONS
from tests.schema.expected_relations import RelationTree
from tests.schema.filter_oracle import Oracle
from tests.schema.graph_client import DERIVED, MODES, TABLES, Rows, rows_of
from tests.support.engines import Server

OPERATIONS = int(os.environ.get("ENCOMMUN_ORACLE", "120"))
SEED = int(os.environ.get("ENCOMMUN_ORACLE_SEED", "1"))
SIZE = 3
ROOMY = Limits(aliases=1_000, directives=1_000, fields=10_000, tokens=50_000, overlaps=50_000, compiled=100_000)
SCHEMAS = {mode: create_schema(mode, ROOMY) for mode in MODES}
STATED = ("actor", "contact", "membership", "participation", "project", "resource", "workshop", "change", "collection")
HIDDEN = ("actor", "membership", "participation", "project", "resource", "workshop")
STEWARD = Viewer("account_00000000000000000000000000", scopes=frozenset(Scope), steward=True)


@dataclass
class Seen:
    """The rows that one viewer sees, according to the plain executor."""

    viewer: Viewer
    oracle: Oracle
    plain: Plain


def visible(rows: Rows) -> Rows:
    """Return the rows that a visitor sees: published ones, contacts of visible actors, and what refers to either."""
    shown = {
        name: [row for row in each if name not in STATED or row["state"] == "PUBLISHED"] for name, each in rows.items()
    }
    shown["collection_invitation"] = []
    actors = {row["id"] for row in shown["actor"]}
    shown["contact"] = [row for row in shown["contact"] if row["actor_id"] in actors]
    there = {row["id"] for each in shown.values() for row in each if "id" in row}
    for name in ("change", "feature"):
        shown[name] = [row for row in shown[name] if row["node_id"] in there]
    return shown


@pytest.fixture(scope="module")
async def hidden_url(server: Server, odd_url: str) -> AsyncIterator[str]:
    """The seed with oddities, of which a third is not for everyone."""
    url = await server.copy(odd_url)
    found = await rows_of(url, HIDDEN)
    async with engine_scope(url) as engine, engine.begin() as connection:
        for name, rows in found.items():
            gone = sorted(row["id"] for row in rows)[::3]
            states = ("DRAFT", "ARCHIVED", "SUBMITTED")
            for number, state in enumerate(states):
                some = TABLES[name].c.id.in_(gone[number :: len(states)])
                await connection.execute(update(TABLES[name]).where(some).values(state=state))
    yield url
    await server.drop(url)


@pytest.fixture(scope="module")
async def database(hidden_url: str) -> AsyncIterator[Database]:
    database = await open_database(hidden_url)
    yield database
    await database.close()


@pytest.fixture(scope="module")
async def viewers(hidden_url: str) -> list[Seen]:
    rows = await rows_of(hidden_url, TABLES.keys() - DERIVED)
    reports = {row["resource_id"]: row for row in rows["experience_report"]}
    oracles = [(VISITOR, Oracle(RelationTree(visible(rows)))), (STEWARD, Oracle(RelationTree(rows)))]
    return [Seen(viewer, oracle, Plain(oracle, reports, SIZE)) for viewer, oracle in oracles]


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch) -> Iterator[None]:
    """Lists are inside lists inside lists."""
    monkeypatch.setattr("resolvers.core.paging.DEFAULT_SIZE", SIZE)


async def held(database: Database, seen: Seen, document: str, values: dict) -> Counter:
    """Hold both executors to the plain one."""
    plain = seen.plain.execute(document, values)
    told = Counter(operations=1, clean=plain.errors is None)
    for mode, schema in SCHEMAS.items():
        snapshot = database.snapshot()
        try:
            ours = await schema.execute(document, values, context_value=Context(snapshot, seen.viewer))
        finally:
            await snapshot.close()
        found = differs(ours.data, plain.data)
        assert found is None, f"{mode}: {found}\n{document}\n{values}\n{ours.errors}\n{plain.errors}"
        told["otherwise"] += not told_alike(ours, plain)
    return told


def made(seen: Seen, number: int) -> tuple[str, dict]:
    """A valid operation; those whose parts contradict each other are thrown away."""
    random = Random(number)  # noqa: S311 - the same each time
    while True:
        document, values = Maker(random, seen.oracle).operation()
        if not validate(SDL, parse(document)):
            return document, values


async def test_both_executors_answer_as_the_plain_one(database: Database, viewers: list[Seen]):
    told, began = Counter(), process_time()
    for number in range(SEED * 1_000_000, SEED * 1_000_000 + OPERATIONS):
        seen = viewers[number % len(viewers)]
        told += await held(database, seen, *made(seen, number))
    told["seconds"] = round(process_time() - began)
    print(dict(told))  # noqa: T201 - how much was compared, and how much computing it took
    assert told["operations"] == OPERATIONS
    assert told["clean"] >= 0.5 * OPERATIONS
    assert told["otherwise"] <= 0.05 * OPERATIONS


@pytest.mark.parametrize("name", REGRESSIONS)
async def test_what_was_once_wrong(database: Database, viewers: list[Seen], name: str):
    for seen in viewers:
        ids = {kind: [row["id"] for row in seen.oracle.world.of(kind)] for kind in ("Workshop", "Resource", "Project")}
        document, values = REGRESSIONS[name]
        await held(database, seen, document, {"ids": [each for some in ids.values() for each in some[:6]], **values})

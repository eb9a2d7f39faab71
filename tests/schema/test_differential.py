"""The two executors give the same answer to generated operations over the commons itself, on both engines."""

import asyncio
from collections import Counter
from datetime import UTC, datetime

import pytest
from graphql import GraphQLObjectType, GraphQLSchema, build_schema, parse_value, print_schema
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes
from strawberry.types.execution import ExecutionResult

from execution import Limits, Schema
from loaders.drivers.database import Database, open_database
from schema.build import create_schema
from schema.kit.context import Context
from tests.execution.comparison import alike
from tests.execution.operations import Generated, operations
from tests.schema.graph_client import GRAPHQL

BASES, MUTANTS = 20, 4
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
ROOMY = Limits(
    aliases=1_000, directives=1_000, fields=10_000, tokens=50_000, overlaps=50_000, compiled=50_000, repeats=1_000
)
BREADTH_FIRST, REFERENCE = create_schema("breadth-first", ROOMY), create_schema("reference", ROOMY)
LISTS = ("actors", "memberships", "networks", "projects", "resources", "territories", "topics", "workshops")
IDS = ("territory_01kdvdna00fq9tje741trs9t5z", "actor_01gk2xaj00fp6vyjd66xr2ewhs", "topic_00000000000000000000000000")
SCALARS = {
    "Date": st.dates().map(lambda date: nodes.String(date.isoformat())),
    "DateTime": st.datetimes().map(lambda moment: nodes.String(moment.isoformat() + "Z")),
    "BigInt": st.integers(-(2**53), 2**53).map(nodes.Int),
    "_Any": st.sampled_from(IDS).map(
        lambda known: parse_value(f'{{ __typename: "{known.partition("_")[0].title()}", id: "{known}" }}')
    ),
}


async def both(operation: Generated, database: Database) -> Counter[str]:
    """Compare the answers of both executors, each over a snapshot of its own, one after the other."""
    ours, theirs = [await _answer(schema, operation, database) for schema in (BREADTH_FIRST, REFERENCE)]
    compared = alike(ours, theirs)
    clean = compared.executed and not compared.errors
    return Counter(operations=1, executed=compared.executed, clean=clean, otherwise=compared.told_otherwise)


async def _answer(schema: Schema, operation: Generated, database: Database) -> ExecutionResult:
    snapshot = database.snapshot()
    try:
        return await schema.execute(
            operation.document,
            operation.variables,
            context_value=Context(snapshot, clock=lambda: MOMENT),
            operation_name=operation.operation_name,
        )
    finally:
        await snapshot.close()


def without_arguments() -> GraphQLSchema:
    """The schema as if lists took no arguments: what is generated from it has answers rather than refusals."""
    schema = build_schema(print_schema(GRAPHQL))
    for each in schema.type_map.values():
        for field in each.fields.values() if isinstance(each, GraphQLObjectType) else ():
            if "filter" in field.args:
                field.args = {}
    return schema


@pytest.fixture
def _small_pages(monkeypatch) -> None:
    """Lists are inside lists inside lists, and the reference reads them object by object."""
    monkeypatch.setattr("resolvers.core.paging.DEFAULT_SIZE", 2)


@pytest.mark.usefixtures("_small_pages")
@pytest.mark.parametrize(
    ("schema", "fields", "clean"), [(without_arguments(), LISTS, 0.5), (GRAPHQL, None, 0)], ids=["lists", "arguments"]
)
def test_both_executors_answer_alike(database_url: str, schema: GraphQLSchema, fields, clean: float):
    totals: Counter[str] = Counter()
    with asyncio.Runner() as runner:
        database = runner.run(open_database(database_url))

        @settings(
            max_examples=BASES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operations(schema, SCALARS, mutants=MUTANTS, fields=fields))
        def agree(mutants: list[Generated]) -> None:
            for operation in mutants:
                totals.update(runner.run(both(operation, database)))

        try:
            agree()
        finally:
            runner.run(database.close())
    print(dict(totals))  # noqa: T201 - how much was compared
    assert totals["operations"] >= 0.9 * BASES * MUTANTS
    assert totals["executed"] >= 0.3 * totals["operations"]
    assert totals["clean"] >= clean * totals["operations"]
    assert totals["otherwise"] <= 0.05 * totals["operations"]

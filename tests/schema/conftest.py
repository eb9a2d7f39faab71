"""The commons' graph over the seed and a few records that are harder to read than any real one."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from encommun.engine import engine_scope
from tests.schema.expected_relations import RelationTree
from tests.schema.filter_oracle import Oracle
from tests.schema.graph_client import DERIVED, TABLES, GraphClient, opened
from tests.support.edge_cases import insert_edge_cases
from tests.support.engines import Server

UNSEEN: dict[str, list[Any]] = {"collection_invitation": []}
"""By table, the rows that a visitor sees of those that stand there."""


@pytest.fixture(scope="session")
async def odd_url(server: Server, filled_url: str) -> AsyncIterator[str]:
    """The seed with oddities, for tests that only read."""
    url = await server.copy(filled_url)
    async with engine_scope(url) as engine:
        await insert_edge_cases(engine)
    yield url
    await server.drop(url)


@pytest.fixture(scope="session")
async def graph(odd_url: str) -> AsyncIterator[GraphClient]:
    async with opened(odd_url, TABLES.keys() - DERIVED) as graph:
        yield graph


@pytest.fixture
async def fresh_graph(fresh_database_url: str) -> AsyncIterator[GraphClient]:
    """A graph over a seeded database of the test's own."""
    async with opened(fresh_database_url) as graph:
        yield graph


@pytest.fixture(scope="session")
def oracle(graph: GraphClient) -> Oracle:
    """The oracle of that graph's filters and orders."""
    return Oracle(RelationTree({**graph.rows, **UNSEEN}))


@pytest.fixture(scope="session")
def bounded(graph: GraphClient, oracle: Oracle) -> Oracle:
    """The same with the territories of one region only: 36,359 are too many to look at one by one."""
    few = oracle.inside(oracle.find({"region": "94"}))
    territories = [row for row in graph.rows["territory"] if row["id"] in few]
    return Oracle(RelationTree({**graph.rows, **UNSEEN, "territory": territories}))

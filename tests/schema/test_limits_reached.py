"""Whatever a document within the limits asks for is answered, and alike: by PostgreSQL, an old SQLite and a new one."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import aiosqlite
import pysqlite3
import pytest

from encommun.engine import engine_scope
from loaders.sql.statement import Statement
from models import Scope, SpaceRole
from resolvers.core.viewer import VISITOR, Viewer
from schema.kit.context import Context
from tests.schema.graph_client import SCHEMA, GraphClient, opened, seen
from tests.schema.limit_documents import LimitDocuments
from tests.schema.question_documents import first_ids
from tests.support.edge_cases import insert_edge_cases, odd_id
from tests.support.engines import ENGINES
from tests.support.filled_database import filled

PERSON = Viewer(
    account_id="account_unknown",
    scopes=frozenset(Scope),
    roles={odd_id("space", number): SpaceRole.ADMIN for number in range(3)},
    networks=frozenset({"network_unknown"}),
    voices=frozenset({"network_unknown"}),
)
VIEWERS = {"visitor": VISITOR, "person": PERSON}
DOCUMENTS = 40
"""For each of them."""


@pytest.fixture(scope="module")
async def graphs() -> AsyncIterator[list[GraphClient]]:
    """The same records on each."""
    async with AsyncExitStack() as stack:
        found, urls = [], {}
        for name, engine in ENGINES.items():
            server = await stack.enter_async_context(engine())
            urls[name] = await filled(server)
            stack.push_async_callback(server.drop, urls[name])
            async with engine_scope(urls[name]) as connection:
                await insert_edge_cases(connection)
            found.append(await stack.enter_async_context(opened(urls[name])))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(aiosqlite.core, "sqlite3", pysqlite3)
            found.append(await stack.enter_async_context(opened(urls["sqlite"])))
        yield found


async def answer(graph: GraphClient, reaching: LimitDocuments, document: str, viewer: Viewer) -> tuple[str, list[str]]:
    """Return the answer to a document, and the codes of its errors; fails on one that reveals internals."""
    async with graph.snapshot() as snapshot:
        context = Context(snapshot, viewer)
        result = await SCHEMA.execute(document, reaching.variables, context_value=context)
    return json.dumps(result.data), sorted(fault.code for fault in seen(result))


async def version(graph: GraphClient) -> str:
    """Of the SQLite that a graph is read with."""
    statement = Statement("SELECT sqlite_version()", (), {}, {}, tuple, list)
    async with graph.snapshot() as snapshot:
        ((found,),) = await snapshot.fetch(statement, {})
    return found.decode()


async def test_two_versions_of_sqlite_answer(graphs: list[GraphClient]):
    old, _, new = graphs
    assert [await version(graph) for graph in (old, new)] == [sqlite3.sqlite_version, pysqlite3.sqlite_version]


@pytest.mark.parametrize("name", VIEWERS)
async def test_every_document_is_answered_alike(graphs: list[GraphClient], name: str):
    ids = await first_ids(graphs[0])
    answered = 0
    for number in range(DOCUMENTS):
        reaching = LimitDocuments(f"{name} {number}", ids)
        document = reaching.document()
        found = [await answer(graph, reaching, document, VIEWERS[name]) for graph in graphs]
        assert found[0] == found[1] == found[2], (document, reaching.variables)
        answered += not found[0][1]
    assert answered == DOCUMENTS

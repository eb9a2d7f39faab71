"""An operation sees one moment of the database, and never waits for a connection while it holds one."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loaders.drivers.database import Database, open_database
from loaders.drivers.read_limits import ReadLimits
from loaders.queries.lookup import Lookup, lookup
from resolvers.core.entities import target_by_id
from schema.kit.context import Context
from tests.schema.graph_client import SCHEMAS, recorded, rows_of

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*(ROOT / "tests/queries").glob("*.graphql"), *(ROOT / "examples/queries").glob("*.graphql")])
ONE = ReadLimits(readers=1, acquire_seconds=15)
"""A single connection: who waits for a second one while holding it waits in vain."""
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def database(database_url):
    database = await open_database(database_url, ONE)
    yield database
    async with asyncio.timeout(5):
        await database.close()


@pytest.fixture(scope="module")
async def actor(database_url):
    """An actor with a SIREN."""
    rows = (await rows_of(database_url, ["actor"]))["actor"]
    return next(row for row in rows if row["siren"])


async def asked(database: Database, document: str, mode: str = "breadth-first"):
    """The answer to a document, without any error."""
    snapshot = database.snapshot()
    try:
        result = await SCHEMAS[mode].execute(document, context_value=Context(snapshot))
    finally:
        await snapshot.close()
    assert result.errors is None, result.errors
    return result.data


@pytest.mark.parametrize("mode", SCHEMAS)
@pytest.mark.parametrize("by", ["id", "siren"])
async def test_many_who_look_for_one_actor_at_once_share_one_connection(database, actor, by, mode):
    document = f'{{ actor(by: {{{by}: "{actor[by]}"}}) {{ name }} }}'
    async with asyncio.timeout(5):
        answers = await asyncio.gather(*(asked(database, document, mode) for _ in range(16)))
    assert answers == [{"actor": {"name": actor["name"]}}] * 16
    assert database.readers.pool.free == 1


async def test_what_is_asked_once_holds_no_connection_until_the_operation_ends(database, actor):
    snapshot = database.single()
    (found,) = await lookup(snapshot, [(Lookup(target_by_id("Actor")), [actor["id"]])])
    assert found == {actor["id"]: actor["id"]}
    assert database.readers.pool.free == 1


async def test_a_statement_after_one_that_was_to_be_the_last_one_is_noticed(database, actor):
    snapshot = database.single()
    wanted = [(Lookup(target_by_id("Actor")), [actor["id"]])]
    await lookup(snapshot, wanted)
    with pytest.raises(RuntimeError, match="the last one"):
        await lookup(snapshot, wanted)
    await snapshot.close()


async def test_what_was_looked_up_and_what_is_read_are_of_one_view_that_ends_with_the_last(database, actor):
    """The connection is free before the operation ends, and nothing more may be asked."""
    snapshot = database.snapshot()
    snapshot.single = True
    wanted = [(Lookup(target_by_id("Actor")), [actor["id"]])]
    await lookup(snapshot, wanted)
    assert database.readers.pool.free == 0
    snapshot.only()
    await lookup(snapshot, wanted)
    assert database.readers.pool.free == 1
    with pytest.raises(RuntimeError, match="the last one"):
        await lookup(snapshot, wanted)
    await snapshot.renew()
    await lookup(snapshot, wanted)
    await snapshot.close()


async def test_those_who_ask_at_once_where_one_was_expected_are_answered_in_one_view(database, actor):
    snapshot = database.snapshot()
    snapshot.single = True
    wanted = [(Lookup(target_by_id("Actor")), [actor["id"]])]
    found = await asyncio.gather(*(lookup(snapshot, wanted) for _ in range(12)))
    assert found == [[{actor["id"]: actor["id"]}]] * 12
    assert snapshot._reader is not None
    await snapshot.close()
    assert database.readers.pool.free == 1


async def test_an_actor_is_found_by_its_id_in_one_statement(database, actor, monkeypatch):
    trips: list[int] = []
    once = database.readers.once

    async def noted(statements):
        trips.append(len(statements))
        return await once(statements)

    monkeypatch.setattr(database.readers, "once", noted)
    await asked(database, f'{{ actor(by: {{id: "{actor["id"]}"}}) {{ name }} }}')
    assert trips == [1]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
async def test_a_document_is_one_statement_or_one_transaction(database, path):
    """Asked four times at once through a single connection; a snapshot is strict in all tests."""

    async def ask():
        snapshot = database.snapshot()
        trips = recorded(snapshot)
        try:
            context = Context(snapshot, clock=lambda: MOMENT)
            result = await SCHEMAS["breadth-first"].execute(path.read_text(), context_value=context)
            in_transaction = snapshot._told
        finally:
            await snapshot.close()
        assert snapshot.strict
        assert in_transaction or len(trips.asked) == 1, result.errors
        return result.data

    async with asyncio.timeout(60):
        first, *others = await asyncio.gather(*(ask() for _ in range(4)))
    assert others == [first] * 3
    assert database.readers.pool.free == 1


def test_there_are_documents():
    assert len(DOCUMENTS) >= 16


async def test_an_operation_has_one_moment_and_a_write_begins_another(database):
    moments = iter([datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3)])
    snapshot = database.snapshot()
    context = Context(snapshot, clock=lambda: next(moments))
    assert context.now == context.now == datetime(2026, 1, 1, tzinfo=UTC)
    await context.renew()
    assert context.now == context.now == datetime(2026, 1, 2, tzinfo=UTC)
    await snapshot.close()

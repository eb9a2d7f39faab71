"""Many operations at once, and operations that are given up half-way: every connection finds its way back."""

import asyncio
from contextlib import suppress

import pytest

from loaders.drivers.database import Database
from loaders.errors import FaultError
from loaders.queries.lookup import Lookup, lookup
from resolvers.core.entities import target_by_id
from schema.kit import context
from tests.schema.graph_client import SCHEMAS, GraphClient, opened, seen
from tests.schema.test_statements import DEEP

QUICK = (
    "{ networks { nodes { name members(first: 3) { totalCount nodes { name } } } } topics(first: 2) { totalCount } }"
)
SLOW = """{ territories(filter: {name: {contains: "saint"}}, first: 100) {
    totalCount nodes { parents { nodes { name } } }
} }"""
FAILING = '{ actors(filter: {territory: {in: [{commune: "01144"}]}, kind: {in: []}}) { totalCount } }'


@pytest.fixture
async def pressed(odd_url: str):
    """A graph whose connections are the test's own."""
    async with opened(odd_url) as graph:
        yield graph


async def all_free(database: Database) -> bool:
    """True if every connection is free again, soon after the end of the abandoned statements."""
    pool = database.readers.pool
    with suppress(TimeoutError):
        async with asyncio.timeout(2):
            while pool.free < pool.size:  # noqa: ASYNC110 - a pool tells nobody that all of it is free
                await asyncio.sleep(0.005)
    return pool.free == pool.size


async def reading(database: Database) -> int:
    """Connections that still stand in a transaction, and so would show their next user the past."""
    idle = database.readers.pool.idle
    if database.dialect.name == "sqlite":
        return sum([each.connection.in_transaction for each in idle])
    return sum(each.connection.is_in_transaction() for each in idle)


async def test_64_operations_at_once_answer_like_one(pressed: GraphClient):
    expected = [(await pressed.ask(text, variables)).data for text, variables in _kinds()]
    results = await asyncio.gather(*(pressed.ask(*_kinds()[number % 3]) for number in range(64)))
    for number, result in enumerate(results):
        assert result.errors is None
        assert result.data == expected[number % 3]
    assert await all_free(pressed.database)


async def test_an_operation_that_reads_much_asks_for_no_more(pressed: GraphClient, monkeypatch):
    monkeypatch.setattr(context, "MOST_ROWS", 500)
    many = " ".join(f"a{number}: territories(first: {100 - number}) {{ nodes {{ id }} }}" for number in range(40))
    result = await pressed.ask(f"{{ {many} }}", {})
    told = {error.extensions["code"] for error in result.errors}
    assert told == {"COST_LIMIT_EXCEEDED"}
    answered = [each for each in result.data.values() if each is not None] if result.data else []
    assert len(answered) <= 8
    assert await all_free(pressed.database)


async def test_what_was_written_is_shown_however_much_was_read_before(pressed: GraphClient):
    known = [each["id"] for each in (await pressed.data("{ topics(first: 2) { nodes { id } } }"))["topics"]["nodes"]]
    snapshot = pressed.database.snapshot()
    snapshot.most_rows = 0
    found = [await lookup(snapshot, [(Lookup(target_by_id("Network")), ["network_unknown", ""])]) for _ in range(2)]
    assert found == [[{}], [{}]]
    statement = Lookup(target_by_id("Topic"))
    await lookup(snapshot, [(statement, known)])
    with pytest.raises(FaultError):
        await lookup(snapshot, [(statement, known)])
    await snapshot.renew()
    assert len((await lookup(snapshot, [(statement, known)]))[0]) == 2
    await snapshot.close()


def _kinds():
    return [(QUICK, {}), (DEEP, {"n": 5, "total": True}), (SLOW, {})]


async def test_operations_that_are_given_up_leave_nothing_behind(pressed: GraphClient):
    """At whatever moment: before a connection, while waiting for one, during a statement, between two levels."""
    before = asyncio.all_tasks()
    given_up = 0
    for number in range(50):
        text, variables = _kinds()[number % 3]
        tasks = [asyncio.create_task(pressed.ask(text, variables)) for _ in range(1 + number % 2 * 9)]
        await asyncio.sleep(number % 10 * 0.0007)
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        given_up += sum(isinstance(result, asyncio.CancelledError) for result in results)
        assert all(isinstance(result, asyncio.CancelledError) or result.errors is None for result in results)
    assert given_up >= 50
    assert await all_free(pressed.database)
    assert await reading(pressed.database) == 0
    for _ in range(50):
        assert (await pressed.ask(QUICK)).errors is None
    await asyncio.sleep(0.01)
    assert asyncio.all_tasks() <= before | {asyncio.current_task()}


async def test_an_operation_given_up_twice_still_returns_its_connection(pressed: GraphClient):
    """A second cancellation reaches the closing of the snapshot itself."""
    for number in range(40):
        task = asyncio.create_task(pressed.ask(SLOW))
        await asyncio.sleep(0.002)
        task.cancel()
        for _ in range(number % 8):
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert await all_free(pressed.database)
    assert await reading(pressed.database) == 0
    assert (await pressed.ask(QUICK)).errors is None


async def test_operations_that_fail_leave_nothing_behind(pressed: GraphClient):
    for mode in SCHEMAS:
        for _ in range(20):
            (fault,) = seen(await pressed.ask(FAILING, mode=mode))
            assert fault.code == "CONTRADICTORY_FILTER"
    assert await all_free(pressed.database)


async def test_a_snapshot_that_is_closed_takes_no_connection_again(pressed: GraphClient):
    """Whoever asks too late is cancelled, and does not wait for ever."""
    snapshot = pressed.database.snapshot()

    async def ask_late():
        await closed.wait()
        await lookup(snapshot, [(Lookup(target_by_id("Actor")), [])])

    closed = asyncio.Event()
    late = asyncio.create_task(ask_late())
    await snapshot.close()
    closed.set()
    with pytest.raises(asyncio.CancelledError):
        await late
    assert await all_free(pressed.database)

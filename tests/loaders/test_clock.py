"""Processes whose own clocks are hours apart agree about the moment: it is the database's."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from loaders.drivers.clock import MachineClock, PostgreSQLClock, create_clock
from loaders.unit_of_work import open_writer
from resolvers.core.mail_queue import claim_due_mails, enqueue_mails
from resolvers.core.refusals import RateLimited
from resolvers.i18n.mails.compose import ComposedMail
from resolvers.identity.accounts.login_attempts import GuessGuard, count_guess
from resolvers.security.throttling import FREE, LONGEST_WAIT
from tests.unit_of_work.conftest import only

SECOND = timedelta(seconds=1)


def ahead(hours: float) -> Callable[[], float]:
    """A clock of a machine that started so many hours earlier, or runs so far ahead."""
    return lambda: time.monotonic() + hours * 3_600


async def processes(url: str) -> list[Callable[[], datetime]]:
    """The clocks of two processes, whose machines know nothing of each other."""
    if url.startswith("sqlite"):
        return [create_clock(url), create_clock(url)]
    clocks = [PostgreSQLClock(url, monotonic=ahead(hours)) for hours in (-5, 7)]
    for each in clocks:
        await each.open()
    return clocks


async def test_two_processes_agree_about_now(database_url):
    first, second = await processes(database_url)
    assert abs(first() - second()) < SECOND
    assert abs(first() - datetime.now(UTC)) < SECOND  # the database of the tests is on this machine
    before = first()
    await asyncio.sleep(0.05)
    assert timedelta(0) < first() - before < SECOND


async def test_a_mail_that_one_process_has_claimed_is_nobodys_else(fresh_database_url):
    first, second = await processes(fresh_database_url)
    async with open_writer(fresh_database_url) as writer:
        await writer.run(lambda work: enqueue_mails(work, first(), ("a@example.org", ComposedMail("Bonjour", "…"))))
        await asyncio.sleep(0.05)
        assert len(await writer.run(lambda work: claim_due_mails(work, second()))) == 1
        assert await writer.run(lambda work: claim_due_mails(work, first())) == []


async def test_who_is_slowed_down_by_one_process_waits_as_long_at_another(fresh_database_url):
    first, second = await processes(fresh_database_url)
    guard = GuessGuard("password", "a@example.org", "192.0.2.7")
    async with open_writer(fresh_database_url) as writer:

        async def guess(now: datetime) -> object:
            async def job(work):
                await count_guess(work, now, guard)

            return await writer.run(job)

        for _ in range(FREE["account"] + 1):
            assert await guess(first()) is None
        refused = await guess(second())
        assert isinstance(refused, RateLimited)
        assert 1 <= refused.seconds <= 2 < LONGEST_WAIT


@only("postgresql")
async def test_a_server_that_falls_silent_is_told_and_leaves_the_clock_going(database_url, caplog):
    clock = PostgreSQLClock(database_url, pause=0.01)
    await clock.open()
    clock._url = "postgresql://commons@127.0.0.1:1/commons"
    following = asyncio.create_task(clock.run())
    while "cannot be seen" not in caplog.text:  # noqa: ASYNC110 - the log tells nobody
        await asyncio.sleep(0.01)
    following.cancel()
    await asyncio.wait([following])
    assert abs(clock() - datetime.now(UTC)) < SECOND


@only("postgresql")
async def test_the_clock_follows_the_servers(database_url):
    clock = PostgreSQLClock(database_url, pause=0.01)
    await clock.open()
    clock._zero -= timedelta(hours=1)  # as if the server's had been set meanwhile
    following = asyncio.create_task(clock.run())
    async with asyncio.timeout(10):
        while abs(clock() - datetime.now(UTC)) > SECOND:  # noqa: ASYNC110 - a clock is looked at
            await asyncio.sleep(0.01)
    following.cancel()
    await asyncio.wait([following])


async def test_a_clock_that_was_not_opened_tells_nothing():
    with pytest.raises(RuntimeError, match="not open"):
        PostgreSQLClock("postgresql://nowhere/none")()
    with pytest.raises((OSError, asyncpg.PostgresError)):
        await PostgreSQLClock("postgresql://commons@127.0.0.1:1/commons").open()
    assert isinstance(create_clock("sqlite:///x"), MachineClock)

"""Work in the background is begun again whatever ends it, and shown as down until it is."""

import asyncio
import logging
from types import SimpleNamespace

import pytest

from encommun import outage_log, supervision
from encommun.log_throttling import ThrottledLog
from encommun.supervision import supervised
from encommun.worker import Worker
from loaders.errors import UnreachableError
from resolvers.core.jobs import JOBS


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(supervision, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(supervision, "SETTLED", 0.01)


class Counted:
    """Work that ends as told, then goes on for ever."""

    def __init__(self, *ends) -> None:
        self.ends = list(ends)
        self.begun = 0
        self.steady = asyncio.Event()
        self.written = 0

    async def run(self) -> None:
        self.begun += 1
        if self.ends:
            await self.ends.pop(0)()
            return
        self.steady.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.written += 1


async def returning() -> None: ...


async def raising() -> None:
    raise LookupError("gone astray")


async def cancelled_by_others() -> None:
    asyncio.current_task().cancel()
    await asyncio.sleep(0)


@pytest.mark.parametrize("end", [returning, raising, cancelled_by_others])
async def test_whatever_ends_is_logged_and_begun_again(at_once, caplog, end):
    work = Counted(end)
    async with supervised(mail=work.run) as supervisor:
        async with asyncio.timeout(5):
            await work.steady.wait()
            while supervisor.states["mail"]:  # noqa: ASYNC110 - the state tells nobody that it changes
                await asyncio.sleep(0.01)
        assert work.begun == 2
    assert work.written == 1
    assert "mail has stopped" in caplog.text
    assert ("gone astray" in caplog.text) is (end is raising)


async def test_it_is_down_until_it_begins_again(monkeypatch, caplog):
    monkeypatch.setattr(supervision, "FIRST_PAUSE", 60)
    work = Counted(raising)
    async with supervised(mail=work.run, upkeep=Counted().run) as supervisor:
        for _ in range(5):  # turns of the loop
            await asyncio.sleep(0)
        assert supervisor.states == {"mail": True, "upkeep": False}
        assert not work.steady.is_set()


async def test_what_dies_as_soon_as_it_begins_stays_down(at_once, monkeypatch, caplog):
    monkeypatch.setattr(supervision, "SETTLED", 60)
    work = Counted(*[raising] * 3, asyncio.Event().wait)
    async with supervised(mail=work.run) as supervisor, asyncio.timeout(5):
        while work.begun < 4:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
        assert supervisor.states == {"mail": True}


async def test_what_dies_again_and_again_rests_longer_and_never_too_long(monkeypatch, caplog):
    pauses = []
    sleep = asyncio.sleep

    async def counted(seconds):
        pauses.append(seconds)
        await sleep(0)

    monkeypatch.setattr(supervision.asyncio, "sleep", counted)
    work = Counted(*[raising] * 8)
    async with supervised(mail=work.run):
        async with asyncio.timeout(5):
            await work.steady.wait()
    assert pauses[:8] == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 4.0, 4.0]


async def test_what_does_not_end_holds_nobody_up(caplog):
    async def stubborn():
        while True:
            try:
                await released.wait()
            except asyncio.CancelledError:
                continue
            return

    released = asyncio.Event()
    async with supervised() as supervisor:
        supervisor.start("stubborn", stubborn)
        await asyncio.sleep(0)
        async with asyncio.timeout(5):
            await supervisor.stop(0.05)
        assert "stubborn did not end within 0.05 s" in caplog.text
        released.set()


async def test_a_name_is_taken_once():
    async with supervised(mail=Counted().run) as supervisor:
        with pytest.raises(ValueError, match="mail is at work already"):
            supervisor.start("mail", Counted().run)


async def test_rounds_that_meet_no_database_are_one_line_a_minute(monkeypatch, caplog):
    async def run(_job):
        raise UnreachableError from OSError("the server is gone")

    monkeypatch.setattr(
        outage_log, "OUTAGE_LOG", ThrottledLog(logging.getLogger("encommun.unavailable"), logging.WARNING)
    )
    for _ in range(3):
        await Worker(None, SimpleNamespace(run=run), None, None)._attempt(JOBS["usage_notes"])
    [record] = caplog.records
    assert record.getMessage() == "DATABASE_UNREACHABLE: OSError: the server is gone"
    assert record.exc_info is None

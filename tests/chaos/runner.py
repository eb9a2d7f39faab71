"""Runner of one fault: load before, during and after it, and the conditions that must have held."""

import asyncio
import time

from loaders.drivers.read_limits import DEFAULT_READ_LIMITS
from tests.chaos.faults import InjectedFault, hanging
from tests.chaos.servers import ServersUnderTest
from tests.support.consistency_checks import assert_in_order, stored
from tests.support.durations import check_duration
from tests.support.load_generator import Load
from tests.support.response_checks import GONE, RIGHT
from tests.support.server_processes import LEAVING

RETURNING = 5.0
"""Seconds within which service returns by itself, besides what a round takes on a machine that is busy."""
WELL = 15.0
"""Seconds within which all is well before anything happens, on a busy machine too."""
BUSY = {("read", "DEADLINE_EXCEEDED"), ("write", "DEADLINE_EXCEEDED")}
"""Errors that may still occur afterwards: the machine may be too slow for our deadline."""
LINES = 10
"""Lines that a server may log of one cause: one a minute of each kind, for its readers, its writer and its work."""


async def inject(played: ServersUnderTest, cause: InjectedFault) -> None:
    """Have it happen under a load; nobody waits for long, all is told with a code, and service returns."""
    load = played.load()
    logged = [len(each.lines) for each in played.servers]
    async with load.running():
        usual = await load.returned(time.monotonic(), WELL)
        begun = time.monotonic()
        async with cause.block(played):
            ended = time.monotonic()
        await load.returned(ended, RETURNING + 3 * usual)
        # A statement that met a locked table is not asked again before that long.
        back = max(time.monotonic(), ended + DEFAULT_READ_LIMITS.lock_seconds + load.lag)
        await asyncio.sleep(back + 1 - time.monotonic())
    load.assert_held(frozenset({GONE}) if cause.cuts else frozenset(), [each.lines[-40:] for each in played.servers])
    assert_told(load, cause, begun, ended)
    after = load.outcomes(back)
    assert after.keys() <= {("read", RIGHT), ("write", RIGHT), *BUSY}, after
    assert_logged_little(played, logged, cause)
    await assert_kept(played, load)


def assert_told(load: Load, cause: InjectedFault, begun: float, ended: float) -> None:
    """Assert that the fault was visible: codes to clients, and readiness of the servers."""
    codes = load.meanwhile(begun, ended)
    assert not cause.codes or cause.codes & codes, codes
    assert 200 in load.readiness(0, begun)
    if cause.unready:
        assert load.readiness(begun, ended) - {200}, "readiness has not said it"


def assert_logged_little(played: ServersUnderTest, before: list[int], cause: InjectedFault) -> None:
    """A line for each kind of trouble, and no traceback."""
    for server, known in zip(played.servers, before, strict=True):
        lines = server.lines if cause.cuts else server.lines[known:]
        assert not [each for each in lines if each.startswith("Traceback")], lines
        assert len(lines) <= LINES, lines


async def assert_kept(played: ServersUnderTest, load: Load) -> None:
    """Assert that everything acknowledged is stored, once, and that the data is consistent."""
    url = played.books()
    await assert_in_order(url)
    there = {row["title"]: row["id"] for row in (await stored(url))["project"]}
    assert {title: there.get(title) for title in load.acknowledged} == load.acknowledged
    assert load.acknowledged


async def leave(played: ServersUnderTest) -> None:
    """Have the servers leave while their database answers nothing; they are gone afterwards."""
    async with hanging(played):
        load = played.load()
        async with load.running():
            await asyncio.sleep(1)
            for code, seconds in await asyncio.gather(*(each.leave() for each in played.servers)):
                assert code in {0, 1}
                check_duration(seconds, LEAVING)

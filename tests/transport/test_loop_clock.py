"""The clocks that other tests rely on: they see who keeps the loop, and nobody else."""

import asyncio
import gc
import time

import pytest

from tests.support.durations import SLOWEST, TooSlowError, check_duration
from tests.support.loop_clock import LONGEST, LoopClock, Steps, forget, lets_others_in, read


def work(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


async def working(*seconds: float) -> str:
    for each in seconds:
        work(each)
        await asyncio.sleep(0)
    return "done"


async def test_a_step_is_as_long_as_it_works_and_waiting_is_none():
    steps = Steps(working(0.01, 0.06, 0.01))
    assert await steps == "done"
    assert steps.longest >= 0.06
    check_duration(steps.longest, 0.09)
    idle = Steps(asyncio.sleep(0.2))
    await idle
    check_duration(idle.longest, 0.01)


async def test_an_error_goes_through_and_may_be_caught():
    async def failing():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await asyncio.sleep(10)
        raise ValueError("told")

    with pytest.raises(ValueError, match="told"):
        await Steps(failing())


async def test_who_lets_nobody_in_fails():
    assert await lets_others_in(working(LONGEST / 2, LONGEST / 2)) == "done"
    with pytest.raises(TooSlowError):
        await lets_others_in(working(LONGEST * SLOWEST * 1.1))


async def test_the_collector_does_not_count():
    gc.freeze()
    kept = [[] for _ in range(1_000_000)]

    async def collecting():
        for _ in range(5):
            gc.collect()

    steps = Steps(collecting())
    begun = time.thread_time()
    await steps
    assert steps.longest < (time.thread_time() - begun) / 2
    del kept


async def test_a_server_s_clock_sees_the_longest_silence(tmp_path):
    clock = LoopClock(tmp_path / "clock")
    await asyncio.sleep(0.1)
    forget(tmp_path / "clock")
    await working(0.05)
    await asyncio.sleep(0.1)
    silence = read(tmp_path / "clock")
    assert silence.busy >= 0.05
    check_duration(silence.busy, 0.09)
    assert silence.wall >= silence.busy
    assert silence.beats > 2
    clock.stop()

"""Heavy operations run few at a time, in a lane of their own for reading and for writing: the light ones pass."""

import asyncio

import pytest

from encommun.rate_limiting.charging import CostCharger
from encommun.rate_limiting.concurrency_limit import ConcurrencyLimit
from encommun.rate_limiting.points import PointLedger
from encommun.rate_limiting.settings import RateLimitSettings
from loaders.errors import OverloadedError
from resolvers.core.viewer import Viewer

VISITOR, PROGRAM = Viewer(address="192.0.2.1"), Viewer(account_id="account_1")


async def turns(count: int = 10) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_so_many_at_once_and_the_others_in_their_order():
    lane, order = ConcurrencyLimit(2, waiting=10, seconds=5), []

    async def go(number: int) -> None:
        await lane.enter()
        order.append(number)

    tasks = [asyncio.create_task(go(number)) for number in range(5)]
    await turns()
    assert order == [0, 1]
    lane.leave()
    await turns()
    assert order == [0, 1, 2]
    lane.leave()
    lane.leave()
    await asyncio.gather(*tasks)
    assert order == [0, 1, 2, 3, 4]


async def test_no_more_wait_than_may_and_no_longer():
    lane = ConcurrencyLimit(1, waiting=1, seconds=0.05)
    await lane.enter()
    waits = asyncio.create_task(lane.enter())
    await turns()
    with pytest.raises(OverloadedError):
        await lane.enter()
    with pytest.raises(OverloadedError):
        await waits
    lane.leave()
    await lane.enter()


async def test_who_gives_up_waiting_takes_no_place():
    lane = ConcurrencyLimit(1, waiting=5, seconds=5)
    await lane.enter()
    gone, stays = (asyncio.create_task(lane.enter()) for _ in range(2))
    await turns()
    gone.cancel()
    lane.leave()
    await asyncio.wait_for(stays, 1)
    assert gone.cancelled()
    lane.leave()
    await asyncio.wait_for(lane.enter(), 1)


async def test_heavy_reads_leave_room_for_light_ones_and_for_writes():
    points = PointLedger(None)  # type: ignore[arg-type]  # nothing is told
    limits = RateLimitSettings(heavy_cost=100, heavy_at_once=1, points_known=10**9, points_known_per_second=10**6)
    till = CostCharger(points, limits, readers=8)
    first = await till.charge(PROGRAM, 100, writes=False, shown=False)
    second = asyncio.create_task(till.charge(PROGRAM, 100, writes=False, shown=False))
    await turns()
    assert not second.done()
    for viewer in (VISITOR, PROGRAM):
        assert await till.charge(viewer, 99, writes=False, shown=False) is None
    write = await till.charge(PROGRAM, 100, writes=True, shown=True)
    assert write.told["cost"]["requested"] == 100
    assert await till.charge(PROGRAM, 10, writes=True, shown=False) is None
    first.leave()
    (await second).leave()
    write.leave()


@pytest.mark.parametrize(("readers", "at_once"), [(1, 1), (2, 1), (8, 2)])
async def test_heavy_reads_never_have_all_readers(readers: int, at_once: int):
    limits = RateLimitSettings(heavy_cost=100, heavy_at_once=2, points_known=10**9, points_known_per_second=10**6)
    till = CostCharger(PointLedger(None), limits, readers)
    for _ in range(at_once):
        await till.charge(PROGRAM, 100, writes=False, shown=False)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await till.charge(PROGRAM, 100, writes=False, shown=False)

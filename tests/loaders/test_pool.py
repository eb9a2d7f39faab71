"""A pool hands its items round in turn, whoever gives up; waiting for one has an end."""

import asyncio
from collections.abc import Iterable

import pytest

from loaders.drivers.pool import Pool
from loaders.errors import OverloadedError


def pool_of(*items: str, seconds: float = 5, most_waiting: int = 100) -> Pool[str]:
    """A pool in which these items are idle; the last one was used last."""
    pool = Pool(never, len(items), seconds, most_waiting)
    for item in items:
        pool.fill(item)
    return pool


async def never() -> str:
    raise AssertionError("nothing is to be connected")


def waiting(pool: Pool[str], count: int) -> list[asyncio.Task[str]]:
    return [asyncio.create_task(pool.acquire()) for _ in range(count)]


async def outcomes(tasks: Iterable[asyncio.Task[str]]) -> list[object]:
    """Return the result of each task, or the class of its error."""
    found = await asyncio.gather(*tasks, return_exceptions=True)
    return [type(each) if isinstance(each, BaseException) else each for each in found]


async def test_whoever_waits_is_not_overtaken():
    pool = pool_of("connection")
    order: list[int] = []

    async def use(number: int) -> None:
        item = await pool.acquire()
        order.append(number)
        await asyncio.sleep(0)
        pool.release(item)
        if number < 3:  # comes again at once, behind all others
            await use(number + 10)

    await asyncio.gather(*map(use, range(6)))
    assert order == [0, 1, 2, 3, 4, 5, 10, 11, 12]
    assert pool.idle == ["connection"]


async def test_the_one_used_last_is_taken_first():
    pool = pool_of("a", "b")
    assert await pool.acquire() == "b"
    pool.release("b")
    assert await pool.acquire() == "b"


async def test_what_is_released_to_one_who_gave_up_goes_to_the_next():
    pool = pool_of("a", "b")
    held = [await pool.acquire(), await pool.acquire()]
    tasks = waiting(pool, 3)
    await asyncio.sleep(0)
    tasks[0].cancel()
    pool.release(held[0])
    tasks[1].cancel()  # just as it is handed over
    await asyncio.sleep(0)
    pool.release(held[1])
    cancelled = asyncio.CancelledError
    assert await outcomes(tasks) in ([cancelled, cancelled, "b"], [cancelled, cancelled, "a"])
    assert pool.free == 1


async def test_an_empty_place_that_goes_to_one_who_gave_up_goes_to_the_next():
    made = iter("ab")

    async def connect() -> str:
        return next(made)

    pool = Pool(connect, 1)
    assert await pool.acquire() == "a"
    gone, stays = waiting(pool, 2)
    await asyncio.sleep(0)
    pool.discard()
    gone.cancel()
    assert await outcomes([gone, stays]) == [asyncio.CancelledError, "b"]
    pool.release("b")
    assert (pool.free, pool.idle) == (1, ["b"])


async def test_waiting_ends_in_time_for_each_of_those_who_wait():
    pool = pool_of("connection", seconds=0.05)
    held = await pool.acquire()
    first = waiting(pool, 2)
    await asyncio.sleep(0.03)
    later = waiting(pool, 2)
    assert await outcomes(first) == [OverloadedError] * 2
    assert not any(task.done() for task in later)
    pool.release(held)
    assert await outcomes(later) == ["connection", OverloadedError]
    pool.release("connection")
    assert pool.free == 1


async def test_one_who_gave_up_waiting_does_not_wait_any_more():
    pool = pool_of("connection", seconds=0.05, most_waiting=1)
    await pool.acquire()
    (gone,) = waiting(pool, 1)
    await asyncio.sleep(0)
    with pytest.raises(OverloadedError):
        await pool.acquire()
    gone.cancel()
    assert await outcomes([gone]) == [asyncio.CancelledError]
    (stays,) = waiting(pool, 1)
    await asyncio.sleep(0)
    pool.release("connection")
    assert await stays == "connection"


async def test_a_connection_that_fails_leaves_its_place_to_the_next():
    tries = iter([OSError("down"), None])

    async def connect() -> str:
        await asyncio.sleep(0)
        if error := next(tries):
            raise error
        return "connection"

    pool = Pool(connect, 1)
    assert await outcomes(waiting(pool, 2)) == [OSError, "connection"]
    pool.release("connection")
    assert pool.free == 1


async def test_a_connection_whose_caller_leaves_while_it_is_made_leaves_its_place():
    async def connect() -> str:
        await asyncio.sleep(10)
        return "connection"

    pool = Pool(connect, 1)
    (task,) = waiting(pool, 1)
    await asyncio.sleep(0)
    task.cancel()
    assert await outcomes([task]) == [asyncio.CancelledError]
    assert pool.free == 1

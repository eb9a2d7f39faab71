"""Turns: how many wait, for how long, and how many of one origin."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from loaders.errors import OverloadedError
from resolvers.security.bounded_executor import BoundedExecutor


class Room:
    """One thread, which works on until the door opens."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(1)
        self.door = threading.Event()
        self.entered: list[str] = []

    def enter(self, name: str) -> str:
        self.entered.append(name)
        self.door.wait(10)
        return name


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    yield room
    room.door.set()
    room.threads.shutdown()


async def begun(turns: BoundedExecutor, room: Room, *origins: str) -> list[asyncio.Task[str]]:
    tasks = [asyncio.create_task(turns.run(origin, room.enter, origin)) for origin in origins]
    await asyncio.sleep(0.05)
    return tasks


async def test_beyond_the_number_of_those_who_may_wait_one_is_told_at_once(room):
    turns = BoundedExecutor(room.threads, most=3, each=3, seconds=5)
    tasks = await begun(turns, room, "a", "b", "c")
    with pytest.raises(OverloadedError):
        await turns.run("d", room.enter, "d")
    room.door.set()
    assert await asyncio.gather(*tasks) == ["a", "b", "c"]
    assert await turns.run("d", room.enter, "d") == "d"


async def test_one_origin_leaves_turns_to_others(room):
    turns = BoundedExecutor(room.threads, most=10, each=2, seconds=5)
    tasks = await begun(turns, room, "a", "a", "b")
    with pytest.raises(OverloadedError):
        await turns.run("a", room.enter, "a")
    room.door.set()
    assert await asyncio.gather(*tasks) == ["a", "a", "b"]


async def test_nobody_waits_longer_than_the_time_limit(room):
    turns = BoundedExecutor(room.threads, most=2, each=2, seconds=0.1)
    tasks = await begun(turns, room, "a", "b")
    assert [type(each) for each in await asyncio.gather(*tasks, return_exceptions=True)] == [OverloadedError] * 2
    turns._seconds = 10  # a slow machine gives the next its thread late
    room.door.set()
    assert await turns.run("c", room.enter, "c") == "c"
    assert room.entered == ["a", "c"]


async def test_who_leaves_is_passed_over_and_counted_no_more(room):
    turns = BoundedExecutor(room.threads, most=2, each=2, seconds=5)
    first, second = await begun(turns, room, "a", "b")
    second.cancel()
    await asyncio.sleep(0)
    (third,) = await begun(turns, room, "c")
    room.door.set()
    assert await asyncio.gather(first, third) == ["a", "c"]
    assert room.entered == ["a", "c"]

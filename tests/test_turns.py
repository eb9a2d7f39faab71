"""Connections go round in turn, whoever gives up."""

import asyncio

from loaders.turns import Turns


async def test_whoever_waits_is_not_overtaken():
    turns: Turns[str] = Turns()
    turns.give("connection")
    order: list[int] = []

    async def use(number: int) -> None:
        item = await turns.take()
        order.append(number)
        await asyncio.sleep(0)
        turns.give(item)
        if number < 3:  # comes again at once, behind all others
            await use(number + 10)

    await asyncio.gather(*map(use, range(6)))
    assert order == [0, 1, 2, 3, 4, 5, 10, 11, 12]
    assert turns.free == ["connection"]


async def test_what_is_given_to_one_who_gave_up_goes_to_the_next():
    turns: Turns[str] = Turns()
    waiting = [asyncio.create_task(turns.take()) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    turns.give("a")
    waiting[1].cancel()  # just as it is handed over
    await asyncio.sleep(0)
    turns.give("b")
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert [isinstance(each, asyncio.CancelledError) for each in found] == [True, True, False]
    assert sorted([found[2], *turns.free]) == ["a", "b"]


async def test_the_one_used_last_is_taken_first():
    turns: Turns[str] = Turns()
    turns.give("a", "b")
    assert await turns.take() == "b"
    turns.give("b")
    assert await turns.take() == "b"

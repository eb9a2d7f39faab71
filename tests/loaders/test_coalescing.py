"""Operations that read by key at the same moment share a statement, and nothing else."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from loaders.drivers.coalescing import LANES, Coalescer
from loaders.sql.statement import Statement


class Reads:
    """Answers with the keys that it is asked for, once it is let."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []
        self.let = asyncio.Event()
        self.cancelled = 0

    async def __call__(self, statement: Statement, values: Mapping[str, Any]) -> list[str]:
        self.asked.append((statement.text, sorted(values["keys"])))
        try:
            await self.let.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if "bad" in values["keys"]:
            raise ValueError("bad")
        return sorted(values["keys"])


def _statement(text: str) -> Statement:
    return Statement(text, ("keys",), {}, {}, tuple, list)


ONE, OTHER = _statement("one"), _statement("other")


async def _turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_who_asks_in_one_turn_or_while_all_lanes_are_taken_goes_together():
    reads = Reads()
    coalescing = Coalescer(reads)
    first = [asyncio.create_task(coalescing.fetch(ONE, [key], {})) for key in "abc"]
    await _turns()
    second = asyncio.create_task(coalescing.fetch(ONE, ["d"], {}))
    await _turns()
    assert reads.asked == [("one", ["a", "b", "c"]), ("one", ["d"])]
    assert len(reads.asked) == LANES
    later = []
    for key in "ef":
        later.append(asyncio.create_task(coalescing.fetch(ONE, [key], {})))
        await _turns()
    assert len(reads.asked) == LANES
    reads.let.set()
    assert await asyncio.gather(*first, second, *later) == [["a", "b", "c"]] * 3 + [["d"]] + [["e", "f"]] * 2
    assert reads.asked[LANES:] == [("one", ["e", "f"])]
    assert not coalescing._open
    assert not coalescing._under_way


async def test_a_kind_of_statement_that_takes_long_holds_up_no_other():
    reads = Reads()
    coalescing = Coalescer(reads)
    stuck = []
    for key in "abc":
        stuck.append(asyncio.create_task(coalescing.fetch(ONE, [key], {})))
        await _turns()
    other = asyncio.create_task(coalescing.fetch(OTHER, ["a"], {}))
    await _turns()
    assert reads.asked == [("one", ["a"]), ("one", ["b"]), ("other", ["a"])]
    reads.let.set()
    await asyncio.gather(*stuck, other)


async def test_a_statement_for_which_nobody_waits_any_more_is_cancelled():
    reads = Reads()
    coalescing = Coalescer(reads)
    under_way = [asyncio.create_task(coalescing.fetch(ONE, [key], {})) for key in "ab"]
    await _turns()
    under_way[0].cancel()
    await _turns()
    assert reads.cancelled == 0
    under_way[1].cancel()
    await _turns()
    assert reads.cancelled == 1
    assert not coalescing._under_way
    again = asyncio.create_task(coalescing.fetch(ONE, ["a"], {}))
    await _turns()
    reads.let.set()
    assert await again == ["a"]


async def test_nobody_joins_a_statement_that_everyone_has_left_before_it_began():
    reads = Reads()
    coalescing = Coalescer(reads)
    busy = []
    for key in "ab":
        busy.append(asyncio.create_task(coalescing.fetch(ONE, [key], {})))
        await _turns()
    gone = asyncio.create_task(coalescing.fetch(ONE, ["c"], {}))
    await _turns()
    gone.cancel()
    stays = asyncio.create_task(coalescing.fetch(ONE, ["d"], {}))
    await _turns()
    reads.let.set()
    assert await stays == ["d"]
    assert [keys for _, keys in reads.asked] == [["a"], ["b"], ["d"]]
    await asyncio.gather(*busy)


async def test_one_that_is_cancelled_leaves_the_others_theirs():
    reads = Reads()
    coalescing = Coalescer(reads)
    gone, stays = (asyncio.create_task(coalescing.fetch(ONE, [key], {})) for key in "ab")
    await _turns()
    gone.cancel()
    await _turns()
    reads.let.set()
    assert await stays == ["a", "b"]
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_a_failure_is_told_to_all_and_leaves_the_lane_free():
    reads = Reads()
    reads.let.set()
    coalescing = Coalescer(reads)
    for _ in range(LANES + 1):
        found = await asyncio.gather(
            *(coalescing.fetch(ONE, [key], {}) for key in ("a", "bad")), return_exceptions=True
        )
        assert [type(each) for each in found] == [ValueError, ValueError]
    assert await coalescing.fetch(ONE, ["a"], {}) == ["a"]


async def test_who_has_other_values_of_their_own_goes_apart():
    reads = Reads()
    reads.let.set()
    coalescing = Coalescer(reads)
    owners = {"a": ["one"], "b": ["one"], "c": ["one", "two"]}
    found = await asyncio.gather(*(coalescing.fetch(ONE, [key], {"own": own}) for key, own in owners.items()))
    assert found == [["a", "b"], ["a", "b"], ["c"]]
    assert reads.asked == [("one", ["a", "b"]), ("one", ["c"])]

"""Operations that read by key at the same moment share a statement, and nothing else."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from loaders.sharing import LANES, Sharing
from loaders.statement import Statement


class Reads:
    """Answers with the keys that it is asked for, once it is let."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []
        self.let = asyncio.Event()

    async def __call__(self, statement: Statement, values: Mapping[str, Any]) -> list[str]:
        self.asked.append((statement.text, sorted(values["keys"])))
        await self.let.wait()
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
    sharing = Sharing(reads)
    first = [asyncio.create_task(sharing.fetch(ONE, [key], {})) for key in "abc"]
    apart = asyncio.create_task(sharing.fetch(OTHER, ["a"], {}))
    await _turns()
    assert reads.asked == [("one", ["a", "b", "c"]), ("other", ["a"])]
    assert len(reads.asked) == LANES
    later = []
    for key in "de":
        later.append(asyncio.create_task(sharing.fetch(ONE, [key], {})))
        await _turns()
    assert len(reads.asked) == LANES
    reads.let.set()
    assert await asyncio.gather(*first, apart, *later) == [["a", "b", "c"]] * 3 + [["a"]] + [["d", "e"]] * 2
    assert reads.asked[LANES:] == [("one", ["d", "e"])]


async def test_one_that_is_cancelled_leaves_the_others_theirs():
    reads = Reads()
    sharing = Sharing(reads)
    gone, stays = (asyncio.create_task(sharing.fetch(ONE, [key], {})) for key in "ab")
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
    sharing = Sharing(reads)
    for _ in range(LANES + 1):
        found = await asyncio.gather(*(sharing.fetch(ONE, [key], {}) for key in ("a", "bad")), return_exceptions=True)
        assert [type(each) for each in found] == [ValueError, ValueError]
    assert await sharing.fetch(ONE, ["a"], {}) == ["a"]


async def test_who_has_other_values_of_their_own_goes_apart():
    reads = Reads()
    reads.let.set()
    sharing = Sharing(reads)
    owners = {"a": ["one"], "b": ["one"], "c": ["one", "two"]}
    found = await asyncio.gather(*(sharing.fetch(ONE, [key], {"own": own}) for key, own in owners.items()))
    assert found == [["a", "b"], ["a", "b"], ["c"]]
    assert reads.asked == [("one", ["a", "b"]), ("one", ["c"])]

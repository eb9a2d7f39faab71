"""Figures are computed beside the event loop: once for all who ask meanwhile, few at a time, and kept."""

import asyncio
import threading
from uuid import uuid4

import pytest

from loaders.errors import OverloadedError
from resolvers.network import computing
from resolvers.network.computing import computed

LONG = 60


@pytest.fixture
def content() -> str:
    """A graph that no other test asks for."""
    return uuid4().hex


async def test_all_who_ask_meanwhile_wait_for_one_computation(content: str):
    may_end, runs = threading.Event(), []

    def slow() -> object:
        runs.append(threading.current_thread())
        assert may_end.wait(LONG)
        return object()

    asked = [asyncio.create_task(computed(content, ("slow",), slow)) for _ in range(5)]
    await asyncio.sleep(0)
    asked[0].cancel()
    may_end.set()
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert len({id(each) for each in found[1:]}) == len(runs) == 1
    assert runs[0] is not threading.current_thread()
    assert await computed(content, ("slow",), slow) is found[1]
    assert len(runs) == 1


async def test_what_failed_is_tried_again(content: str):
    def fail() -> int:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            await computed(content, ("fails",), fail)
    assert await computed(content, ("fails",), lambda: 3) == 3


async def test_too_many_computations_are_refused(content: str, monkeypatch):
    monkeypatch.setattr(computing, "MOST_WAITING", 2)
    may_end = threading.Event()
    asked = [asyncio.create_task(computed(content, (number,), lambda: may_end.wait(LONG))) for number in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(OverloadedError):
        await computed(content, ("one more",), lambda: None)
    may_end.set()
    assert await asyncio.gather(*asked) == [True, True]
    assert await computed(content, ("one more",), lambda: 1) == 1


async def test_the_latest_results_are_kept(content: str, monkeypatch):
    monkeypatch.setattr(computing, "MOST_KEPT", 3)
    for number in range(5):
        await computed(content, (number,), object)
    await computed(content, ("last",), object)
    kept = [key for key in computing._found if key[0] == content]
    assert len(kept) <= 4
    assert (content, "last") in kept

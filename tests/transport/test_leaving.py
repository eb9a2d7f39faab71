"""A client that leaves takes its request along, and nothing of it stays in memory."""

import asyncio
import gc

import pytest

from encommun.transport.protocol import Protocol
from tests.transport.raw_client import GET, post, wired


@pytest.mark.parametrize("leave", ["reset", "end"])
async def test_who_leaves_has_their_request_cancelled(leave, caplog):
    async with wired() as wire:
        client = await wire.connect()
        await client.send(b"GET /wait HTTP/1.1\r\n\r\n")
        if leave == "reset":
            client.leave()
        else:
            client.writer.close()
        await asyncio.sleep(0.05)
        assert wire.application.cancelled == ["/wait"]
        assert (wire.connections, wire.state.tasks) == ([], set())
        assert caplog.records == []


async def test_who_leaves_in_the_middle_of_a_body_has_their_request_cancelled():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(post("/", b"abc")[:-1])
        client.leave()
        await asyncio.sleep(0.05)
        assert wire.application.cancelled == ["/"]


async def test_what_waits_behind_is_not_begun_for_who_has_left():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(b"GET /wait HTTP/1.1\r\n\r\n" + b"GET /second HTTP/1.1\r\n\r\n")
        wire.connections[0].wire.abort()
        await asyncio.sleep(0.05)
        assert (wire.application.asked, wire.application.cancelled) == (["/wait"], ["/wait"])


async def test_what_is_answered_is_not_cancelled():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(GET)
        await client.answer()
        client.leave()
        await asyncio.sleep(0.05)
        assert wire.application.cancelled == []


async def test_a_stop_lets_all_who_have_asked_have_their_answers():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(b"GET /wait HTTP/1.1\r\n\r\n" + post("/", b"second"))
        wire.connections[0].shutdown()
        wire.application.go.set()
        answers = await client.rest()
        assert answers.count(b"HTTP/1.1 200") == 2
        assert b"connection: close" in answers


async def test_connections_need_no_garbage_collector():
    async with wired() as wire:
        gc.collect()
        gc.disable()
        try:
            for sent in (GET, GET + GET, b"GET /wait HTTP/1.1\r\n\r\n", b"nonsense\r\n\r\n", post("/", b"ab")[:-1]):
                client = await wire.connect()
                await client.send(sent)
                client.leave()
                await asyncio.sleep(0.05)
            assert [each for each in gc.get_objects() if isinstance(each, Protocol)] == []
        finally:
            gc.enable()

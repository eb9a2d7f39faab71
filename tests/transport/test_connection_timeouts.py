"""Timeouts of clients: for headers, body, answer and idle connections."""

import asyncio

import pytest

from encommun.transport.connection_timeouts import ConnectionState, state_of
from tests.transport.raw_client import GET, chunked, post, wired


async def test_a_connection_that_says_nothing_is_closed():
    async with wired() as wire:
        client = await wire.connect()
        await wire.pass_seconds(9)
        assert await client.is_open()
        await wire.pass_seconds(1)
        assert await client.rest() == b""


@pytest.mark.parametrize(("begun", "seconds"), [(b"GET / HT", 10), (post("/", b"abc")[:-1], 30), (chunked(b"a"), 30)])
async def test_a_request_that_does_not_end_is_answered_408(begun, seconds):
    async with wired() as wire:
        client = await wire.connect()
        await client.send(begun[:-1])
        await wire.pass_seconds(seconds - 1)
        await client.send(begun[-1:])  # a little more makes no difference
        assert await client.is_open()
        await wire.pass_seconds(1)
        answer = await client.rest()
        assert answer.startswith(b"HTTP/1.1 408")
        assert b"REQUEST_TIMEOUT" in answer
        await wire.pass_seconds(2)
        await asyncio.sleep(0.05)
        assert wire.connections == []


async def test_the_time_between_requests_is_counted_anew_for_each():
    async with wired() as wire:
        client = await wire.connect()
        for _ in range(3):
            await client.send(GET)
            await client.answer()
            await wire.pass_seconds(60)
        await wire.pass_seconds(5)
        assert await client.rest() == b""


async def test_idle_connections_go_first_when_nearly_all_are_taken():
    async with wired(max_connections=2) as wire:
        first, second = await wire.connect(), await wire.connect()
        await first.send(GET)
        await second.send(b"GET /wait HTTP/1.1\r\n\r\n")
        await first.answer()
        await wire.pass_seconds(5)
        assert await first.rest() == b""
        assert len(wire.connections) == 1


async def test_work_on_an_answer_is_not_the_clients_time():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(b"GET /wait HTTP/1.1\r\n\r\n")
        await wire.pass_seconds(1_000)
        wire.application.go.set()
        assert (await client.answer()).startswith(b"HTTP/1.1 200")


async def test_a_client_that_does_not_take_its_answer_is_cut_off():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(b"GET /large HTTP/1.1\r\n\r\n")
        await wire.pass_seconds(29)
        assert state_of(wire.connections[0]) is ConnectionState.ANSWER
        await wire.pass_seconds(1)
        await asyncio.sleep(0.05)
        assert wire.connections == []
        assert len(await client.rest()) < 30_000_000


async def test_a_client_that_takes_a_long_answer_piece_by_piece_is_left_its_time():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(b"GET /large HTTP/1.1\r\n\r\n")
        for _ in range(3):
            await wire.pass_seconds(20)
            for _ in range(50):
                await client.reader.read(100_000)
        assert len(wire.connections) == 1


async def test_the_longest_answers_are_dropped_when_too_many_bytes_wait():
    async with wired(max_unsent_bytes=40_000_000) as wire:
        clients = [await wire.connect() for _ in range(3)]
        for client in clients:
            await client.send(b"GET /large HTTP/1.1\r\n\r\n")
        await wire.pass_seconds(0)
        await asyncio.sleep(0.05)
        assert len(wire.connections) == 1

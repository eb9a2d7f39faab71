"""Limits of requests: anything beyond them is refused with a code."""

import asyncio

import orjson
import pytest

from tests.transport.raw_client import GET, chunked, post, wired


def refusals(answer: bytes) -> list[tuple[int, str]]:
    """Status and code of the last of several answers, which ends the connection."""
    head, _, body = answer.rpartition(b"\r\n\r\n")
    last = head[head.rindex(b"HTTP/1.1 ") :]
    assert b"\r\nconnection: close" in last
    return int(last.split()[1]), orjson.loads(body)["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n"], (414, "URI_TOO_LONG")),
        ([b"GET /" + b"a" * 20_000, b"a" * 20_000], (414, "URI_TOO_LONG")),
        ([b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n"], (431, "HEADERS_TOO_LARGE")),
        ([b"GET / HTTP/1.1\r\nX: ", *[b"a" * 12_000] * 3], (431, "HEADERS_TOO_LARGE")),
        ([b"GET / HTTP/1.1\r\n", *[b"X: %s\r\n" % (b"a" * 12_000)] * 3], (431, "HEADERS_TOO_LARGE")),
        ([b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 101 + b"\r\n"], (431, "HEADERS_TOO_LARGE")),
        ([b"CONNECT commons:80 HTTP/1.1\r\n\r\n"], (405, "METHOD_NOT_ALLOWED")),
        ([b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], (400, "BAD_REQUEST")),
        ([b"hello\r\n\r\n"], (400, "BAD_REQUEST")),
        ([post("/", b"a", "Transfer-Encoding: chunked")], (400, "BAD_REQUEST")),
        ([post("/", b"a", "Content-Length: 7")], (400, "BAD_REQUEST")),
        ([chunked() + b"not a length\r\n"], (400, "BAD_REQUEST")),
        ([chunked(*[b"a"] * 5_000)], (413, "PAYLOAD_TOO_LARGE")),
        ([chunked() + b"1;" + b"a" * 2_500_000], (413, "PAYLOAD_TOO_LARGE")),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_too_much_and_what_is_no_http_is_refused(parts, expected):
    async with wired() as wire:
        assert refusals(await wire.ask(*parts)) == expected
        assert (await (await wire.connect()).is_open()) is True


async def test_what_is_just_not_too_much_is_answered():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(b"GET /" + b"a" * 16_000 + b" HTTP/1.1\r\n" + b"X: " + b"a" * 14_000)
        await client.send(b"\r\n" + b"Y: b\r\n" * 99 + b"\r\n")
        assert (await client.answer()).startswith(b"HTTP/1.1 200")


async def test_two_heads_that_came_with_the_end_of_large_bodies_are_not_too_large():
    body = b"a" * 100_000
    async with wired() as wire:
        client = await wire.connect()
        await client.send(post("/", body) + post("/", body)[:40])
        await client.send(post("/", body)[40:])
        assert (await client.answer()).endswith(body)
        assert (await client.answer()).endswith(body)


async def test_those_who_asked_before_are_answered_before_a_refusal():
    async with wired() as wire:
        answers = await wire.ask(post("/", b"one") + post("/", b"two") + b"\x00\r\n\r\n")
        assert [each.rpartition(b"\r\n\r\n")[2] for each in answers.split(b"HTTP/1.1 200")[1:]] == [b"one", b"two"]
        assert b"HTTP/1.1 400" not in answers  # nobody would know whose answer it is


async def test_a_fault_in_the_body_of_one_who_waits_leaves_the_others_their_answers():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(b"GET /wait HTTP/1.1\r\n\r\n" + post("/", b"two") + chunked() + b"no length\r\n")
        wire.application.go.set()
        answers = await client.rest()
        assert answers.count(b"HTTP/1.1 200") == 2
        assert answers.endswith(b"two")


async def test_few_requests_wait_on_one_connection_however_many_are_sent():
    async with wired(max_pipelined=3) as wire:
        client = await wire.connect()
        await client.send(b"GET /wait HTTP/1.1\r\n\r\n" + GET * 1_000)
        assert len(wire.connections[0].pipeline) == 3
        assert wire.connections[0].wire.is_reading() is False
        wire.application.go.set()
        assert (await client.rest()).count(b"HTTP/1.1 200") == 4


async def test_nothing_more_is_read_as_long_as_requests_wait():
    """Uvicorn reads on at each `receive`: so one connection took gigabytes."""
    async with wired(max_pipelined=5) as wire:
        client = await wire.connect()
        await client.send(b"GET /wait HTTP/1.1\r\n\r\n" + b"POST /wait HTTP/1.1\r\nContent-Length: 5\r\n\r\n12345")
        for _ in range(3):
            await client.send(GET)
        assert wire.connections[0].wire.is_reading() is False
        assert len(wire.connections[0].pipeline) == 1
        wire.application.go.set()
        assert [(await client.answer())[:12] for _ in range(5)] == [b"HTTP/1.1 200"] * 5
        assert await client.is_open()


async def test_another_protocol_that_is_offered_is_declined_and_the_request_answered():
    offer = "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"
    async with wired() as wire:
        client = await wire.connect()
        request = post("/", b"a body", *offer)
        await client.send(request[:-3])
        await client.send(request[-3:] + GET)
        assert (await client.answer()).endswith(b"\r\n\r\na body")
        assert (await client.answer()).endswith(b"\r\n\r\n")
        assert len(wire.application.asked) == 2


async def test_trailers_are_not_headers():
    async with wired() as wire:
        client = await wire.connect()
        await client.send(chunked(b"one") + b"0\r\nAuthorization: Bearer forged\r\n\r\n")
        assert (await client.answer()).endswith(b"one")
        assert b"authorization" not in wire.application.headers[0]


async def test_a_refusal_is_read_though_the_client_is_still_sending():
    async with wired() as wire:
        client = await wire.connect()
        client.writer.write(b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n" + bytes(8_000_000))
        await client.writer.drain()
        assert refusals(await client.rest()) == (414, "URI_TOO_LONG")


async def test_who_goes_on_sending_after_a_refusal_is_cut_off():
    async with wired() as wire:
        client = await wire.connect()
        with pytest.raises(ConnectionError):
            await flood(client.writer)


async def flood(writer: asyncio.StreamWriter) -> None:
    for _ in range(500):
        writer.write(b"\x00" * 100_000)
        await writer.drain()


async def test_a_failure_nobody_caught_is_a_coded_answer():
    async with wired() as wire:
        answer = await wire.ask(b"GET /broken HTTP/1.1\r\n\r\n")
        assert refusals(answer) == (500, "INTERNAL_SERVER_ERROR")
        assert b"hunter2" not in answer


async def test_the_longest_bodies_give_way_when_too_much_is_being_received():
    async with wired(max_unread_bytes=2_000_000) as wire:
        large = [await wire.connect() for _ in range(4)]
        small = await wire.connect()
        await small.send(post("/", b"a" * 100_000)[:-1])
        for client in large:
            await client.send(post("/", b"a" * 900_000)[:-100_000])
        assert refusals(await large[0].rest()) == (503, "OVERLOADED")
        assert wire.gate.bodies.total < 2_000_000
        await small.send(b"a")
        assert (await small.answer()).startswith(b"HTTP/1.1 200")


async def test_bodies_that_ended_or_were_left_are_counted_no_more():
    async with wired() as wire:
        ended, left = await wire.connect(), await wire.connect()
        for client in (ended, left):
            await client.send(post("/", b"a" * 100_000)[:-1])
        assert wire.gate.bodies.total > 199_000
        await ended.send(b"a")
        assert (await ended.answer()).startswith(b"HTTP/1.1 200")
        left.leave()
        await asyncio.sleep(0.05)
        assert wire.gate.bodies.total == 0

"""Bodies as they arrive: in pieces, too long, or not to the end."""

from contextlib import nullcontext

import pytest
from starlette.requests import ClientDisconnect

from encommun.http.body import MAX_BODY, read_body
from encommun.http.deadlines import Deadlines
from encommun.http.endpoint import GraphQLEndpoint
from encommun.http.errors import HTTPError


def receiving(*messages):
    """An ASGI `receive` that gives these messages, and how many of them were taken."""
    left = list(messages)

    async def receive():
        return left.pop(0)

    return receive, left


def part(body, *, more=True):
    return {"type": "http.request", "body": body, "more_body": more}


async def test_pieces_are_put_together():
    receive, left = receiving(part(b'{"query"'), part(b": 1"), part(b"}", more=False))
    assert await read_body(receive) == b'{"query": 1}'
    assert left == []


async def test_a_body_of_exactly_the_cap_is_read():
    receive, _ = receiving(part(b"x" * MAX_BODY, more=False))
    assert len(await read_body(receive)) == MAX_BODY


async def test_nothing_is_read_beyond_the_cap():
    receive, left = receiving(*[part(b"x" * 400_000)] * 10)
    with pytest.raises(HTTPError) as refusal:
        await read_body(receive)
    assert (refusal.value.status, refusal.value.code) == (413, "PAYLOAD_TOO_LARGE")
    assert len(left) == 7


@pytest.mark.parametrize("length", [b"1000001", b"9" * 10_000])
async def test_a_length_beyond_the_cap_is_refused_before_anything_is_read(length):
    receive, left = receiving(part(b"{}", more=False))
    with pytest.raises(HTTPError) as refusal:
        await read_body(receive, length)
    assert refusal.value.code == "PAYLOAD_TOO_LARGE"
    assert len(left) == 1


async def test_a_client_that_leaves_ends_the_reading():
    receive, _ = receiving(part(b"{"), {"type": "http.disconnect"})
    with pytest.raises(ClientDisconnect):
        await read_body(receive)


async def test_a_client_that_left_is_not_answered(toy):
    from_client, _ = receiving({"type": "http.disconnect"})
    sent = []
    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", b"application/json")], "query_string": b""}
    await GraphQLEndpoint(toy, lambda *_: nullcontext(), None, Deadlines(10, 30))(scope, from_client, sent.append)
    assert sent == []


@pytest.mark.parametrize("length", ["1000001", None])
async def test_a_long_body_is_refused_whether_or_not_it_says_its_length(client, length):
    async def body():
        for _ in range(11):
            yield b" " * 100_000

    headers = {"content-type": "application/json"} | ({"content-length": length} if length else {})
    response = await client.post("/graphql", content=body(), headers=headers)
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"] == {"code": "PAYLOAD_TOO_LARGE"}

"""Reads a request body from ASGI messages, up to a cap and not a message beyond it."""

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from encommun.http.errors import HTTPError

MAX_BODY = 1_000_000
"""Bytes; the longest document we accept is far shorter, the rest is room for variables."""


async def read_body(receive: Receive) -> bytes:
    """Read the whole body; raises HTTPError past the cap, ClientDisconnect when the client leaves.

    Bytes are counted as they come: `Content-Length` may be absent (chunked bodies).
    """
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise HTTPError(
                413,
                "PAYLOAD_TOO_LARGE",
                f"The request body is larger than {MAX_BODY:,} bytes: send fewer records at a time.",
                (b"connection", b"close"),  # the rest of the body is still on its way
            )
        more = message.get("more_body", False)
    return bytes(body)

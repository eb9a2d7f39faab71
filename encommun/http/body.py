"""Reads a request body from ASGI messages, up to a cap and not a message beyond it."""

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from encommun.http.errors import HTTPError

MAX_BODY = 1_000_000
"""Bytes; the longest document we accept is far shorter, the rest is room for variables."""

MAX_DIGITS = 20
"""Of a length, as many are read: Python takes long to read a number of very many."""


async def read_body(receive: Receive, length: bytes = b"") -> bytes:
    """Read the whole body; raises HTTPError past the cap, ClientDisconnect when the client leaves.

    A `length` (of `Content-Length`, if any) past the cap is refused before anything is read. Bytes are counted as they
    come, too, since chunked bodies have none.
    """
    if length.isdigit() and int(length[:MAX_DIGITS]) > MAX_BODY:
        raise too_large()
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise too_large()
        more = message.get("more_body", False)
    return bytes(body)


def too_large() -> HTTPError:
    """Refuse a body, whose rest is still on its way."""
    message = f"The request body is larger than {MAX_BODY:,} bytes: send fewer records at a time."
    return HTTPError(413, "PAYLOAD_TOO_LARGE", message, (b"connection", b"close"))

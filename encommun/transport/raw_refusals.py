"""Raw HTTP answers, as bytes, for clients whose request never reaches the application."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import NamedTuple

import orjson


class RawRefusal(NamedTuple):
    """An HTTP status with a code of `docs/errors.md` and a sentence on what to do."""

    status: HTTPStatus
    code: str
    message: str
    headers: tuple[tuple[bytes, bytes], ...] = ()

    def response(self, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
        """Return the whole response, with the server's own `headers`; the connection ends with it."""
        body = orjson.dumps({"errors": [{"message": self.message, "extensions": {"code": self.code}}]})
        lines = [
            b"HTTP/1.1 %d %s" % (self.status, self.status.phrase.encode()),
            *(b"%s: %s" % header for header in (*headers, *self.headers)),
            b"content-type: application/json; charset=utf-8",
            b"content-length: %d" % len(body),
            b"x-content-type-options: nosniff",
            b"connection: close",
        ]
        return b"\r\n".join([*lines, b"", body])


MALFORMED = RawRefusal(HTTPStatus.BAD_REQUEST, "BAD_REQUEST", "What came is not a request of HTTP/1.1.")
TOO_LATE = RawRefusal(
    HTTPStatus.REQUEST_TIMEOUT, "REQUEST_TIMEOUT", "The request took too long to come: send it again."
)
BODY_TOO_LARGE = RawRefusal(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "PAYLOAD_TOO_LARGE",
    "The request body is too large, or in too many pieces: send fewer records at a time.",
)
TARGET_TOO_LONG = RawRefusal(
    HTTPStatus.REQUEST_URI_TOO_LONG, "URI_TOO_LONG", "The address is too long: send the document by POST."
)
HEADERS_TOO_LARGE = RawRefusal(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    "HEADERS_TOO_LARGE",
    "The headers are too many or too long: send fewer, in fewer bytes.",
)
NO_TUNNEL = RawRefusal(
    HTTPStatus.METHOD_NOT_ALLOWED,
    "METHOD_NOT_ALLOWED",
    "This is no proxy: use POST, or GET for queries.",
    ((b"allow", b"GET, POST"),),
)
TOO_MANY_CONNECTIONS = RawRefusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "TOO_MANY_CONNECTIONS",
    "There are too many connections. Close some, or try again in a moment.",
    ((b"retry-after", b"5"),),
)
OVERLOADED = RawRefusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "OVERLOADED",
    "Too many large requests are coming in at once. Try again in a moment.",
    ((b"retry-after", b"1"),),
)
FAILED = RawRefusal(
    HTTPStatus.INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR", "Something failed on our side. Try again in a moment."
)

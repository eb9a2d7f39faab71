"""Receives requests as bytes, and refuses those that are too much of anything."""

from typing import Any, NoReturn

import httptools
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from encommun.http.body import MAX_BODY
from encommun.transport import raw_refusals
from encommun.transport.connection_limits import ConnectionLimits
from encommun.transport.flow_control import PausableFlowControl
from encommun.transport.raw_refusals import RawRefusal

MAX_PIECES = 4_096
"""Pieces of a body: chunks, or what arrives at once; the smallest ones cost as much as large ones."""

MAX_RAW = 2 * MAX_BODY
"""Bytes of a body as it is sent, with all that surrounds its chunks."""


class RequestRefusedError(Exception):
    """The parser is to stop, since the request is refused."""


class RequestReceiver(HttpToolsProtocol):
    """The half of a connection that listens: uvicorn's callbacks of the parser, with an end to each that can grow."""

    flow: PausableFlowControl

    def __init__(self, *, gate: ConnectionLimits, **given: Any) -> None:
        """Take what uvicorn gives, and the gate through which the connection has to go."""
        super().__init__(**given)
        self.limits = gate.limits
        self.bodies = gate.bodies
        self.requests = 0  # begun on this connection
        self.receiving = False  # a request has begun and not ended
        self.in_head = False
        self.upgrading = False
        self.raw = 0  # bytes of this request in what came before `chunk`
        self.chunk = 0  # bytes that came at once, and are being parsed
        self.pieces = 0
        self.ended = False  # a request ended within `chunk`
        self.refusal = raw_refusals.MALFORMED

    def refuse(self, reason: RawRefusal) -> None:
        """Answer instead of the application and end the connection."""
        raise NotImplementedError

    def data_received(self, data: bytes) -> None:
        """Parse what has come."""
        self.chunk = len(data)
        self.ended = False
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self.decline(data[upgrade.args[0] :])
        except httptools.HttpParserError:
            self.refuse(self.refusal)
        else:
            if self.receiving:
                self.measure()

    def measure(self) -> None:
        """Refuse a request of which too much has come without its end."""
        self.raw += self.chunk
        if self.in_head:
            if self.raw > self.limits.max_header_bytes:
                self.refuse(self.head_refusal())
        elif self.raw > MAX_RAW:
            self.refuse(raw_refusals.BODY_TOO_LARGE)
        else:
            self.bodies.hold(self, self.raw)

    def decline(self, rest: bytes) -> None:
        """Stay with HTTP/1.1 where a client offers another protocol besides; `rest` follows the head.

        The parser would take the body for bytes of that protocol: it reads the request again without the offer.
        """
        headers = b"".join(b"%s: %s\r\n" % header for header in self.headers if header[0] != b"upgrade")
        version = self.parser.get_http_version().encode()
        self.parser = httptools.HttpRequestParser(self)
        self.data_received(b"%s %s HTTP/%s\r\n%s\r\n" % (self.method, self.url, version, headers) + rest)

    def on_message_begin(self) -> None:
        """Begin a request, unless enough of them wait already."""
        super().on_message_begin()
        self.requests += 1
        self.receiving = self.in_head = True
        self.upgrading = False
        self.raw = -self.chunk if self.ended else 0
        self.pieces = 0
        if len(self.pipeline) >= self.limits.max_pipelined:
            self.stop(raw_refusals.MALFORMED)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; those behind a body (trailers) count for nothing, since no proxy has looked at them."""
        if not self.in_head:
            return
        name = name.lower()
        if name == b"expect" and value.lower() == b"100-continue":
            self.expect_100_continue = True
        self.headers.append((name, value))
        if len(self.headers) > self.limits.max_header_lines:
            self.stop(raw_refusals.HEADERS_TOO_LARGE)

    def on_headers_complete(self) -> None:
        """Start the request, or have it wait for the one before it."""
        if self.raw + self.chunk > self.limits.max_target_bytes or self.raw < 0:
            self.weigh()
        if self.parser.should_upgrade():
            self.upgrading = True
            self.method = self.parser.get_method()
            if self.method == b"CONNECT":
                self.stop(raw_refusals.NO_TUNNEL)
            return
        super().on_headers_complete()
        self.in_head = False
        if self.pipeline:
            self.flow.hold()

    def weigh(self) -> None:
        """Refuse a head that is too large."""
        length = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if len(self.url) > self.limits.max_target_bytes or length > self.limits.max_header_bytes:
            self.stop(self.head_refusal())

    def head_refusal(self) -> RawRefusal:
        """Return what to say of a head that is too large."""
        return (
            raw_refusals.TARGET_TOO_LONG
            if len(self.url) > self.limits.max_target_bytes
            else raw_refusals.HEADERS_TOO_LARGE
        )

    def on_body(self, body: bytes) -> None:
        """Hand a piece of the body on, unless the request is answered already."""
        self.pieces += 1
        if self.pieces > MAX_PIECES:
            self.stop(raw_refusals.BODY_TOO_LARGE)
        cycle = self.cycle
        if not cycle.response_complete:
            cycle.body += body
            if len(cycle.body) > HIGH_WATER_LIMIT:
                self.flow.pause_reading()
            cycle.message_event.set()

    def on_message_complete(self) -> None:
        """End the request: the client waits for its answer now."""
        if self.upgrading:
            return
        self.receiving = False
        self.ended = True
        if self.raw > 0:
            self.bodies.release(self)
        if not self.cycle.response_complete:
            self.cycle.more_body = False
            self.cycle.message_event.set()

    def stop(self, reason: RawRefusal) -> NoReturn:
        """Stop the parser, which calls this, and have the request refused."""
        self.refusal = reason
        raise RequestRefusedError(reason.code)

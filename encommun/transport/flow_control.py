"""Flow control of a protocol's transport: read on, write, and end without losing the answer."""

import asyncio
from collections.abc import Callable

from uvicorn.protocols.http.flow_control import FlowControl


class PausableFlowControl(FlowControl):
    """Uvicorn's flow control with a pause, during which no request can resume reading.

    Uvicorn reads on whenever a request asks for its body, be there ever so many requests waiting behind it.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        """Read, until told otherwise."""
        super().__init__(transport)
        self.held = False

    def hold(self) -> None:
        """Read nothing until released."""
        self.held = True
        self.pause_reading()

    def release(self) -> None:
        """Read again."""
        self.held = False
        self.resume_reading()

    def resume_reading(self) -> None:
        """Read again, unless it is held."""
        if self.read_paused and not self.held:
            super().resume_reading()


class ResponseTransport:
    """A transport as a request sees it; to close it may mean to wait until the client has read the answer."""

    __slots__ = ("close", "is_closing", "write")

    def __init__(self, transport: asyncio.Transport, finish: Callable[[], None]) -> None:
        """Write to `transport`, and have the connection ended by `finish`."""
        self.write = transport.write
        self.is_closing = transport.is_closing
        self.close = finish

"""HTTP/1.1 for clients that are not trusted: uvicorn's protocol, in which whatever a client can make grow has an end.

`connection_timeouts.py` looks at the times once a second for all connections, so that no request pays for a timer.
"""

import asyncio
from typing import Any, cast

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from encommun.transport import raw_refusals
from encommun.transport.connection_limits import REFUSED, ConnectionLimits, ConnectionOrigin
from encommun.transport.flow_control import PausableFlowControl, ResponseTransport
from encommun.transport.raw_refusals import RawRefusal
from encommun.transport.request_receiver import RequestReceiver
from encommun.transport.run_asgi import run_asgi

MAX_DISCARDED = 16_000_000
"""Bytes that are read on for nothing, so that a client reads why it was refused."""


class Protocol(RequestReceiver):
    """One connection: its requests are answered one after the other, and cancelled when the client leaves."""

    def __init__(self, *, gate: ConnectionLimits, **given: Any) -> None:
        """Take what uvicorn gives, and the gate through which the connection has to go."""
        super().__init__(gate=gate, **given)
        self.gate = gate
        self.origin: ConnectionOrigin | None = None
        self.wire: asyncio.Transport
        self.active: RequestResponseCycle | None = None  # the request that is being answered, or was last
        self.task: asyncio.Task[None] | None = None
        self.started = 0
        self.deaf = False  # no other request is read
        self.lingering = False  # all is said; what still comes is thrown away
        self.discarded = 0
        # What the sweep saw, since when, and how many bytes were to be sent then.
        self.seen: tuple[object, ...] = ()
        self.since = 0.0
        self.unsent = 0

    @property
    def busy(self) -> bool:
        """True while a request is being answered."""
        return self.active is not None and not self.active.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
        """Accept the connection, or refuse it: with an answer, unless very many are refused at this moment."""
        super().connection_made(transport)
        self.wire = transport
        self.flow = PausableFlowControl(transport)
        self.transport = ResponseTransport(transport, self.finish)  # type: ignore[assignment] # what uvicorn's requests need of it
        self.origin = self.gate.admit(self.client[0] if self.client else "")
        if self.origin is None:
            self.gate.refused += 1
            if self.gate.refused > REFUSED:
                self.deaf = True
                transport.abort()
            else:
                self.reply(raw_refusals.TOO_MANY_CONNECTIONS)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - however it was lost
        """Cancel what is being done for a client that has left, and forget what it still wanted."""
        self.connections.discard(self)
        if self.origin is None:
            self.gate.refused -= 1
        else:
            self.gate.leave(self.origin)
        self.bodies.release(self)
        self.pipeline.clear()
        self.abandon()
        self.flow.resume_writing()
        # What held each other lets go, so that the memory is free without the garbage collector.
        self.parser = self.cycle = self.active = self.task = None  # type: ignore[assignment]
        self.transport = self.wire
        self.deaf = True

    def abandon(self) -> None:
        """Cancel the request that is being answered, if any; nothing more is sent for it."""
        if self.active is not None and self.task is not None and not self.active.response_complete:
            self.active.disconnected = True
            self.active.message_event.set()
            self.task.cancel("the client has left")

    def data_received(self, data: bytes) -> None:
        """Parse what has come, as long as anything can still be asked."""
        if not self.deaf:
            super().data_received(data)
        elif self.lingering:
            self.discarded += len(data)
            if self.discarded > MAX_DISCARDED:
                self.wire.abort()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self.started += 1
        self.active = cycle
        self.task = task = self.loop.create_task(run_asgi(cycle, app))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def on_response_complete(self) -> None:
        """Start the request that waits next, and read on once none does."""
        self.server_state.total_requests += 1
        if self.lingering or self.wire.is_closing():
            return
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        if not (self.pipeline or self.deaf):
            self.flow.release()

    def refuse(self, reason: RawRefusal) -> None:
        """Answer instead of the application, after those who asked before, and end the connection."""
        if self.deaf:
            return
        self.deaf = True
        self.bodies.release(self)
        if self.receiving and not self.in_head:
            self.withdraw(reason)
        elif self.busy:
            self.end_with(self.newest())
        else:
            self.reply(reason)

    def withdraw(self, reason: RawRefusal) -> None:
        """Refuse the request whose body is being received."""
        if self.pipeline:
            self.pipeline.popleft()
            self.end_with(self.newest())
        elif self.cycle.response_complete:
            self.linger()
        elif self.cycle.response_started:
            self.end_with(self.cycle)
        else:
            self.abandon()
            self.reply(reason)

    def end_with(self, last: RequestResponseCycle) -> None:
        """Read nothing more, and end the connection with the answer to `last`."""
        last.keep_alive = False
        self.flow.hold()

    def reply(self, reason: RawRefusal) -> None:
        """Say why there will be no answer, and end the connection."""
        self.gate.notices.add(f"A client was refused with {reason.status.value} {reason.code}")
        self.wire.write(reason.response(self.server_state.default_headers))
        self.linger()

    def finish(self) -> None:
        """End the connection once all is sent, and the rest of the client's request is read."""
        if self.receiving:
            self.linger()
        else:
            self.wire.close()

    def linger(self) -> None:
        """Send the end, and read on for a moment: what is closed before all is read is reset, and our answer lost."""
        if self.lingering or self.wire.is_closing():
            return
        self.deaf = self.lingering = True
        if self.wire.can_write_eof():
            self.wire.write_eof()
            self.flow.release()
        else:
            self.wire.close()

    def shutdown(self) -> None:
        """End the connection as soon as its requests are answered."""
        if self.busy:
            self.newest().keep_alive = False
        else:
            self.wire.close()

    def newest(self) -> RequestResponseCycle:
        """Return the request that will be answered last of those that have come."""
        return self.pipeline[0][0] if self.pipeline else cast("RequestResponseCycle", self.active)

"""Looks after the times of all connections, once a second."""

from collections.abc import Iterable
from enum import Enum, auto

from encommun.transport import raw_refusals
from encommun.transport.connection_limits import ConnectionLimits
from encommun.transport.protocol import Protocol

PROGRESS = 256_000
"""Bytes of an answer after which its client has the whole time again."""

LINGER_SECONDS = 2.0
CROWDED_SECONDS = 5.0
"""Idle seconds of a connection when nearly all of them are taken."""


class ConnectionState(Enum):
    """The event for which a connection waits."""

    LINGERING = auto()
    ANSWER = auto()
    WORK = auto()
    FIRST = auto()
    HEAD = auto()
    BODY = auto()
    IDLE = auto()


def state_of(connection: Protocol) -> ConnectionState:
    """Return the state of a connection: the next move of the client or the server."""
    if connection.wire.get_write_buffer_size():
        return ConnectionState.ANSWER
    if connection.lingering:
        return ConnectionState.LINGERING
    if connection.pipeline or (connection.busy and (connection.in_head or not connection.receiving)):
        return ConnectionState.WORK
    if connection.receiving:
        return ConnectionState.HEAD if connection.in_head else ConnectionState.BODY
    return ConnectionState.FIRST if connection.active is None else ConnectionState.IDLE


class ConnectionTimeouts:
    """Ends the connections of one server that take too long."""

    def __init__(self, gate: ConnectionLimits) -> None:
        """Take the limits, and what has to be said, from the gate."""
        self.gate = gate
        limits = gate.limits
        self.seconds = {
            ConnectionState.LINGERING: LINGER_SECONDS,
            ConnectionState.ANSWER: limits.answer_seconds,
            ConnectionState.WORK: float("inf"),
            ConnectionState.FIRST: limits.header_seconds,
            ConnectionState.HEAD: limits.header_seconds,
            ConnectionState.BODY: limits.body_seconds,
            ConnectionState.IDLE: limits.idle_seconds,
        }

    def __call__(self, connections: Iterable[object], now: float) -> None:
        """Look at every connection; `now` is `time.monotonic()`."""
        self.gate.check_files()
        self.gate.notices.flush()
        self.seconds[ConnectionState.IDLE] = (
            CROWDED_SECONDS if self.gate.is_nearly_full else self.gate.limits.idle_seconds
        )
        unsent: list[tuple[int, Protocol]] = []
        for connection in list(connections):
            if isinstance(connection, Protocol):
                state = state_of(connection)
                if state is ConnectionState.ANSWER:
                    unsent.append((connection.wire.get_write_buffer_size(), connection))
                self.look(connection, state, now)
        self.free_connections(unsent)

    def look(self, connection: Protocol, state: ConnectionState, now: float) -> None:
        """End a connection that has been in one state for one request too long."""
        size = connection.wire.get_write_buffer_size()
        seen = (state, connection.requests, connection.started)
        if seen != connection.seen or size <= connection.unsent - PROGRESS:
            connection.seen, connection.since, connection.unsent = seen, now, size
        elif now - connection.since >= self.seconds[state]:
            self.end(connection, state)

    def end(self, connection: Protocol, state: ConnectionState) -> None:
        """End a connection whose time is over, with an answer where one is waited for."""
        if state in (ConnectionState.HEAD, ConnectionState.BODY):
            connection.refuse(raw_refusals.TOO_LATE)
        elif state in (ConnectionState.FIRST, ConnectionState.IDLE):
            connection.wire.close()
        else:
            if state is ConnectionState.ANSWER:
                self.gate.notices.add("A connection was ended: its client did not take the answer")
            connection.wire.abort()

    def free_connections(self, unsent: list[tuple[int, Protocol]]) -> None:
        """End the connections with the longest unsent answers until all of them together are few enough bytes."""
        total = sum(size for size, _ in unsent)
        for size, connection in sorted(unsent, key=lambda each: each[0], reverse=True):
            if total <= self.gate.limits.max_unsent_bytes:
                return
            self.gate.notices.add("A connection was ended: too many bytes of answers are not taken")
            connection.wire.abort()
            total -= size

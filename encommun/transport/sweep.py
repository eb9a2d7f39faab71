"""Looks after the times of all connections, once a second."""

from collections.abc import Iterable
from enum import Enum, auto

from encommun.transport import refusal
from encommun.transport.gate import Gate
from encommun.transport.protocol import Protocol

PROGRESS = 256_000
"""Bytes of an answer after which its client has the whole time again."""

LINGER_SECONDS = 2.0
CROWDED_SECONDS = 5.0
"""How long a connection may be idle when nearly all of them are taken."""


class State(Enum):
    """What a connection waits for."""

    LINGERING = auto()
    ANSWER = auto()
    WORK = auto()
    FIRST = auto()
    HEAD = auto()
    BODY = auto()
    IDLE = auto()


def state_of(connection: Protocol) -> State:
    """What it is that the client, or the server, has to do next."""
    if connection.wire.get_write_buffer_size():
        return State.ANSWER
    if connection.lingering:
        return State.LINGERING
    if connection.pipeline or (connection.busy and (connection.in_head or not connection.receiving)):
        return State.WORK
    if connection.receiving:
        return State.HEAD if connection.in_head else State.BODY
    return State.FIRST if connection.active is None else State.IDLE


class Sweep:
    """Ends the connections of one server that take too long."""

    def __init__(self, gate: Gate) -> None:
        """Take the limits, and what has to be said, from the gate."""
        self.gate = gate
        limits = gate.limits
        self.seconds = {
            State.LINGERING: LINGER_SECONDS,
            State.ANSWER: limits.answer_seconds,
            State.WORK: float("inf"),
            State.FIRST: limits.header_seconds,
            State.HEAD: limits.header_seconds,
            State.BODY: limits.body_seconds,
            State.IDLE: limits.idle_seconds,
        }

    def __call__(self, connections: Iterable[object], now: float) -> None:
        """Look at every connection; `now` is `time.monotonic()`."""
        self.gate.check_files()
        self.gate.notices.flush()
        self.seconds[State.IDLE] = CROWDED_SECONDS if self.gate.crowded else self.gate.limits.idle_seconds
        unsent: list[tuple[int, Protocol]] = []
        for connection in list(connections):
            if isinstance(connection, Protocol):
                state = state_of(connection)
                if state is State.ANSWER:
                    unsent.append((connection.wire.get_write_buffer_size(), connection))
                self.look(connection, state, now)
        self.relieve(unsent)

    def look(self, connection: Protocol, state: State, now: float) -> None:
        """End a connection that has been in one state for one request too long."""
        size = connection.wire.get_write_buffer_size()
        seen = (state, connection.requests, connection.started)
        if seen != connection.seen or size <= connection.unsent - PROGRESS:
            connection.seen, connection.since, connection.unsent = seen, now, size
        elif now - connection.since >= self.seconds[state]:
            self.end(connection, state)

    def end(self, connection: Protocol, state: State) -> None:
        """End a connection whose time is over, with an answer where one is waited for."""
        if state in (State.HEAD, State.BODY):
            connection.refuse(refusal.TOO_LATE)
        elif state in (State.FIRST, State.IDLE):
            connection.wire.close()
        else:
            if state is State.ANSWER:
                self.gate.notices.add("A connection was ended: its client did not take the answer")
            connection.wire.abort()

    def relieve(self, unsent: list[tuple[int, Protocol]]) -> None:
        """End the connections with the longest unsent answers until all of them together are few enough bytes."""
        total = sum(size for size, _ in unsent)
        for size, connection in sorted(unsent, key=lambda each: each[0], reverse=True):
            if total <= self.gate.limits.max_unsent_bytes:
                return
            self.gate.notices.add("A connection was ended: too many bytes of answers are not taken")
            connection.wire.abort()
            total -= size

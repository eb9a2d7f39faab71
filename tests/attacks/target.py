"""A server under attack, as a process whose processor time and memory the system tells, and whose loop has a clock."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tests.attacks.attack import ANSWERED, CLOSED, TYPENAME, Sent
from tests.support.commands import Serving
from tests.support.loop_clock import LONGEST, forget, read

SECONDS = 20
MEGABYTES = 20
SERVERS = 3
"""Servers that may meet an attack: a busy machine takes more time and memory, a fault does so each time."""
QUIET = 0.002
"""Seconds of processor time within 30 ms that are a server's at rest."""


class Spent(NamedTuple):
    """The resources of the server that an attack used."""

    milliseconds: float
    megabytes: float
    silence: float

    def is_within(self, milliseconds: float) -> bool:
        """True if the attack cost no more than it may, of which `milliseconds` are its own."""
        return self.milliseconds <= milliseconds and self.megabytes <= MEGABYTES and self.silence <= LONGEST


class Target:
    """The server, and what can be seen of it."""

    def __init__(self, server: Serving) -> None:
        self.server = server
        self.host, port = server.address.removeprefix("http://").split(":")
        self.port = int(port)
        self.process = Path(f"/proc/{server.process.pid}")

    def connect(self, *, narrow: bool = False) -> socket.socket:
        """A connection; a narrow one takes a few kilobytes until they are read."""
        client = socket.socket()
        client.settimeout(SECONDS)
        if narrow:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.connect((self.host, self.port))
        return client

    def outcome(self, sent: Sent) -> set[str]:
        """Return the outcome of `sent`: the codes of its errors, or ANSWERED, or CLOSED."""
        with self.connect() as client:
            with suppress(ConnectionError):  # it may be refused before all of it is sent
                for piece in [sent] if isinstance(sent, bytes) else sent:
                    client.sendall(piece)
            return outcome(client)

    def is_healthy(self) -> bool:
        return self.outcome(TYPENAME) == {ANSWERED}

    def processor(self) -> float:
        """Seconds that all threads of the server have worked."""
        return sum(int(each.read_text().split()[0]) for each in self.process.glob("task/*/schedstat")) / 1e9

    def memory(self, kind: str) -> float:
        """Megabytes in memory: `VmRSS` now, `VmHWM` at most."""
        (line,) = (line for line in (self.process / "status").read_text().splitlines() if line.startswith(kind))
        return int(line.split()[1]) / 1024

    @contextmanager
    def measured(self) -> Iterator[list[Spent]]:
        """Measure the block, in a list that is filled when it ends."""
        spent: list[Spent] = []
        (self.process / "clear_refs").write_text("5")  # the peak begins again
        forget(self.server.clock)
        processor, memory = self.processor(), self.memory("VmRSS")
        yield spent
        self.wait_until_quiet()
        spent.append(
            Spent(
                (self.processor() - processor) * 1_000,
                self.memory("VmHWM") - memory,
                read(self.server.clock).busy,
            )
        )

    def wait_until_quiet(self) -> None:
        """Wait for what goes on behind an answer."""
        before, beats = self.processor(), read(self.server.clock).beats
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            time.sleep(0.03)
            now, beaten = self.processor(), read(self.server.clock).beats
            if now - before < QUIET and beaten > beats:
                return
            before, beats = now, beaten


class Targets:
    """Servers under attack, one after the other; the next one knows nothing of what the last one met."""

    def __init__(self, start: Callable[[], AbstractContextManager[Target]]) -> None:
        self._start = start
        self._open()

    def _open(self) -> None:
        self._running = self._start()
        self.current = self._running.__enter__()

    def close(self) -> None:
        self._running.__exit__(None, None, None)

    def withstand(self, attack: Callable[[Target], set[str]], outcomes: set[str], milliseconds: float) -> None:
        """Fail unless an attack has one of its outcomes and a server answers after it, for no more than it may cost."""
        for _ in range(SERVERS):
            with self.current.measured() as spent:
                assert attack(self.current) <= outcomes
            assert self.current.is_healthy()
            if spent[0].is_within(milliseconds):
                return
            forget(self.current.server.clock)
            self.close()
            self._open()
        raise AssertionError(spent[0])


def outcome(client: socket.socket) -> set[str]:
    """Return the outcome of one answer that a client reads."""
    answer = b""
    with suppress(ConnectionError):
        while not complete(answer) and (more := client.recv(1 << 20)):
            answer += more
    if not answer:
        return {CLOSED}
    assert complete(answer), answer
    content = json.loads(answer.partition(b"\r\n\r\n")[2])
    return {error["extensions"]["code"] for error in content.get("errors", [])} or {ANSWERED}


def complete(answer: bytes) -> bool:
    """True if `answer` is a whole one."""
    head, found, body = answer.partition(b"\r\n\r\n")
    length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(found) and (not length or len(body) >= int(length[0].split(b":")[1]))

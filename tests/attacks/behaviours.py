"""Clients that are slow, many, greedy or gone: each behaviour is run against a server, and returns the outcome."""

import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

from tests.attacks.attack import ANSWERED, CLOSED, TYPENAME, asking, get
from tests.attacks.target import Target, outcome

HEAVY = asking("{ topics(first: 100) { nodes { projects(first: 100) { nodes { title summary } } } } }")
LARGE = asking("{ _service { sdl } twice: _service { sdl } }")
GONE = "gone"
"""The client did not wait for an answer."""


@contextmanager
def several(target: Target, count: int, sent: bytes = b"", *, narrow: bool = False) -> Iterator[list[socket.socket]]:
    """So many connections, on each of which the same is sent."""
    with ExitStack() as stack:
        clients = [stack.enter_context(target.connect(narrow=narrow)) for _ in range(count)]
        for client in clients:
            with suppress(ConnectionError):
                client.sendall(sent)
        yield clients


def trickle(target: Target, begun: bytes, piece: bytes) -> set[str]:
    """Send one more piece again and again."""
    with target.connect() as client:
        client.sendall(begun)
        client.settimeout(0.2)
        for _ in range(60):
            with suppress(TimeoutError):
                client.recv(1, socket.MSG_PEEK)
                break
            client.sendall(piece)
        client.settimeout(20)
        return outcome(client)


def reset(client: socket.socket) -> None:
    """Leave without a word."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def header_by_header(target: Target) -> set[str]:
    return trickle(target, b"POST /graphql HTTP/1.1\r\n", b"X: a\r\n")


def byte_by_byte(target: Target) -> set[str]:
    return trickle(target, TYPENAME[:-40], b" ")


def nothing(target: Target) -> set[str]:
    with target.connect() as client:
        return outcome(client)


def nothing_more(target: Target) -> set[str]:
    with target.connect() as client:
        client.sendall(TYPENAME)
        answered = outcome(client)
        return answered | outcome(client)


def many_say_nothing(target: Target) -> set[str]:
    with several(target, 300) as clients:
        return outcome(clients[-1]) | outcome(clients[0])


def many_begin(target: Target) -> set[str]:
    with several(target, 300, TYPENAME[:-1]) as clients:
        return outcome(clients[-1]) | outcome(clients[0])


def many_come_and_go(target: Target) -> set[str]:
    for _ in range(300):
        reset(target.connect())
    return {GONE}


def many_ask_and_go(target: Target) -> set[str]:
    for _ in range(100):
        client = target.connect()
        client.sendall(TYPENAME)
        reset(client)
    return {GONE}


def heavy_and_gone(target: Target) -> set[str]:
    for _ in range(5):
        client = target.connect()
        client.sendall(HEAVY)
        reset(client)
    return {GONE}


def half_a_body_and_gone(target: Target) -> set[str]:
    for _ in range(50):
        client = target.connect()
        client.sendall(TYPENAME[:-3])
        reset(client)
    return {GONE}


def half_closed(target: Target) -> set[str]:
    with target.connect() as client:
        client.sendall(TYPENAME)
        client.shutdown(socket.SHUT_WR)
        return outcome(client)


def pipelined(target: Target) -> set[str]:
    """Ask 20,000 times without waiting, and read."""
    with target.connect() as client, suppress(ConnectionError):
        client.settimeout(5)
        client.sendall(TYPENAME * 20_000)
    with target.connect() as client:
        client.sendall(TYPENAME * 20)
        return {CLOSED} if count(client) == 9 else {"more"}


def count(client: socket.socket) -> int:
    """Answers until the end of the connection."""
    answers = b""
    while more := client.recv(1 << 20):
        answers += more
    return answers.count(b"HTTP/1.1 200")


def pipelined_unread(target: Target) -> set[str]:
    """Ask for much without waiting, and read nothing."""
    with target.connect(narrow=True) as client:
        with suppress(OSError):
            for _ in range(40):
                client.sendall(LARGE)
                time.sleep(0.01)
        time.sleep(5)
        return cut_off(client)


def cut_off(client: socket.socket) -> set[str]:
    """CLOSED if the connection ends before what was answered does."""
    received = b""
    with suppress(ConnectionError):
        while more := client.recv(1 << 20):
            received += more
    head, _, body = received.rpartition(b"HTTP/1.1 200")[2].partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split()[0]) if head else 1
    return {CLOSED} if len(body) < length else {"all of it"}


def unread(target: Target) -> set[str]:
    """Ask 10 times for what no buffer of a socket takes, and read nothing."""
    with several(target, 10, LARGE * 8, narrow=True) as clients:
        time.sleep(5)
        return cut_off(clients[0])


def unheard(target: Target) -> set[str]:
    """Send on after a refusal."""
    with target.connect() as client:
        client.sendall(b"no HTTP\r\n\r\n")
        refused = outcome(client)
        with suppress(OSError):
            for _ in range(1_000):
                client.sendall(bytes(100_000))
        return refused


def waits_to_continue(target: Target) -> set[str]:
    """Ask whether a body that is too large may come."""
    with target.connect() as client:
        client.sendall(
            get(
                "/graphql",
                "Content-Type: application/json",
                "Content-Length: 2000000",
                "Expect: 100-continue",
                method="POST",
            )
        )
        return outcome(client)


BEHAVIOURS: dict[Callable[[Target], set[str]], tuple[set[str], int]] = {
    header_by_header: ({"REQUEST_TIMEOUT"}, 50),
    byte_by_byte: ({"REQUEST_TIMEOUT"}, 50),
    nothing: ({CLOSED}, 50),
    nothing_more: ({ANSWERED, CLOSED}, 50),
    many_say_nothing: ({"TOO_MANY_CONNECTIONS", CLOSED}, 300),
    many_begin: ({"TOO_MANY_CONNECTIONS", "REQUEST_TIMEOUT", CLOSED}, 300),
    many_come_and_go: ({GONE}, 300),
    many_ask_and_go: ({GONE}, 300),
    heavy_and_gone: ({GONE}, 250),
    half_a_body_and_gone: ({GONE}, 100),
    half_closed: ({ANSWERED, CLOSED}, 50),
    pipelined: ({CLOSED}, 100),
    pipelined_unread: ({CLOSED}, 500),
    unread: ({CLOSED}, 500),
    unheard: ({"BAD_REQUEST"}, 100),
    waits_to_continue: ({"PAYLOAD_TOO_LARGE"}, 50),
}
"""The permitted outcomes of each, and the milliseconds of processor time that it may take: they are many requests."""

"""An attack as data: its name, what is sent, and what may come of it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

ANSWERED = "answered"
"""Data, and no error beside it."""

CLOSED = "closed"
"""The connection was ended without an answer."""

Sent = bytes | Sequence[bytes]


@dataclass(frozen=True)
class Attack:
    """Pieces sent on one connection, and the codes (or ANSWERED, CLOSED) that may follow."""

    name: str
    send: Callable[[], Sent] = field(repr=False)
    outcomes: frozenset[str]
    milliseconds: int = 50
    """Processor time of the server, all in all."""

    def __str__(self) -> str:
        return self.name


def attack(name: str, send: Callable[[], Sent] | Sent, *outcomes: str, **given: Any) -> Attack:
    """An attack whose bytes are made when they are sent, if they are many."""
    return Attack(name, send if callable(send) else lambda: send, frozenset(outcomes), **given)


def post(body: bytes, *headers: str, content_type: str = "application/json") -> bytes:
    """A POST to the endpoint."""
    lines = ["POST /graphql HTTP/1.1", "Host: commons", f"Content-Type: {content_type}", *headers]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


def get(target: str, *headers: str, method: str = "GET") -> bytes:
    """A request without a body."""
    return "\r\n".join([f"{method} {target} HTTP/1.1", "Host: commons", *headers, "", ""]).encode()


def asking(query: str, variables: Any = None) -> bytes:
    """A POST of a document."""
    return post(json.dumps({"query": query, "variables": variables}).encode())


TYPENAME = asking("{ __typename }")

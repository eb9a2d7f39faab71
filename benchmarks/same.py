"""Holds the answers of all servers against each other, and names the first place where two differ."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.processes import Running
from benchmarks.requests import Requests

MISSING = object()


class Different(Exception):
    """Two servers gave different answers to the same operation."""


def check(running: Sequence[Running], requests: Requests, shapes: Sequence[str], each: int) -> int:
    """Compare every server with the first, for `each` variables of every shape; how many answers were compared."""
    compared = 0
    first, *others = running
    for shape in shapes:
        expected = [first.ask(body) for body in spread(requests.bodies(first.server, shape), each)]
        for other in others:
            if shape in other.server.without:
                continue
            for index, body in enumerate(spread(requests.bodies(other.server, shape), each)):
                if told := difference(expected[index], other.ask(body)):
                    raise Different(f"{shape}: {other.title} differs from {first.title} {told}\nasked: {body[:2000]}")
                compared += 1
    return compared


def spread(every: Sequence[str], count: int) -> Sequence[str]:
    """At most `count` of them, from all over."""
    return every[:: -(-len(every) // count)]


def difference(expected: Any, found: Any, path: str = "data") -> str | None:
    """The first place where `found` is not what is expected, in words; None when the two are the same JSON."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key in [*expected, *(key for key in found if key not in expected)]:
            if told := difference(expected.get(key, MISSING), found.get(key, MISSING), f"{path}.{key}"):
                return told
        return None
    if isinstance(expected, list) and isinstance(found, list):
        for index, pair in enumerate(zip(expected, found, strict=False)):
            if told := difference(*pair, f"{path}[{index}]"):
                return told
        return None if len(expected) == len(found) else f"at {path}: {len(found)} items instead of {len(expected)}"
    if expected == found and isinstance(expected, bool) == isinstance(found, bool):
        return None
    return f"at {path}: {shown(found)} instead of {shown(expected)}"


def shown(value: Any) -> str:
    """A value as a person reads it."""
    return "nothing" if value is MISSING else json.dumps(value, ensure_ascii=False)[:200]

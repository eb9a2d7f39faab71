"""Checks of answers: right, temporarily unavailable with a code, or wrong."""

from collections.abc import Set as AbstractSet
from typing import Any

import httpx
import orjson

NOT_NOW = frozenset(
    {"DATABASE_UNREACHABLE", "OVERLOADED", "DEADLINE_EXCEEDED", "READ_ONLY", "STORAGE_FULL", "RATE_LIMITED"}
    | {"OUTCOME_UNKNOWN"}
)
"""Codes after which the same may be asked again."""
STATUSES = frozenset({200, 503, 507})
RIGHT, GONE = "right", "gone"
"""Outcomes besides a code: gone is a connection that was cut."""


def told(answer: httpx.Response, expected: bytes) -> str | None:
    """The code of an answer that says that something is not to be had now, all else being as it should."""
    right = orjson.loads(expected)
    if not fits(json_of(answer).get("data"), right.get("data")):
        return None
    return code_of(answer, {error["extensions"]["code"] for error in right.get("errors", ())})


def code_of(answer: httpx.Response, usual: AbstractSet[str]) -> str | None:
    """The only code, or the first, of an answer whose codes all say that it is not to be had now, or are usual."""
    codes = {error.get("extensions", {}).get("code") for error in json_of(answer).get("errors", ())} - usual
    if answer.status_code not in STATUSES or not codes or codes - NOT_NOW:
        return None
    return str(min(codes))


def fits(said: Any, right: Any) -> bool:
    """True if an answer is the right one, except for nulls in place of unavailable values."""
    if said is None or said == right:
        return True
    if isinstance(said, dict) and isinstance(right, dict) and said.keys() == right.keys():
        return all(fits(value, right[name]) for name, value in said.items())
    if isinstance(said, list) and isinstance(right, list) and len(said) == len(right):
        return all(map(fits, said, right))
    return False


def json_of(answer: httpx.Response) -> dict[str, Any]:
    try:
        found: dict[str, Any] = answer.json()
    except ValueError:
        return {}
    return found

"""Holds an answer to the plain executor's: the same data, and errors with the same codes in the same places."""

from typing import Any

from tests.execution.comparison import _by_place, _same_told
from tests.oracle.executor import CURSOR


def differs(ours: Any, plain: Any, path: str = "") -> str | None:
    """The first place at which two answers differ, keys in their order; a cursor is like any other."""
    if plain == CURSOR and isinstance(ours, str):
        return None
    if isinstance(plain, dict) and isinstance(ours, dict):
        if list(plain) != list(ours):
            return f"{path}: keys {list(ours)} instead of {list(plain)}"
        pairs = ((f"{path}.{key}", ours[key], each) for key, each in plain.items())
    elif isinstance(plain, list) and isinstance(ours, list) and len(plain) == len(ours):
        pairs = ((f"{path}[{number}]", ours[number], each) for number, each in enumerate(plain))
    else:
        same = ours == plain and isinstance(ours, bool) == isinstance(plain, bool)
        return None if same else f"{path}: {ours!r} instead of {plain!r}"
    return next((found for place, left, right in pairs if (found := differs(left, right, place))), None)


def told_alike(ours: Any, plain: Any) -> bool:
    """True if the same places are null by errors; fails if only one error is possible and another is reported."""
    left, right = _by_place(ours), _by_place(plain)
    assert left.keys() == right.keys(), (ours.errors, plain.errors)
    return all(_same_told(place, left[place], right[place]) for place in left)

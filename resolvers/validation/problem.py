"""A problem: where in the input something is wrong, what it is, and the figures that the message tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar
from unicodedata import category

Value = TypeVar("Value")

Checked = tuple[Value | None, list["Problem"]]
"""A value as it can be stored, and nothing; or None, and all that is wrong with it."""
Check = Callable[[Any], Checked[Any]]

LONGEST_SHOWN = 60
MANY = 10**30


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that cannot be as it is."""

    path: tuple[str | int, ...]
    """Names as clients write them, and positions in lists, from the input inwards."""
    code: str
    """A key of `resolvers.i18n.messages.CATALOGUE`."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Values for the message's placeholders, by name."""

    def under(self, *path: str | int) -> "Problem":
        """The same problem, seen from further outside."""
        return replace(self, path=(*path, *self.path))


def problem(code: str, /, **values: Any) -> Problem:
    """A problem of the value itself; who knows where the value stands says so with `under`."""
    return Problem((), code, values)


def with_problem(code: str, /, **values: Any) -> tuple[None, list[Problem]]:
    """Return a check's result for a value with one problem."""
    return None, [problem(code, **values)]


def quotable(value: object) -> str:
    """A value as a message can quote it: its beginning, on one line, its blanks alike, with nothing invisible in it."""
    text = value if isinstance(value, str) else str(value) if _is_short(value) else "…"
    cut = text[:LONGEST_SHOWN].strip() + ("…" if len(text) > LONGEST_SHOWN else "")
    return "".join(each if each.isprintable() else _visible(each) for each in cut)


def _visible(character: str) -> str:
    return " " if category(character) == "Zs" else character_name(character)


def character_name(character: str) -> str:
    """A character as Unicode names it, such as U+202E."""
    return f"U+{ord(character):04X}"


def _is_short(value: object) -> bool:
    """True if a value is plain and short in print; Python prints no number of 5,000 digits."""
    return isinstance(value, bool | float | date) or value is None or (isinstance(value, int) and abs(value) < MANY)

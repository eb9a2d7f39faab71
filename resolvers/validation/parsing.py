"""Values that come as text, in files: what each means, and nothing where it is not clear.

Empty text is an absent value: each function gives None for it, without a problem.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from models import ClosedList
from resolvers.validation import times, values
from resolvers.validation.problem import Checked, quotable, with_problem
from resolvers.validation.texts import EDGES

Value = TypeVar("Value")
Parse = Callable[[str], Checked[Value]]

LONGEST = 1_000
"""Characters; whatever is parsed here is shorter, and what is longer is not looked at."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(DAY.pattern + r"T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE)
"""RFC 3339, also without seconds; Python's own readers take more, such as weeks."""
WHOLE = re.compile(r"-?\d{1,19}", re.ASCII)
DECIMAL = re.compile(r"-?\d{1,15}([.,]\d{1,20})?", re.ASCII)
"""With a point, or with a comma as French spreadsheets write it."""
THOUSANDS = re.compile(r"-?[1-9]\d{0,2},\d{3}", re.ASCII)
"""Numbers that mean something else where a comma separates thousands."""
SLASHED = re.compile(r"(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/\d{2,4}", re.ASCII)
"""Dates that mean another day outside France."""
BOOLEANS = {
    **dict.fromkeys(("true", "vrai", "oui", "1"), True),
    **dict.fromkeys(("false", "faux", "non", "0"), False),
}
BETWEEN = re.compile(r"[,;|]")
"""Between the members of a list, which have none of these in their names."""


def day(text: str) -> Checked[date]:
    """A day written `2026-01-31`; one that the calendar does not have is refused, and one that may be two."""
    if SLASHED.fullmatch(_bare(text)):
        return with_problem("AMBIGUOUS_DATE", value=quotable(text))
    return _parsed(text, DAY, lambda found: times.day(date.fromisoformat(found)), "INVALID_DATE")


def moment(text: str) -> Checked[datetime]:
    """A moment written `2026-01-31T09:00:00+01:00`, with that offset; without one it is refused."""
    return _parsed(text, MOMENT, _moment, "INVALID_MOMENT")


def _moment(text: str) -> Checked[datetime]:
    found = datetime.fromisoformat(text.upper())
    _, wrong = times.moment(found)
    return (None, wrong) if wrong else (found, [])


def whole(text: str) -> Checked[int]:
    """A whole number of at most 19 decimal digits."""
    return _parsed(text, WHOLE, lambda found: (int(found), []), "INVALID_NUMBER")


def decimal(text: str) -> Checked[float]:
    """A decimal number, without exponent; refused where its comma may stand between thousands."""
    return (
        with_problem("AMBIGUOUS_NUMBER", value=quotable(text)) if THOUSANDS.fullmatch(_bare(text)) else with_comma(text)
    )


def with_comma(text: str) -> Checked[float]:
    """A decimal number, without exponent, whose comma stands before its decimals."""
    return _parsed(text, DECIMAL, lambda found: (float(found.replace(",", ".")), []), "INVALID_DECIMAL")


def boolean(text: str) -> Checked[bool]:
    """Yes or no, in French, English or digits, whatever the capitals."""
    bare = _bare(text).lower()
    return (
        with_problem("INVALID_BOOLEAN", value=quotable(text))
        if bare and bare not in BOOLEANS
        else (BOOLEANS.get(bare), [])
    )


def choice(members: type[ClosedList]) -> Parse[ClosedList]:
    """A member by its name, whatever the capitals."""
    check = values.choice(members)
    return lambda text: check(bare.upper()) if (bare := _bare(text)) else (None, [])


def choices(members: type[ClosedList]) -> Parse[list[ClosedList]]:
    """Members by their names, with a comma, semicolon or bar between them."""
    check = values.list_of(values.choice(members), len(members))

    def parse(text: str) -> Checked[list[ClosedList]]:
        names = [name for each in BETWEEN.split(_bare(text)) if (name := each.strip().upper())]
        return check(names) if names else (None, [])

    return parse


def text(given: str) -> Checked[str]:
    """The text as it is; its own check trims and measures it."""
    return given if given.strip(EDGES) else None, []


def _parsed(text: str, form: re.Pattern[str], read: Callable[[str], Checked[Value]], code: str) -> Checked[Value]:
    bare = _bare(text)
    if not bare:
        return None, []
    try:
        return read(bare) if form.fullmatch(bare) else with_problem(code, value=quotable(text))
    except (ValueError, OverflowError):
        return with_problem(code, value=quotable(text))


def _bare(text: str) -> str:
    """A text without the white space around it; one that is too long is cut, and then no form fits it."""
    return text[: LONGEST + 1].strip(EDGES)

"""Values as French spreadsheets write them, in files that say that they are French; all else is read as everywhere."""

import re
from datetime import date

from resolvers.validation import parsing, times
from resolvers.validation.problem import Checked, quotable, with_problem
from resolvers.validation.texts import EDGES

DAY = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
SHORT_DAY = re.compile(r"\d\d?/\d\d?/\d\d", re.ASCII)
"""Of which century is not said."""
GROUPED = re.compile("-?\\d{1,3}([ \u00a0\u202f]\\d{3})+(?=,|$)", re.ASCII)
"""Thousands, with a space between them."""
SPACES = str.maketrans("", "", " \u00a0\u202f")


def day(text: str) -> Checked[date]:
    """A day written `31/01/2026`, or as everywhere."""
    bare = text[: parsing.LONGEST].strip(EDGES)
    if SHORT_DAY.fullmatch(bare):
        return with_problem("AMBIGUOUS_DATE", value=quotable(text))
    if (found := DAY.fullmatch(bare)) is None:
        return parsing.day(text)
    try:
        return times.day(date(int(found[3]), int(found[2]), int(found[1])))
    except ValueError:
        return with_problem("INVALID_DATE", value=quotable(text))


def whole(text: str) -> Checked[int]:
    """A whole number written `12 500`, or as everywhere."""
    return parsing.whole(_together(text))


def decimal(text: str) -> Checked[float]:
    """A decimal number written `12 500,5`, or as everywhere; a comma is never between thousands."""
    return parsing.with_comma(_together(text))


def _together(text: str) -> str:
    """The text, the thousands of a number without spaces between them."""
    bare = text[: parsing.LONGEST].strip(EDGES)
    return bare.translate(SPACES) if GROUPED.match(bare) else text

"""Texts: how long each sort may be, and what is made of white space and of the forms of a letter."""

import re
from enum import IntEnum

from resolvers.validation.characters import forbidden_characters, in_normal_form, is_blank
from resolvers.validation.problem import Check, Checked, with_problem


class Limit(IntEnum):
    """Characters that a text may have, in normal form C."""

    ACRONYM = 50
    EMAIL = 254
    """RFC 5321, 4.5.3.1.3, without its angle brackets."""
    NAME = 300
    SHORT = 500
    SUMMARY = 1_000
    URL = 2_000
    MARKDOWN = 100_000


EDGES = (
    " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"
    "\u3000\ufeff"
)
"""Characters that are trimmed: white space, no-break spaces, and the byte order mark at the start of some files."""
BLANK_LINES = re.compile(r"\A(?:[ \t]*[\r\n]+)+")
LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
PLAIN = "!-~\u00a1-\u00ac\u00ae-\u017f’“”–—…"
"""Characters of French, English and their neighbours: each is visible, has one meaning, is in
normal form C beside any other, and has its place in every text."""
PLAIN_LINE, PLAIN_LINES = (re.compile(f"[{PLAIN}](?:[{blanks}{PLAIN}]*[{PLAIN}])?") for blanks in (" ", " \n\t"))
"""Texts that are already as they are stored: nearly all, and the checks of any text take ten times as long."""
LONGEST_FORM = 4
"""Characters that one of normal form C may be made of; a text beyond that is refused before it is looked at."""


def line(limit: int) -> Check:
    """Text of one line and at most `limit` characters.

    It is trimmed and brought to normal form C (UAX 15), so that what looks the same is the same.
    """
    return _unless_plain(PLAIN_LINE, limit, lambda value: _text(value, limit, breaks=False))


def lines(limit: int) -> Check:
    """As `line`, with line breaks (each becomes a line feed) and tabs."""
    return _unless_plain(PLAIN_LINES, limit, lambda value: _text(value, limit, breaks=True))


def indented(limit: int) -> Check:
    """As `lines`, for texts whose first line may begin with spaces that mean something."""
    return _unless_plain(PLAIN_LINES, limit, lambda value: _text(value, limit, breaks=True, indent=True))


def _unless_plain(plain: re.Pattern[str], limit: int, check: Check) -> Check:
    """The check, for texts that it may change or refuse."""
    is_plain = plain.fullmatch

    def checked(value: object) -> Checked[str]:
        if isinstance(value, str) and len(value) <= limit and is_plain(value):
            return value, []
        return check(value)

    return checked


def _text(value: object, limit: int, *, breaks: bool, indent: bool = False) -> Checked[str]:
    if not isinstance(value, str):
        return with_problem("INVALID_TEXT")
    text = value.rstrip(EDGES)
    text = BLANK_LINES.sub("", text.lstrip("\ufeff"), 1) if indent else text.lstrip(EDGES)
    if len(text) > LONGEST_FORM * limit:
        return with_problem("TEXT_TOO_LONG", length=len(text), limit=limit)
    text = in_normal_form(LINE_ENDS.sub("\n", text))
    if len(text) > limit:
        return with_problem("TEXT_TOO_LONG", length=len(text), limit=limit)
    if problems := forbidden_characters(text, breaks=breaks):
        return None, problems
    return with_problem("TEXT_BLANK") if is_blank(text) else (text, [])

"""The characters that no text may hold: those that hide something, mislead a reader, or mean nothing.

Categories are those of the Unicode Character Database that Python ships.
"""

import re
import unicodedata

from resolvers.validation.problem import Problem, character_name, problem

MOST_MARKS = 4
"""Combining marks in a row; Vietnamese, Hebrew and Arabic need up to four."""
TALLEST = 20
"""Marks in a row that are brought into order: that takes the square of their number."""

MEANINGLESS = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})
"""Controls, halves of surrogate pairs, private use, separators of lines."""
FORMATS = frozenset("\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""The characters of category Cf that scripts need: joiners, direction marks, and signs that enclose Arabic numbers.

Bidi embeddings, overrides and isolates are not among them (CVE-2021-42574, "Trojan Source").
"""
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that show nothing."""
BLANK = INVISIBLE | {"\u2800"}
PICTOGRAPHS = range(0x1F000, 0x1FB00)
"""The range in which new emoji appear every year, before Python knows them."""

LINE_BREAK = re.compile("[\n\t]")
FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""A flag such as Scotland's: elsewhere, tag characters are a way to hide text."""
HIDDEN = re.compile(
    "(?:^|[\0-\u058f\\s\u2000-\u206f])[\u200c\u200d]"
    "|[A-Za-z\u00c0-\u058f][\u200e\u200f\u061c](?=[A-Za-z\u00c0-\u058f])"
    "|[\u200e\u200f\u061c]{2}"
)
"""Joiners after anything but emoji and the scripts that join; direction marks within a word or beside another."""
JOINERS = "\u200c\u200d"


def in_normal_form(text: str) -> str:
    """The text in normal form C (UAX 15), or as it is with too many marks, which `forbidden_characters` refuses."""
    return text if _pile(text, set(text), TALLEST) else unicodedata.normalize("NFC", text)


def forbidden_characters(text: str, *, breaks: bool) -> list[Problem]:
    """Return the first forbidden character of each kind; `breaks` allows line breaks and tabs.

    The work grows with the text's length, and is done for distinct characters where it can be.
    """
    distinct = set(text)
    found = [_character(text, distinct), _hidden(text), _piled(text, distinct)]
    if not breaks and (match := LINE_BREAK.search(text)):
        found.append(problem("TEXT_LINE_BREAK", column=match.start()))
    return [each for each in found if each is not None]


def is_blank(text: str) -> bool:
    """True if no character of a text is visible."""
    return all(each in BLANK or unicodedata.category(each)[0] not in "LNPS" for each in set(text))


def is_meaningless(character: str) -> bool:
    """True if a character is forbidden everywhere."""
    category = unicodedata.category(character)
    if category == "Cf":
        return character not in FORMATS
    if category == "Cn":  # unassigned, and noncharacters
        return ord(character) not in PICTOGRAPHS
    return category in MEANINGLESS or character in INVISIBLE


def _character(text: str, distinct: set[str]) -> Problem | None:
    wrong = {each for each in distinct if each not in "\n\t" and is_meaningless(each)}
    if not wrong:
        return None
    if "\U000e007f" in wrong:
        text = FLAG.sub(lambda flag: "F" * len(flag[0]), text)
    place = next((place for place, each in enumerate(text) if each in wrong), None)
    return None if place is None else _at(text, place, "TEXT_CHARACTER", character=character_name(text[place]))


def _hidden(text: str) -> Problem | None:
    match = HIDDEN.search(text)
    if match is None:
        return None
    place = match.end() - 1
    return _at(text, place, "TEXT_CHARACTER", character=character_name(text[place]))


def _piled(text: str, distinct: set[str]) -> Problem | None:
    """More marks in a row than any script needs."""
    match = _pile(text, distinct, MOST_MARKS + 1)
    return match and _at(text, match.start(), "TEXT_COMBINING_MARKS", limit=MOST_MARKS)


def _pile(text: str, distinct: set[str], height: int) -> re.Match[str] | None:
    """The first marks of so many in a row; joiners do not part them."""
    marks = {each for each in distinct if unicodedata.combining(each) or unicodedata.category(each) in ("Mn", "Me")}
    return re.search(f"[{re.escape(''.join(sorted(marks)))}{JOINERS}]{{{height}}}", text) if marks else None


def _at(text: str, place: int, code: str, **values: object) -> Problem:
    """A problem of the character at a place, with its line and its position in the line, both from 1."""
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    return problem(code, line=line, column=column, **values)

"""Finds people's names and addresses in running text, however they are written there."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

HIDDEN = "[…]"
"""The text in place of hidden or erased words."""
WORDS = 2
"""The minimum number of words in a name to search for: a single word matches many people and things."""
MARKS = "[\u0300-\u036f]*"
BETWEEN = r"[\s,.'’\u2010-\u2015-]+"
PART = re.compile("[a-z0-9]{3,}")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A pattern that finds a person's name or address."""

    part: str
    """Something of it without case or accents, by which a database finds the texts to look at."""
    pattern: re.Pattern[str]
    """Matches it in decomposed text (NFD)."""


def name_patterns(called: Iterable[str]) -> list[NamePattern]:
    """Return patterns for addresses, then names; those that could be anybody's are left out."""
    ordered = sorted(set(called), key=lambda each: ("@" not in each, each))  # an address may have the name in it
    found = (_address(each) if "@" in each else _name(each) for each in ordered)
    return [each for each in found if each is not None]


def redact_names(text: str, spellings: Iterable[NamePattern]) -> str:
    """The text without the people who are named in it."""
    decomposed = left = unicodedata.normalize("NFD", text)
    for each in spellings:
        left = each.pattern.sub(HIDDEN, left)
    return text if left == decomposed else unicodedata.normalize("NFC", left)


def _name(name: str) -> NamePattern | None:
    """With or without accents and hyphens, the last word at the end or in front."""
    words = re.findall(r"[^\W_]+", re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", name)))
    part = _part(name)
    if len(words) < WORDS or part is None:
        return None
    spelled = ["".join(re.escape(letter) + MARKS for letter in word) for word in words]
    orders = (BETWEEN.join(each) for each in (spelled, [spelled[-1], *spelled[:-1]]))
    return NamePattern(part, re.compile(rf"(?<!\w)(?:{'|'.join(orders)})(?!\w)", re.IGNORECASE))


def _address(email: str) -> NamePattern | None:
    part, spelled = _part(email), re.escape(unicodedata.normalize("NFD", email))
    return None if part is None else NamePattern(part, re.compile(rf"(?<![\w.+-]){spelled}(?![\w-])", re.IGNORECASE))


def _part(called: str) -> str | None:
    return max(PART.findall(called.lower()), key=len, default=None)

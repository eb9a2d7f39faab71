"""Snippets: the parts of a record in which the words of a query stand, with the places of these words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from resolvers.search.analysis import words_of
from resolvers.search.highlights import Highlighter, Place
from resolvers.search.plain_text import plain_text
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.rules import is_long

MOST_SNIPPETS = 3
"""Snippets of a record."""
MOST_HIGHLIGHTS = 10
"""Highlighted words of a snippet."""
LENGTH = 240
"""Characters of a snippet; a title is never cut."""
LEAD = 40
"""Characters before the first highlighted word, at most."""
CUT = "…"


class TextRange(NamedTuple):
    """A part of a text, in UTF-16 code units: from `start` up to and without `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text or a part of it, and the words of the query in it, in their order."""

    field: str
    text: str
    highlights: tuple[TextRange, ...]


def snippets_of(terms: Highlighter, type_name: str, texts: Mapping[str, str]) -> list[Snippet]:
    """Return the snippets of a record: of those of its texts, the weightiest first, in which terms of the query are.

    Of the long ones, only those that have a term which the texts before them have not.
    """
    found: list[Snippet] = []
    known: set[int] = set()
    for number, (column, text) in enumerate(texts.items()):
        long = is_long(type_name, column)
        shown = plain_text(text) if long else text
        places = list(terms.places(words_of(shown)))
        if not places or (long and known.issuperset(each.term for each in places)):
            continue
        start, end = (0, len(shown)) if number == 0 else _window(shown, places)
        inside = [each for each in places if start <= each.start and each.end <= end][:MOST_HIGHLIGHTS]
        known.update(each.term for each in inside)
        found.append(_part(to_camel_case(column), shown, start, end, inside))
    return found[:MOST_SNIPPETS]


def _part(field: str, text: str, start: int, end: int, places: Sequence[Place]) -> Snippet:
    """A part of a text, with marks where it is cut."""
    before, after = (CUT if cut else "" for cut in (start > 0, end < len(text)))
    moved = len(before) - start
    part = f"{before}{text[start:end]}{after}"
    return Snippet(field, part, _utf16(part, [(each.start + moved, each.end + moved) for each in places]))


def _window(text: str, places: Sequence[Place]) -> tuple[int, int]:
    """Return the part of a text, between blanks, that begins near the place behind which most terms are."""
    if len(text) <= LENGTH:
        return 0, len(text)
    best = max(range(len(places)), key=lambda number: (_distinct(places, number), -number))
    start = max(0, min(places[best].start - LEAD, len(text) - LENGTH))
    if start > 0:
        blank = text.find(" ", start, places[best].start)
        start = places[best].start if blank < 0 else blank + 1
    end = min(len(text), start + LENGTH)
    if end < len(text):
        blank = text.rfind(" ", places[best].end, end)
        end = max(places[best].end, blank)
    return start, end


def _distinct(places: Sequence[Place], first: int) -> int:
    """The number of different terms in the part that begins with a place."""
    end = places[first].start + LENGTH - LEAD
    terms = set()
    for each in places[first:]:
        if each.end > end:
            break
        terms.add(each.term)
    return len(terms)


def _utf16(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[TextRange, ...]:
    """Ranges in characters as ranges in UTF-16 code units."""
    if text.isascii() or max(text) < "\U00010000":
        return tuple(TextRange(*each) for each in ranges)

    def units(place: int) -> int:
        return len(text[:place].encode("utf-16-le")) // 2

    return tuple(TextRange(units(start), units(end)) for start, end in ranges)

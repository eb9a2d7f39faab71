"""The language that a client reads best, of the two that the commons speaks."""

import re
from collections.abc import Iterator
from typing import Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
"""French first: it is what is spoken when nothing else is asked for."""

RANGE = re.compile(
    r"\s*(?P<language>\*|[a-z]{1,8})(-[a-z0-9]{1,8})*\s*(;\s*q\s*=\s*(?P<weight>0(\.\d{0,3})?|1(\.0{0,3})?)\s*)?",
    re.ASCII | re.IGNORECASE,
)
"""A language range and its weight (RFC 9110, 12.5.4); `fr-CA` is French."""
LONGEST = 1_000
"""Characters of a header that are read; browsers send fewer than a hundred."""


def language_of(accept_language: str) -> Language:
    """The better of our languages by an `Accept-Language` header: French when neither is asked for.

    Weights count first, then what was named first; `*` is any language that is not named. What is malformed is
    passed over.
    """
    weights = _weights(accept_language[:LONGEST])
    return min(LANGUAGES, key=lambda each: _rank(each, weights))


def _rank(language: Language, weights: dict[str, tuple[float, int]]) -> tuple[float, int]:
    """Sorts the best first: the heaviest, then the first named."""
    weight, position = weights.get(language) or weights.get("*") or (0.0, 0)
    return -weight, position if weight else 0


def _weights(header: str) -> dict[str, tuple[float, int]]:
    """By language, in lower case: its highest weight, and where that stands."""
    found: dict[str, tuple[float, int]] = {}
    for position, (language, weight) in enumerate(_ranges(header)):
        if language not in found or weight > found[language][0]:
            found[language] = weight, position
    return found


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for each in header.split(","):
        if match := RANGE.fullmatch(each):
            yield match["language"].lower(), float(match["weight"] or 1)

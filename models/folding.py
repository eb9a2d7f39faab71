"""Sort and search keys: text as people look for it, whatever its case, accents, hyphens, apostrophes and ligatures."""

import re
import unicodedata

SORT = "_sort"
"""Ending of a column that holds another one folded for sorting and searching."""
LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "þ": "th"}
)
"""Letters that normalisation leaves unchanged."""
MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Soft hyphens, joiners and marks of direction."""
APART = re.compile(
    r"[\s'`"
    r"\u02b9-\u02bf\u02c8\u02ca\u02cb\u2018-\u201b\u2032\u2035\u055a\u05f3\ua78b\ua78c"  # apostrophes and primes
    r"\-\u058a\u05be\u1400\u1806\u2010-\u2015\u2053\u207b\u208b\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u301c\u3030\u30a0"
    r"]+"
)
"""Separators between and within words, in every form: blanks, apostrophes, hyphens and dashes."""


def folded(text: str) -> str:
    """`l hay les roses` for `L’Haÿ-les-Roses`; byte order is then French dictionary order, nearly.

    What is folded stays as it is when it is folded again.
    """
    if not text.isascii():  # else there is nothing to take apart, and most texts that are sorted have no accent
        text = UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    text = text.casefold()
    if not text.isascii():
        text = MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(LETTERS)
    return APART.sub(" ", text).strip(" ")

"""The analyser of French text: words and their stems, the same for what is stored and for what is asked.

A word is folded (case, accents, ligatures) before its stem is looked for, so that whoever types no accents finds the
same. The stemmer of French needs some accents of endings, which are put back where the ending shows them.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from models.folding import folded
from resolvers.search.word_list import FUNCTION_WORDS, STEMS

ANALYSER = 1
"""Version of the analyser, to be raised with every change of it: what an older one wrote is then indexed anew."""
LONGEST = 40
"""Characters of a stem; the rest of a longer word says nothing."""
KNOWN = 200_000
"""Words whose stem is kept in memory."""
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""A word with the marks that belong to it. What is elided is one of its own, before the apostrophe."""
APOSTROPHES = "\u02b9\u02bc"
"""Apostrophes that count as letters elsewhere; all others stand between words anyway."""
ENDINGS = (
    (re.compile(r"(?<=[a-z]{2})ee(s?)$"), r"e\1"),
    (re.compile(r"(?<=[a-z]{2})ers$"), "er"),
    (re.compile(r"iere(s?)$"), r"ière\1"),
    (re.compile(r"(?<=[a-z])eux$"), "eu"),
    (re.compile(r"(?<=[a-z])oux$"), "ou"),
)
"""Endings of folded words, as the stemmer takes them for what they are."""


class Word(NamedTuple):
    """A word of a text: folded, its stem, and where it stands."""

    text: str
    stem: str
    start: int
    end: int
    """The first position behind it."""


def words_of(text: str) -> list[Word]:
    """Return the words of a text in their order, with positions as Python counts them; elided articles are none."""
    return [
        Word(word, stem_of(word), each.start(), each.end())
        for each in WORD.finditer(_apart(text))
        if (word := fold_word(each[0])) not in FUNCTION_WORDS
    ]


def stems_of(text: str | None) -> list[str]:
    """Return the stems of a text in its order."""
    if not text:
        return []
    return list(filter(None, map(STEM_BY_WORD.__getitem__, WORD.findall(_apart(text)))))


def _apart(text: str) -> str:
    """Return a text whose apostrophes stand between words, each word where it was."""
    for each in APOSTROPHES:
        text = text.replace(each, "'")
    return text


class StemByWord(dict[str, str]):
    """The stems of words as they were met, empty for function words: for texts, most of whose words were met before."""

    def __missing__(self, word: str) -> str:
        """Look for the stem of a word; what is known is forgotten when it is too much."""
        if len(self) >= KNOWN:
            self.clear()
        folded_word = fold_word(word)
        self[word] = stem = "" if folded_word in FUNCTION_WORDS else stem_of(folded_word)
        return stem


STEM_BY_WORD = StemByWord()


@lru_cache(KNOWN)
def fold_word(word: str) -> str:
    """`etes` for `Êtes`, `coeur` for `cœur`."""
    return folded(word)[:LONGEST]


@lru_cache(KNOWN)
def stem_of(word: str) -> str:
    """Return the stem of a folded word; numbers, and words with digits, are their own."""
    if word in STEMS:
        return STEMS[word]
    if not word.isalpha():
        return word
    for ending, spelling in ENDINGS:
        word = ending.sub(spelling, word)
    stem = folded(_stemmer().stemWord(word))
    return STEMS.get(stem, stem)


@lru_cache(1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("french")

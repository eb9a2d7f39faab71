"""The places of a text at which the terms of a query stand."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.queries.search_query import SearchQuery, Term
from loaders.sql.word_index import BLANK
from resolvers.search.analysis import Word

Stems = tuple[str, ...]


class Place(NamedTuple):
    """A part of a text, in characters, and the number of the query's term that it has."""

    start: int
    end: int
    term: int


class Highlighter:
    """Finds the terms of one query: the words of what was typed, each by itself, and synonyms as a whole."""

    def __init__(self, query: SearchQuery) -> None:
        """Sort the terms by the stems with which they begin."""
        self._words: dict[str, int] = {}
        self._beginnings: list[tuple[str, int]] = []
        self._phrases: dict[str, list[tuple[Stems, int]]] = {}
        for number, term in enumerate(query.terms):
            self._add(number, term)

    def places(self, words: Sequence[Word]) -> Iterator[Place]:
        """Yield the places of terms in the words of a text, in their order; none overlaps another."""
        at = 0
        while at < len(words):
            length, term = self._term_at(words, at)
            if term is not None:
                yield Place(words[at].start, words[at + length - 1].end, term)
            at += length

    def _add(self, number: int, term: Term) -> None:
        typed, *synonyms = (tuple(each.split(BLANK)) for each in term.alternatives)
        for stem in typed:
            self._words.setdefault(stem, number)
        if term.prefix:
            self._beginnings.append((typed[-1], number))
        for stems in sorted(synonyms, key=len, reverse=True):
            self._phrases.setdefault(stems[0], []).append((stems, number))

    def _term_at(self, words: Sequence[Word], at: int) -> tuple[int, int | None]:
        """The number of words of the term that begins at a word, and its number; one word and None if none does."""
        word = words[at]
        if word.stem in self._words:
            return 1, self._words[word.stem]
        for stems, number in self._phrases.get(word.stem, ()):
            if tuple(each.stem for each in words[at : at + len(stems)]) == stems:
                return len(stems), number
        return 1, next((number for beginning, number in self._beginnings if word.stem.startswith(beginning)), None)

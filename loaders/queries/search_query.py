"""What is looked for: terms with their alternatives; its shape, on which the statement depends, and its values."""

from dataclasses import dataclass
from typing import NamedTuple

from loaders.sql.word_index import BLANK, WordIndex


class Term(NamedTuple):
    """A word of a query, or several that mean one thing, by its alternatives."""

    alternatives: tuple[str, ...]
    """Each has one or several stems, with blanks between them."""
    prefix: bool = False
    """True if the first alternative is the beginning of a word."""


class QueryShape(NamedTuple):
    """What the text of a statement depends on: by term and alternative, the number of stems."""

    stems: tuple[tuple[int, ...], ...]
    relaxed: bool


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query, as the analyser understands it."""

    terms: tuple[Term, ...]
    """None of them: all documents are found."""
    relaxed: bool = False
    """True if documents with some of the terms are found as well; those with most of them come first."""

    @property
    def shape(self) -> QueryShape:
        """Return what the statement depends on."""
        stems = (tuple(each.count(BLANK) + 1 for each in term.alternatives) for term in self.terms)
        return QueryShape(tuple(stems), self.relaxed)

    def values(self, index: WordIndex) -> dict[str, str]:
        """Return the values to bind: the whole query as `query`, all its stems as `phrase`, and each stem by itself."""
        if not self.terms:
            return {}
        found = {"query": (index.either if self.relaxed else index.both).join(self._written(index))}
        found["phrase"] = between_blanks(" ".join(term.alternatives[0] for term in self.terms))
        for number, term in enumerate(self.terms):
            for place, alternative in enumerate(term.alternatives):
                stems = alternative.split(BLANK)
                for at, stem in enumerate(stems):
                    prefix = term.prefix and not place and at == len(stems) - 1
                    found[stem_name(number, place, at)] = between_blanks(stem, prefix=prefix)
                    if self.relaxed:
                        found[word_name(number, place, at)] = index.bound_word(stem, prefix=prefix)
        return found

    def _written(self, index: WordIndex) -> list[str]:
        """Return each term in the syntax of the index."""
        written = []
        for term in self.terms:
            each = (index.all_of(of, prefix=term.prefix and not n) for n, of in enumerate(term.alternatives))
            written.append(f"({index.either.join(each)})")
        return written


def between_blanks(stems: str, *, prefix: bool = False) -> str:
    """Return stems as they stand in the columns of a document, where each has a blank before and behind it."""
    return f"{BLANK}{stems}" if prefix else f"{BLANK}{stems}{BLANK}"


def stem_name(term: int, alternative: int, stem: int) -> str:
    """Return the name under which a stem is bound as it stands in the columns of a document."""
    return f"stem{term}_{alternative}_{stem}"


def word_name(term: int, alternative: int, stem: int) -> str:
    """Return the name under which a stem is bound for the index of words."""
    return f"word{term}_{alternative}_{stem}"

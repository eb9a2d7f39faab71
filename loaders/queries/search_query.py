"""The query of a search: terms with their alternatives; its shape, on which the statement depends, and its values."""

from dataclasses import dataclass
from typing import NamedTuple

from loaders.sql.word_index import BLANK, WordIndex

MOST_SOUGHT = 24
"""Terms of a relaxed query."""


class Term(NamedTuple):
    """A word of a query, or several that mean one thing, by its alternatives."""

    alternatives: tuple[str, ...]
    """Each has one or several stems, with blanks between them."""
    prefix: bool = False
    """True if the first alternative is the beginning of a word."""


class QueryShape(NamedTuple):
    """The part of a query on which the text of a statement depends: by term and alternative, the number of stems."""

    stems: tuple[tuple[int, ...], ...]
    relaxed: bool


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query, as the analyser understands it."""

    terms: tuple[Term, ...]
    """None of them: all documents are found."""
    relaxed: bool = False
    """True if documents with some of the terms are found as well."""
    weights: tuple[int, ...] = ()
    """The worth of each of the terms `sought` in a relaxed query, as `term_weights` returns it; none: all the same."""

    @property
    def sought(self) -> tuple[Term, ...]:
        """Return the terms that are looked for: in a relaxed query, the single words of longer terms as well."""
        if not self.relaxed:
            return self.terms
        longer = (each for term in self.terms for each in term.alternatives if BLANK in each)
        words = (Term((stem,)) for each in longer for stem in each.split(BLANK))
        return tuple(dict.fromkeys((*self.terms, *words)))[:MOST_SOUGHT]

    @property
    def shape(self) -> QueryShape:
        """Return what the statement depends on."""
        stems = (tuple(each.count(BLANK) + 1 for each in term.alternatives) for term in self.sought)
        return QueryShape(tuple(stems), self.relaxed)

    def values(self, index: WordIndex) -> dict[str, str | int]:
        """Return the values to bind: the whole query as `query`, all its stems as `phrase`, and each stem by itself."""
        if not self.terms:
            return {}
        joined = (index.either if self.relaxed else index.both).join(self.written(index))
        found: dict[str, str | int] = {"query": joined}
        if self.relaxed:
            weights = self.weights or (1,) * len(self.sought)
            found |= {weight_name(number): weight for number, weight in enumerate(weights)}
        found["phrase"] = between_blanks(" ".join(term.alternatives[0] for term in self.terms))
        for number, term in enumerate(self.sought):
            for place, alternative in enumerate(term.alternatives):
                stems = alternative.split(BLANK)
                for at, stem in enumerate(stems):
                    prefix = term.prefix and not place and at == len(stems) - 1
                    found[stem_name(number, place, at)] = between_blanks(stem, prefix=prefix)
                    if self.relaxed:
                        found[word_name(number, place, at)] = index.bound_word(stem, prefix=prefix)
        return found

    def written(self, index: WordIndex) -> list[str]:
        """Return each of the terms `sought` in the syntax of the index."""
        written = []
        for term in self.sought:
            each = (index.all_of(of, prefix=term.prefix and not n) for n, of in enumerate(term.alternatives))
            written.append(f"({index.either.join(each)})")
        return written


def weight_name(term: int) -> str:
    """Return the name under which the weight of a term is bound."""
    return f"weight{term}"


def between_blanks(stems: str, *, prefix: bool = False) -> str:
    """Return stems as they stand in the columns of a document, where each has a blank before and behind it."""
    return f"{BLANK}{stems}" if prefix else f"{BLANK}{stems}{BLANK}"


def stem_name(term: int, alternative: int, stem: int) -> str:
    """Return the name under which a stem is bound as it stands in the columns of a document."""
    return f"stem{term}_{alternative}_{stem}"


def word_name(term: int, alternative: int, stem: int) -> str:
    """Return the name under which a stem is bound for the index of words."""
    return f"word{term}_{alternative}_{stem}"

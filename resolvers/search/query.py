"""Queries as people type them: cut to its words, with the synonyms of each, whatever else it has."""

from collections.abc import Iterator

from loaders.errors import FaultError
from loaders.queries.search_query import SearchQuery, Term
from resolvers.search.analysis import Word, words_of
from resolvers.search.synonyms import synonyms, term_at

LONGEST = 500
"""Characters of a query."""
MOST_TERMS = 12
"""Terms of a query that are looked for; those behind them are not."""
SHORTEST_PREFIX = 3
"""Letters from which on the last word may be the beginning of another one."""


def parse_query(text: str, *, unfinished: bool = False) -> SearchQuery:
    """Return the query that a text means; raises FaultError INVALID_SEARCH for one that is too long.

    Operators are words like all others. The last word of an `unfinished` text may be the beginning of another one.
    """
    if len(text) > LONGEST:
        advice = f"Give a query of at most {LONGEST} characters."
        raise FaultError("INVALID_SEARCH", f"The query has {len(text)} characters. {advice}", most=LONGEST)
    words = words_of(text)
    terms = list(_terms(words))[:MOST_TERMS]
    if unfinished and terms and len(words[-1].stem) >= SHORTEST_PREFIX and words[-1].end == len(text):
        terms[-1] = terms[-1]._replace(prefix=True)
    return SearchQuery(tuple(terms))


def _terms(words: list[Word]) -> Iterator[Term]:
    """Yield the terms of a query: the longest that have synonyms, and single words; none of them twice."""
    stems = [each.stem for each in words]
    seen: set[tuple[str, ...]] = set()
    at = 0
    while at < len(stems):
        term = term_at(stems, at) or (stems[at],)
        at += len(term)
        if term not in seen:
            seen.add(term)
            others = (" ".join(each) for each in synonyms().get(term, ()))
            yield Term((" ".join(term), *others))

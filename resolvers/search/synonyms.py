"""Synonyms of the field, by the stems of one or several words: expanded when somebody asks, and never stored."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from resolvers.search.analysis import stems_of

Term = tuple[str, ...]
"""The stems of a term, in its order."""


@lru_cache(1)
def synonyms() -> Mapping[Term, tuple[Term, ...]]:
    """Return, by term, the terms of its groups, itself left out."""
    groups = tomllib.loads(files(__package__).joinpath("synonyms.toml").read_text(encoding="utf-8"))["groups"]
    found: dict[Term, dict[Term, None]] = {}
    for group in groups:
        terms = [tuple(stems_of(each)) for each in group]
        for term in terms:
            found.setdefault(term, {}).update(dict.fromkeys(each for each in terms if each != term))
    return {term: tuple(others) for term, others in found.items()}


def term_at(stems: Sequence[str], start: int) -> Term | None:
    """Return the longest term with synonyms that begins at a place of a query."""
    known = synonyms()
    for end in range(min(len(stems), start + longest_term()), start, -1):
        if (term := tuple(stems[start:end])) in known:
            return term
    return None


@lru_cache(1)
def longest_term() -> int:
    """Return the number of words of the longest term."""
    return max(map(len, synonyms()), default=0)

"""Synonyms of the field, by the stems of one or several words: expanded when somebody asks, and never stored."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from resolvers.search.analysis import stems_of

TermStems = tuple[str, ...]
"""The stems of a term, in its order."""


@lru_cache(1)
def synonyms() -> Mapping[TermStems, tuple[TermStems, ...]]:
    """Return, by term, what is found instead of it as well."""
    listed = tomllib.loads(files(__package__).joinpath("synonyms.toml").read_text(encoding="utf-8"))
    found: dict[TermStems, dict[TermStems, None]] = {}
    for term, others in _meanings(listed):
        known = found.setdefault(tuple(stems_of(term)), {})
        known.update(dict.fromkeys(tuple(stems_of(each)) for each in others))
    return {term: tuple(each for each in others if each and each != term) for term, others in found.items()}


def _meanings(listed: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each term with the others: of a group both ways, of a short word its meanings and nothing back."""
    for group in listed.get("group", ()):
        for term in group["words"]:
            yield term, group["words"]
    for short in listed.get("short", ()):
        yield short["word"], short["means"]


def term_at(stems: Sequence[str], start: int) -> TermStems | None:
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

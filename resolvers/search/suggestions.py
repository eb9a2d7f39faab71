"""Suggestions for mistyped words: words of public records that are one or two edits away."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log

from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.vocabulary import Spelling, known_words, words_near
from loaders.sql.statement import Row
from models.folding import folded
from resolvers.search.analysis import LONGEST, stem_of, words_of
from resolvers.search.spelling import edit_distance, edits_allowed, kept_letters, letter_bits
from resolvers.search.synonyms import synonyms

MOST_WORDS, MOST_CORRECTED, MOST_SUGGESTIONS = 12, 3, 3
"""Words of a query that are looked at, those of them that are corrected, and suggestions that are made."""
LONGEST_PLACE = 7
"""Words of the name of a place, that of nearly all communes."""
EDIT = 3.0
"""The worth of an edit: a word that is one edit farther must stand in twenty times as many records."""


async def suggest(reads: RowFetcher, query: str) -> list[str]:
    """Return whole queries that may be meant by one, the likeliest first; two statements at most.

    None if all words are known: if public records have them, or others with the same stem, or if they are the name of
    a territory. The last one may be the beginning of a word. A word with digits is taken as it is.
    """
    words = [each.text[:LONGEST] for each in words_of(query)[:MOST_WORDS]]
    unknown = await _unknown(reads, words, list(_places(folded(query).split(" "))))
    spelled = [_spelling(each, edits) for each in unknown if (edits := edits_allowed(each))][:MOST_CORRECTED]
    if not spelled:
        return []
    near = defaultdict(list)
    for row in await words_near(reads, spelled):
        near[row.slot].append(row)
    corrections = {each.word: list(_ranked(each, near[slot])) for slot, each in enumerate(spelled)}
    return list(dict.fromkeys(_queries(words, {word: found for word, found in corrections.items() if found})))


def _places(words: Sequence[str]) -> Iterator[str]:
    """Yield what may be the name of a place of several words, as names of territories are folded."""
    for start in range(min(len(words), MOST_WORDS) - 1):
        for end in range(start + 2, min(start + LONGEST_PLACE, MOST_WORDS, len(words)) + 1):
            yield " ".join(words[start:end])


async def _unknown(reads: RowFetcher, words: Sequence[str], places: Sequence[str]) -> list[str]:
    """Return the words that no public record has, each once; those with synonyms are words of the field."""
    asked = [each for each in dict.fromkeys(words) if each.isalpha() and (stem_of(each),) not in synonyms()]
    if not asked:
        return []
    found = await known_words(reads, [*asked, *places], list(map(stem_of, asked)), words[-1])
    known, stems = {each for row in found for each in row.word.split(" ")}, {row.stem for row in found}
    begun = {words[-1]} if any(each.startswith(words[-1]) for each in known) else set()
    return [each for each in asked if each not in known | begun and stem_of(each) not in stems]


def _spelling(word: str, edits: int) -> Spelling:
    return Spelling(word, edits, letter_bits(word), kept_letters(word, edits))


def _ranked(spelling: Spelling, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the words that are near a spelling: few edits and many records go before."""
    found = []
    for row in rows:
        distance = edit_distance(spelling.word, row.word, spelling.edits)
        if distance <= spelling.edits:
            found.append((EDIT * distance - log(row.documents + 1), row.word, row.shown))
    for _, _, shown in sorted(found)[:MOST_SUGGESTIONS]:
        yield shown


def _queries(words: Sequence[str], corrections: dict[str, list[str]]) -> Iterator[str]:
    """Yield the query with the best correction of each word; then with other ones of the first that has some."""
    if not corrections:
        return
    best = {word: found[0] for word, found in corrections.items()}
    first = next(iter(corrections))
    for each in corrections[first]:
        yield " ".join((best | {first: each}).get(word, word) for word in words)

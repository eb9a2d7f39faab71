"""Completions of what somebody types: words of public records, and titles of records that the viewer sees."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from loaders.errors import FaultError
from loaders.queries.lookup import Queryable
from loaders.queries.searched_texts import searched_by
from loaders.queries.select_where import select_in
from loaders.queries.titles_begun import titles_begun
from loaders.queries.vocabulary import words_beginning
from loaders.sql.statement import Row
from loaders.sql.storable_text import UNSTORABLE
from loaders.tables import table_of
from models.folding import folded
from resolvers.core.entities import ENTITIES
from resolvers.search.analysis import words_of
from resolvers.search.query import LONGEST as LONGEST_QUERY
from resolvers.search.title_phrases import LONGEST, typed_phrase

SHORTEST = 2
"""Letters from which on something is completed."""
MOST, USUAL = 20, 8
"""Completions of one answer."""


@dataclass(frozen=True, slots=True)
class FoundCompletion:
    """A completion: the title of a record, or the text with its last word completed."""

    text: str
    type_name: str | None = None
    node_id: str | None = None


async def complete(
    reads: Queryable, prefix: str, types: Collection[str], first: int, *, with_words: bool
) -> list[FoundCompletion]:
    """Return at most `first` completions: words of most records, in up to half of the places, then titles.

    Titles that begin with what is typed go before those that go on with it, and the latest before others. Raises
    FaultError INVALID_PAGE for a number that is too large. A prefix without a word, or of one letter, has none, nor has
    one that is longer than a query may be.
    """
    if not 0 <= first <= MOST:
        raise FaultError("INVALID_PAGE", f"first is {first}; give a number from 0 to {MOST}.")
    if len(prefix) > LONGEST_QUERY:
        return []
    prefix = UNSTORABLE.sub(" ", prefix)
    begun = typed_phrase(prefix[: 2 * LONGEST])
    if len(begun) < SHORTEST or not first:
        return []
    words = await _words(reads, prefix, (first + 1) // 2) if with_words else []
    return [*words, *await _titles(reads, types, begun, first - len(words))]


async def _words(reads: Queryable, prefix: str, most: int) -> list[FoundCompletion]:
    """The text with its last word completed; none after a blank."""
    last = words_of(prefix)[-1]
    if last.end != len(prefix) or not last.text.isalpha() or len(last.text) < SHORTEST:
        return []
    head = prefix[: last.start]
    return [FoundCompletion(head + row.shown) for row in await words_beginning(reads, last.text, most)]


async def _titles(reads: Queryable, types: Collection[str], begun: str, most: int) -> list[FoundCompletion]:
    """Titles with what is typed; they are read from the records, one statement for each type among them."""
    if not types:
        return []
    found: dict[str, Row] = {}
    for row in sorted(await titles_begun(reads, sorted(types), begun, most), key=_rank):
        found.setdefault(row.id, row)
    chosen = list(found.values())[:most]
    titles = await _live_titles(reads, chosen)
    return [
        FoundCompletion(titles[row.id], row.type_name, row.id)
        for row in chosen
        if begun in folded(titles.get(row.id) or "")
    ]


def _rank(row: Row) -> tuple[bool, int, str, str]:
    return row.place > 0, -row.fresh_day, row.phrase, row.id


async def _live_titles(reads: Queryable, chosen: Sequence[Row]) -> dict[str, str]:
    """Return the titles of records by id."""
    titles: dict[str, str] = {}
    for type_name in sorted({row.type_name for row in chosen}):
        model = ENTITIES[type_name]
        ids = [row.id for row in chosen if row.type_name == type_name]
        titles |= dict(await select_in(reads, table_of(model), "id", ids, ("id", searched_by(model).title)))
    return titles

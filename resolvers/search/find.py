"""Finding records by their words: one page of what the viewer sees, in the order of its relevance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from loaders.drivers.snapshot import Snapshot
from loaders.errors import FaultError
from loaders.queries.search import Hit, Rank, search_count, search_page
from loaders.queries.search_conditions import SearchConditions
from loaders.queries.search_facets import FacetValue, facet_values
from loaders.queries.search_query import SearchQuery
from loaders.queries.search_weights import term_weights
from loaders.sql.cursors import decode_cursor, encode_cursor
from loaders.sql.pages import Page
from loaders.sql.storable_text import UNSTORABLE
from models.search_facet import SearchFacetName
from resolvers.search.query import parse_query

CELLS = 6
"""Values of a cursor: if the search was relaxed, if its last word was unfinished, its weights, the rank of a record."""
LARGEST = 2**31
WEIGHTS = re.compile(r"(\d{1,2}(\.\d{1,2})*)?", re.ASCII)
FEW = 10
"""Records with all words of a query, below which those with some of them are found as well."""


@dataclass(frozen=True, slots=True)
class FoundRecords:
    """A page of a search, and what else can be asked of the whole search."""

    reads: Snapshot
    text: str
    """The query as it was typed."""
    query: SearchQuery
    """The query as it was run: relaxed, where few records had all of its words."""
    conditions: SearchConditions
    hits: Sequence[Hit]
    has_next_page: bool
    has_previous_page: bool
    nothing: bool
    """True if the query has characters and no word, so that it finds nothing."""

    def cursor(self, hit: Hit) -> str:
        """The cursor of a record of the page, with all that decides the order of the search."""
        mode = int(self.query.relaxed), int(_is_unfinished(self.query)), ".".join(map(str, self.query.weights))
        return encode_cursor(_order(self.query), [*mode, *hit.rank])

    async def total(self) -> int:
        """Return the number of records on all pages."""
        return 0 if self.nothing else await search_count(self.reads, self.query, self.conditions)

    async def facets(self, names: Sequence[SearchFacetName], first: int) -> dict[str, list[FacetValue]]:
        """Return the most frequent values of facets in the whole result."""
        if self.nothing or not names:
            return {name: [] for name in names}
        return await facet_values(self.reads, self.query, self.conditions, names, first)


async def find_records(reads: Snapshot, text: str, conditions: SearchConditions, page: Page) -> FoundRecords:
    """Find the records that have all words of a text; if there are few, also those with some, which come behind them.

    Few is said of the search without conditions: what narrows it takes records away, and adds none. A blank text finds
    everything that meets the conditions, the latest first. Raises FaultError INVALID_SEARCH, and INVALID_CURSOR for
    a cursor of another text.
    """
    query = parse_query(text)
    nothing = not query.terms and bool(text.strip())
    conditions = replace(conditions, alone=not query.terms)
    if page.after is not None:
        query, after = _continued(text, query, page.after)
        hits = [] if nothing else await search_page(reads, query, conditions, after, page.limit + 1)
    else:
        query, hits = (query, []) if nothing else await _first_page(reads, text, query, conditions, page.limit + 1)
    more, before = len(hits) > page.limit, page.after is not None
    return FoundRecords(reads, text, query, conditions, hits[: page.limit], more, before, nothing)


async def _first_page(
    reads: Snapshot, text: str, query: SearchQuery, conditions: SearchConditions, limit: int
) -> tuple[SearchQuery, list[Hit]]:
    """The first records, and the query that finds them: strict, with an unfinished last word, or relaxed."""
    most = max(limit, FEW)
    hits = await search_page(reads, query, conditions, None, most)
    if len(hits) >= FEW or not query.terms:
        return query, hits
    known = await _unnarrowed(reads, query, conditions, hits)
    if not known and _is_unfinished(begun := parse_query(text, unfinished=True)):
        query, hits = begun, await search_page(reads, begun, conditions, None, most)
        known = await _unnarrowed(reads, query, conditions, hits)
    relaxed = replace(query, relaxed=True)
    if known < FEW and len(relaxed.sought) > 1:
        relaxed = replace(relaxed, weights=await term_weights(reads, relaxed))
        others = await search_page(reads, relaxed, conditions, None, most)
        if len(others) > len(hits):
            return relaxed, others
    return query, hits


async def _unnarrowed(reads: Snapshot, query: SearchQuery, conditions: SearchConditions, hits: list[Hit]) -> int:
    """The number of records that a query finds without the conditions, up to FEW; with them, it finds `hits`."""
    if len(hits) >= FEW or not conditions.shape.given:
        return len(hits)
    return len(await search_page(reads, query, SearchConditions(), None, FEW))


def _is_unfinished(query: SearchQuery) -> bool:
    return any(term.prefix for term in query.terms)


def _order(query: SearchQuery) -> str:
    """Return the name inside cursors, which are of no use for a query with other words."""
    words = repr([term.alternatives for term in query.terms])
    return "search:" + blake2b(words.encode(), digest_size=6).hexdigest()


def _continued(text: str, query: SearchQuery, cursor: str) -> tuple[SearchQuery, Rank]:
    """The query of the page before, and the rank at which it ended; raises FaultError INVALID_CURSOR."""
    relaxed, unfinished, weights, score, fresh_day, id_ = decode_cursor(cursor, _order(query), CELLS)
    fits = all(type(each) is int and -LARGEST <= each < LARGEST for each in (relaxed, unfinished, score, fresh_day))
    if fits and type(id_) is str and not UNSTORABLE.search(id_) and type(weights) is str and WEIGHTS.fullmatch(weights):
        query = replace(parse_query(text, unfinished=unfinished == 1), relaxed=relaxed == 1)
        query = replace(query, weights=tuple(map(int, weights.split("."))) if weights else ())
        if len(query.weights) in {0, len(query.sought)}:
            return query, Rank(score, fresh_day, id_)
    raise FaultError("INVALID_CURSOR", "The cursor cannot be used: its values do not fit. Start again without one.")

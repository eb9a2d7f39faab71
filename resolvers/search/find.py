"""Finding records by their words: one page of what the viewer sees, in the order of its relevance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from loaders.drivers.snapshot import Snapshot
from loaders.errors import FaultError
from loaders.queries.search import Hit, Rank, search_count, search_page
from loaders.queries.search_conditions import SearchConditions
from loaders.queries.search_facets import FacetValue, facet_values
from loaders.queries.search_query import SearchQuery
from loaders.sql.cursors import decode_cursor, encode_cursor
from loaders.sql.pages import Page
from loaders.sql.storable_text import UNSTORABLE
from models.search_facet import SearchFacetName
from resolvers.search.query import parse_query

CELLS = 4
"""Values of a cursor: whether the search was relaxed, and the rank of the record."""
LARGEST = 2**31
FEW = 10
"""Records with all words of a query, below which those with some of them are found as well."""


@dataclass(frozen=True, slots=True)
class FoundRecords:
    """A page of a search, and what else can be asked of the whole search."""

    reads: Snapshot
    text: str
    """What was typed."""
    query: SearchQuery
    """The query as it was run: relaxed, where few records had all of its words."""
    conditions: SearchConditions
    hits: Sequence[Hit]
    has_next_page: bool
    has_previous_page: bool
    nothing: bool
    """True if the query has characters and no word, so that it finds nothing."""

    def cursor(self, hit: Hit) -> str:
        """The cursor of a record of the page."""
        return encode_cursor(_order(self.query), [int(self.query.relaxed), *hit.rank])

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

    A blank text finds everything that meets the conditions, the latest first. Raises FaultError INVALID_SEARCH,
    and INVALID_CURSOR for a cursor of another text.
    """
    query = parse_query(text)
    nothing = not query.terms and bool(text.strip())
    conditions = replace(conditions, alone=not query.terms)
    relaxed, after = (False, None) if page.after is None else _rank(query, page.after)
    query = replace(query, relaxed=relaxed)
    # A short page, too, says whether few records were found.
    most = page.limit + 1 if after is not None else max(page.limit + 1, FEW)
    hits = [] if nothing else await search_page(reads, query, conditions, after, most)
    if after is None and len(hits) < FEW and len(query.terms) > 1:
        loosened = replace(query, relaxed=True)
        more = await search_page(reads, loosened, conditions, None, page.limit + 1)
        query, hits = (loosened, more) if len(more) > len(hits[: page.limit + 1]) else (query, hits)
    return FoundRecords(
        reads, text, query, conditions, hits[: page.limit], len(hits) > page.limit, after is not None, nothing
    )


def _order(query: SearchQuery) -> str:
    """Return the name inside cursors, which are of no use for a query with other words."""
    return "search:" + blake2b(repr(query.terms).encode(), digest_size=6).hexdigest()


def _rank(query: SearchQuery, cursor: str) -> tuple[bool, Rank]:
    """The mode and the rank that a cursor holds."""
    relaxed, score, fresh_day, id_ = decode_cursor(cursor, _order(query), CELLS)
    numbers = (relaxed, score, fresh_day)
    fits = all(type(each) is int and -LARGEST <= each < LARGEST for each in numbers)
    if not fits or type(id_) is not str or UNSTORABLE.search(id_):
        raise FaultError("INVALID_CURSOR", "The cursor cannot be used: its values do not fit. Start again without one.")
    return relaxed == 1, Rank(score, fresh_day, id_)

"""The answer of a search: records of several types in one list, each with its snippets."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Annotated, Any

import strawberry

from execution import BatchInfo, batched
from loaders.queries.search import Hit
from models.search_facet import SearchFacetName
from resolvers.core.nodes import entities_of
from resolvers.search.find import FoundRecords
from resolvers.search.record_snippets import record_snippets
from resolvers.search.snippets import MOST_HIGHLIGHTS, MOST_SNIPPETS
from resolvers.search.suggestions import MOST_SUGGESTIONS, suggest
from schema.kit.connection import PageInfo
from schema.kit.costs import COUNTED, SNIPPET, assumed_list_size, cost
from schema.kit.nulls import given_or_none
from schema.kit.type_registry import list_of_type, type_ref
from schema.search.facet_lists import searchable_types
from schema.search.facets import FACET, SearchFacet

NAMES: Any = list_of_type(FACET) | None
FOUND: Any = strawberry.Private[FoundRecords]
HIT: Any = strawberry.Private[Hit]
SEARCHABLE: Any = Annotated[
    reduce(or_, map(type_ref, searchable_types().values())),
    strawberry.union("Searchable", description="A record of a type that is searched."),
]


@strawberry.type(description="A part of a text, in UTF-16 code units, as the strings of JavaScript count them.")
class TextRange:
    start: int = strawberry.field(description="First position, from 0.")
    end: int = strawberry.field(description="Position behind the last one.")


@strawberry.type(description="A text of a record in which words of the query stand, or a part of it, as plain text.")
class Snippet:
    field: str = strawberry.field(description="Name of the field, such as `title`.")
    text: str = strawberry.field(description="Plain text without Markdown or HTML; “…” stands where it is cut.")
    highlights: list[TextRange] = strawberry.field(
        directives=assumed_list_size(MOST_HIGHLIGHTS),
        description=f"Places of the words in `text`, in their order; at most {MOST_HIGHLIGHTS}.",
    )


async def _nodes(found: Sequence[tuple[FoundRecords, Hit]], info: BatchInfo) -> list[Any]:
    """The records of a level: one statement for each type among them."""
    wanted = [(hit.type_name, hit.id) for _, hit in found]
    return list(await entities_of(info.context.snapshot, wanted, info.selected.columns))


@batched(type=SEARCHABLE, description="The record.")
async def node(edges: Sequence[Any], info: BatchInfo) -> Sequence[Any]:
    """Of each edge."""
    return await _nodes([(each.found, each.hit) for each in edges], info)


@batched(
    directives=[*assumed_list_size(MOST_SNIPPETS), *cost(SNIPPET)],
    type=list_of_type(Snippet),
    description=(
        f"Texts of the record in which words of the query stand, the weightiest first; at most {MOST_SNIPPETS}. Empty "
        "if they stand only in the names of its topics and territories."
    ),
)
async def snippets(edges: Sequence[Any], info: BatchInfo) -> list[list[Snippet]]:
    """Of each edge: one statement for all."""
    query = edges[0].found.query
    cut = await record_snippets(info.context.snapshot, query, [each.hit for each in edges])
    return [
        [
            Snippet(field=one.field, text=one.text, highlights=[TextRange(start=a, end=b) for a, b in one.highlights])
            for one in each
        ]
        for each in cut
    ]


@strawberry.type(description="A record that was found, with its rank and its snippets.")
class SearchEdge:
    found: FOUND
    hit: HIT
    cursor: str = strawberry.field(description="Cursor of the record, for `after`.")
    score: int = strawberry.field(
        description="Relevance of the record: higher is better. It says nothing outside of its search."
    )
    node = node
    snippets = snippets


@batched(directives=cost(COUNTED), description="Number of records on all pages. It is counted only if selected.")
async def total_count(connections: Sequence[Any], _info: BatchInfo) -> list[int]:
    """Of each search."""
    return [await each.found.total() for each in connections]


@batched(type=list_of_type(SEARCHABLE), description="Records of the page, without their edges.")
async def nodes(connections: Sequence[Any], info: BatchInfo) -> list[list[Any]]:
    """Of each search."""
    rows = iter(await _nodes([(each.found, hit) for each in connections for hit in each.found.hits], info))
    return [[next(rows) for _ in each.found.hits] for each in connections]


@batched(
    listed="names",
    directives=[*assumed_list_size(len(SearchFacetName)), *cost(COUNTED)],
    type=list_of_type(SearchFacet),
    description=(
        "Numbers of records of the whole result, not of the page, by the values of properties; at most "
        f"{len(SearchFacetName)} facets. The filter of the search holds for all of them."
    ),
)
def facets(
    connections: Sequence[Any],
    _info: BatchInfo,
    *,
    names: Annotated[
        NAMES, strawberry.argument(description="Facets to count, in this order; by default all.")
    ] = strawberry.UNSET,
) -> list[list[SearchFacet]]:
    """Of each search; they are counted when their values are asked for."""
    asked = given_or_none(names)
    wanted = dict.fromkeys(SearchFacetName if asked is None else asked)
    return [[SearchFacet(found=each.found, name=SearchFacetName(name)) for name in wanted] for each in connections]


@batched(
    type=list_of_type(str),
    directives=[*assumed_list_size(MOST_SUGGESTIONS), *cost(COUNTED)],
    description=(
        "Queries that may be meant where the query has words that no public record has, the likeliest first; at most "
        f"{MOST_SUGGESTIONS}. They are looked for only if selected."
    ),
)
async def suggestions(connections: Sequence[Any], info: BatchInfo) -> list[list[str]]:
    """Of each search."""
    return [await suggest(info.context.snapshot, each.found.text) for each in connections]


@strawberry.type(description="A page of the records that a search found, the most relevant first.")
class SearchConnection:
    found: FOUND
    relaxed: bool = strawberry.field(
        description="True if few records have all words of the query: behind these come some with a part of the words."
    )
    page_info: PageInfo = strawberry.field(description="The position of the page in its list.")
    edges: list[SearchEdge] = strawberry.field(description="Records of the page, with their ranks and snippets.")
    total_count = total_count
    nodes = nodes
    facets = facets
    suggestions = suggestions


def search_connection(found: FoundRecords) -> SearchConnection:
    """Return the page of a search as clients see it."""
    cursors = [found.cursor(each) for each in found.hits]
    return SearchConnection(
        found=found,
        relaxed=found.query.relaxed,
        page_info=PageInfo(
            has_next_page=found.has_next_page,
            has_previous_page=found.has_previous_page,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        ),
        edges=[
            SearchEdge(found=found, hit=hit, cursor=cursor, score=hit.score)
            for hit, cursor in zip(found.hits, cursors, strict=True)
        ],
    )

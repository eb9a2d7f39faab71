"""The search over all types that declare what is searched."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from execution import BatchInfo, batched
from resolvers.core.paging import DEFAULT_SIZE, page_from_arguments
from resolvers.search.find import find_records
from resolvers.search.query import parse_query
from schema.kit.costs import SEARCHED, cost, sized_by_first
from schema.kit.nulls import given_or_none
from schema.kit.queries import declare_queries
from schema.kit.type_registry import list_of_type
from schema.search.facet_lists import type_list
from schema.search.filter import search_conditions, search_filter
from schema.search.types import SearchConnection, search_connection

TYPES: Any = list_of_type(type_list()) | None
FILTER: Any = search_filter() | None


@batched(
    directives=[*sized_by_first(DEFAULT_SIZE, "edges", "nodes"), *cost(SEARCHED)],
    description=(
        "Find records of all types by their words, the most relevant first: words of the title weigh more than those of"
        " the summary, and these more than those of the body. Accents, case and endings are ignored, and synonyms of"
        " the field are found, too. A blank query lists what the filter admits, the latest first."
    ),
)
async def search(
    parents: Sequence[Any],
    info: BatchInfo,
    *,
    query: Annotated[str, strawberry.argument(description="Words to look for, as people type them.")],
    types: Annotated[
        TYPES, strawberry.argument(description="Types of the records to find; by default all that are searched.")
    ] = strawberry.UNSET,
    filter: Annotated[  # noqa: A002 - the argument's name
        FILTER, strawberry.argument(description="Conditions that the records must meet.")
    ] = strawberry.UNSET,
    first: Annotated[
        int | None, strawberry.argument(description="Number of records: 20 by default or if null, at most 100.")
    ] = strawberry.UNSET,
    after: Annotated[
        str | None, strawberry.argument(description="Cursor after which the page starts; null means no cursor.")
    ] = strawberry.UNSET,
) -> list[SearchConnection]:
    """The page that the arguments describe."""
    page = page_from_arguments(given_or_none(first), given_or_none(after), None, None)
    parse_query(query)  # one that is too long is refused before anything is read for its filter
    conditions = await search_conditions(info.context, types, filter)
    found = await find_records(info.context.snapshot, query, conditions, page)
    if page.after is None:
        info.context.note_search(query, 0 if found.query.relaxed else len(found.hits))
    return [search_connection(found)] * len(parents)


declare_queries(__name__, {"search": search})

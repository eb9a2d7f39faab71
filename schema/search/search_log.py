"""The log of searches, for those who edit the commons."""

from datetime import date, timedelta
from typing import Annotated

import strawberry

from loaders.errors import FaultError
from resolvers.search.search_log import KEPT_FOR, logged_searches
from schema.kit.costs import SEARCHED, cost, sized_by_first
from schema.kit.nulls import given_or_none
from schema.kit.queries import declare_queries

MOST, USUAL, PERIOD = 250, 50, timedelta(days=30)
ANY_NUMBER = 2**31 - 1
Since = Annotated[
    date | None, strawberry.argument(description="First day; by default or if null, 30 days before the last one.")
]
Until = Annotated[date | None, strawberry.argument(description="Last day, in UTC; by default or if null, today.")]
FoundAtMost = Annotated[
    int | None,
    strawberry.argument(description="Only what found at most so many records; 0: in vain. All by default or if null."),
]
First = Annotated[
    int | None, strawberry.argument(description=f"Number of searches: {USUAL} by default or if null, at most {MOST}.")
]


@strawberry.type(description="What was looked for, by nobody in particular.")
class LoggedSearch:
    words: str = strawberry.field(description="Words of the query, folded.")
    searches: int = strawberry.field(description="Number of searches in the period.")
    results: int = strawberry.field(
        description="Number of records with all words on the first page of the last of these searches."
    )
    last_day: date = strawberry.field(description="Day of the last of these searches.")


async def _search_log(
    info: strawberry.Info,
    since: Since = strawberry.UNSET,
    until: Until = strawberry.UNSET,
    found_at_most: FoundAtMost = strawberry.UNSET,
    first: First = strawberry.UNSET,
) -> list[LoggedSearch]:
    since, until, found_at_most, first = map(given_or_none, (since, until, found_at_most, first))
    size = USUAL if first is None else first
    if not 0 <= size <= MOST:
        raise FaultError("INVALID_PAGE", f"first is {size}; give a number from 0 to {MOST}.")
    last = until or info.context.now.date()
    begin = since or max(last, date.min + KEPT_FOR) - PERIOD
    most = ANY_NUMBER if found_at_most is None else found_at_most
    found = await logged_searches(info.context.snapshot, info.context.viewer, begin, last, most, size)
    return [
        LoggedSearch(words=row.words, searches=row.searches, results=row.results, last_day=row.last_day)
        for row in found
    ]


declare_queries(
    __name__,
    {
        "search_log": strawberry.field(
            resolver=_search_log,
            directives=[*sized_by_first(USUAL), *cost(SEARCHED)],
            description=(
                "List what people look for and what they do not find, the most frequent first; at most "
                f"{MOST}. Only stewards, and who acts for a guarantor network, see it; it is kept for 13 months, and "
                "never says who looked for what."
            ),
        ),
    },
)

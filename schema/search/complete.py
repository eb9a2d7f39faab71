"""Completions of what somebody types into a search: words, and titles of records."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from execution import BatchInfo, batched
from resolvers.core.comparisons import check_not_null
from resolvers.search.complete import MOST, SHORTEST, USUAL, complete
from schema.kit.costs import OPERATORS, cost, sized_by_first
from schema.kit.node_field import node_field
from schema.kit.nulls import given_or_none
from schema.kit.queries import declare_queries
from schema.kit.type_registry import list_of_type
from schema.search.facet_lists import searchable_types, type_list

NODE_ID: Any = strawberry.Private[str | None]  # type: ignore[misc]
TYPES: Any = list_of_type(type_list()) | None


@strawberry.type(description="A completion of what somebody types.")
class Completion:
    node_id: NODE_ID
    text: str = strawberry.field(description="Title of a record, or the prefix with its last word completed.")
    node = node_field("The record whose title it is; null for a word.")


@batched(
    type=list_of_type(Completion),
    directives=[*sized_by_first(USUAL), *cost(OPERATORS["startsWith"])],
    description=(
        "Complete what somebody types: with words of public records, those of most records first, in up to half of the "
        "places; then with titles of records that the viewer sees, in which it stands from the beginning of a word on. "
        f"There are at most {MOST}. Case, accents and apostrophes are ignored. Call it at each key press, from "
        f"{SHORTEST} letters on."
    ),
)
async def completions(
    parents: Sequence[Any],
    info: BatchInfo,
    *,
    prefix: Annotated[str, strawberry.argument(description="What is typed so far.")],
    types: Annotated[
        TYPES,
        strawberry.argument(description="Types of the records whose titles are wanted; words are then left out."),
    ] = strawberry.UNSET,
    first: Annotated[
        int | None,
        strawberry.argument(description=f"Number of completions: {USUAL} by default or if null, at most {MOST}."),
    ] = strawberry.UNSET,
) -> list[list[Completion]]:
    """Those of the arguments: two statements, and one for each type among the records."""
    names = searchable_types()
    given = None if types is strawberry.UNSET else check_not_null("types", types)
    wanted = list(names.values()) if given is None else [names[each.value] for each in given]
    size = given_or_none(first)
    found = await complete(
        info.context.snapshot, prefix, wanted, USUAL if size is None else size, with_words=given is None
    )
    return [[Completion(node_id=each.node_id, text=each.text) for each in found]] * len(parents)


declare_queries(__name__, {"complete": completions})

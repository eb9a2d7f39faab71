"""Facets of a search: the values of a property, each with the number of the found records that have it."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from execution import BatchInfo, batched
from loaders.errors import FaultError
from models import ids
from models.search_facet import SearchFacetName
from resolvers.core.entities import PREFIXES
from resolvers.search.find import FoundRecords
from schema.kit.costs import sized_by_first
from schema.kit.node_field import node_field
from schema.kit.scalars import graphql_enum
from schema.kit.type_registry import list_of_type
from schema.search.facet_lists import searchable_types

FACET: Any = graphql_enum(SearchFacetName)
FOUND: Any = strawberry.Private[FoundRecords]
NODE_ID: Any = strawberry.Private[str | None]  # type: ignore[misc]
DEFAULT_VALUES, MOST_VALUES = 10, 250


@strawberry.type(description="A value of a facet.")
class SearchFacetValue:
    node_id: NODE_ID
    value: str = strawberry.field(description="The value: a member of a closed list, a year, or an id.")
    count: int = strawberry.field(
        description="Number of found records that have the value; as many are found if the filter asks for it, too."
    )
    node = node_field("The topic, territory or network whose id the value is; null for other facets.")


@batched(
    directives=sized_by_first(DEFAULT_VALUES),
    type=list_of_type(SearchFacetValue),
    description=f"Values of the facet, the most frequent first; at most {MOST_VALUES}.",
)
async def values(
    facets: Sequence[Any],
    _info: BatchInfo,
    *,
    first: Annotated[
        int | None,
        strawberry.argument(
            description=f"Number of values: {DEFAULT_VALUES} by default or if null, at most {MOST_VALUES}."
        ),
    ] = strawberry.UNSET,
) -> list[list[SearchFacetValue]]:
    """Of all facets of a search: one statement."""
    most = DEFAULT_VALUES if first is strawberry.UNSET or first is None else first
    if not 0 <= most <= MOST_VALUES:
        raise FaultError("INVALID_PAGE", f"first is {most}; give a number from 0 to {MOST_VALUES}.")
    counted = await facets[0].found.facets([each.name for each in facets], most)
    return [[_value(each.name, one.value, one.records) for one in counted[each.name]] for each in facets]


@strawberry.type(description="A property of the found records, with the values that they have.")
class SearchFacet:
    found: FOUND
    name: FACET = strawberry.field(description="The property.")
    values = values


def _value(name: SearchFacetName, value: str, count: int) -> SearchFacetValue:
    """A value as filters take it."""
    shown = _MEMBERS.get(value, value) if name is SearchFacetName.TYPE else value
    is_id = ids.prefix_of(value) in PREFIXES
    return SearchFacetValue(node_id=value if is_id else None, value=shown, count=count)


_MEMBERS = {name: member for member, name in searchable_types().items()}

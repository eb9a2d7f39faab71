"""The enumerations of a search, derived from the models that are searched."""

from functools import cache
from typing import Any

from loaders.queries.search_ties import searched_models
from models import ClosedList
from resolvers.validation.field_names import to_snake_case
from schema.kit.scalars import declared_enum, graphql_enum, value_type


@cache
def searchable_types() -> dict[str, str]:
    """Return the names of the types that are searched, by the member of the enumeration."""
    return {to_snake_case(name).upper(): name for name in searched_models()}


@cache
def type_list() -> Any:
    """Return `SearchableType`."""
    members = {each: (each, searched_models()[name].__doc__ or "") for each, name in searchable_types().items()}
    return declared_enum("SearchableType", "Type of records that are found by their words.", members)


@cache
def facet_list(facet: str, name: str, says: str) -> Any:
    """Return the closed list of a facet's values: that of the only type that has some, or one of all, called `name`."""
    lists = {each: None for model in searched_models().values() for each in _lists_of(model, facet)}
    if len(lists) == 1:
        return graphql_enum(next(iter(lists)))
    members: dict[str, tuple[str, str]] = {}
    for each in lists:
        for member in each:
            members.setdefault(member.value, (member.value, member.description))
    return declared_enum(name, says, members)


def _lists_of(model: Any, facet: str) -> list[type[ClosedList]]:
    column = model.searched.facets.get(facet)
    return [] if column is None else [value_type(model.model_fields[column].annotation)[0]]

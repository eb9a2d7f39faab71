"""The enumerations of a search, derived from the models that are searched."""

from functools import cache
from typing import Any

from loaders.queries.search_ties import searched_models
from models import ClosedList
from resolvers.validation.field_names import to_snake_case
from schema.kit.scalars import graphql_enum, value_type


@cache
def searchable_types() -> dict[str, str]:
    """Return the names of the types that are searched, by the member of the enumeration."""
    return {to_snake_case(name).upper(): name for name in searched_models()}


@cache
def type_list() -> Any:
    """Return `SearchableType`."""
    members = {member: searched_models()[name].__doc__ or "" for member, name in searchable_types().items()}
    return graphql_enum(_closed_list("SearchableType", members, "Type of records that are found by their words."))


@cache
def facet_list(facet: str, name: str, says: str) -> Any:
    """Return the closed list of a facet's values: that of the only type that has some, or one of all, called `name`."""
    lists = {each: None for model in searched_models().values() for each in _lists_of(model, facet)}
    if len(lists) == 1:
        return graphql_enum(next(iter(lists)))
    members: dict[str, str] = {}
    for each in lists:
        for member in each:
            members.setdefault(member.value, member.description)
    return graphql_enum(_closed_list(name, members, says))


def _lists_of(model: Any, facet: str) -> list[type[ClosedList]]:
    column = model.searched.facets.get(facet)
    return [] if column is None else [value_type(model.model_fields[column].annotation)[0]]


def _closed_list(name: str, members: dict[str, str], says: str) -> type[ClosedList]:
    of_members: Any = ClosedList
    made: type[ClosedList] = of_members(name, [(each, (each, described)) for each, described in members.items()])
    made.__doc__ = says
    return made

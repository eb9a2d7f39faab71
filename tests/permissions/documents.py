"""Documents that are written from the schema, so that they ask for all that there is."""

from collections.abc import Iterator
from functools import cache
from typing import cast

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLUnionType,
    get_named_type,
)

from tests.records.client import SCHEMA

GRAPHQL = SCHEMA._schema
QUERY = cast("GraphQLObjectType", GRAPHQL.query_type).fields
MUTATIONS = cast("GraphQLObjectType", GRAPHQL.mutation_type).fields
REFUSAL = cast("GraphQLInterfaceType", GRAPHQL.type_map["Refusal"])
REFUSALS = {each.name for each in GRAPHQL.get_implementations(REFUSAL).objects}


def members(name: str) -> list[GraphQLObjectType]:
    """Return the types of a mutation's payload."""
    return list(cast("GraphQLUnionType", get_named_type(MUTATIONS[name].type)).types)


def result_of(name: str) -> GraphQLObjectType:
    """Return the type of a mutation's result when it succeeds."""
    (result,) = (each for each in members(name) if each.name not in REFUSALS)
    return result


@cache
def mutation(name: str, depth: int = 2) -> str:
    """A mutation that asks for all that its result shows, so many levels deep, and for why it was refused."""
    result = result_of(name)
    return f"""mutation ($input: {input_of(name)}!) {{ it: {name}(input: $input) {{ __typename
        ... on {result.name} {{ {selection(result, depth)} }} ... on Refusal {{ code message }}
        ... on ValidationFailed {{ problems {{ path code message }} }}
    }} }}"""


def input_of(name: str) -> str:
    """The name of a mutation's input."""
    return get_named_type(MUTATIONS[name].args["input"].type).name


def selection(owner: GraphQLObjectType, depth: int) -> str:
    """All fields of a type that take no arguments, so many levels deep; of a connection's nodes nothing."""
    return " ".join(_selected(owner, depth))


def _selected(owner: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> Iterator[str]:
    yield "__typename"
    for name, field in owner.fields.items():
        if any(isinstance(each.type, GraphQLNonNull) for each in field.args.values()):
            continue
        shown = _shown(field, depth)
        if shown is not None:
            yield f"{name} {shown}"


def _shown(field: GraphQLField, depth: int) -> str | None:
    named = get_named_type(field.type)
    if isinstance(named, GraphQLScalarType | GraphQLEnumType):
        return ""
    if depth == 1 or not isinstance(named, GraphQLObjectType) or named.name.endswith("Connection"):
        return None
    return f"{{ {selection(named, depth - 1)} }}"

"""Documents that ask the schema for one thing alone: each condition and what is against it, each order, each list."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, get_named_type, get_nullable_type

from tests.schema.expected_relations import TYPES
from tests.schema.graph_client import GRAPHQL, GraphClient, criteria

LARGE = {"Territory": {"region": "84"}}
"""Conditions on relations that are known by their size: a region has thousands of communes."""
VALUES: dict[str, Any] = {
    "TextFilter": "a",
    "DateFilter": "2024-06-01",
    "DateTimeFilter": "2026-01-01T00:00:00+00:00",
    "IntFilter": 100,
    "BigIntFilter": 1_000_000,
    "FloatFilter": 4.8,
    "BooleanFilter": True,
}
CODES = {"siren": "219740172", "rna": "W751000001", "language": "fr", "slug": "methodes", "typeName": "Project"}
"""Values for comparisons with a code, by field; "84007" by default."""


class Question(NamedTuple):
    """A document, with what tells it from the others of its kind."""

    kind: str
    """Questions of one kind are answered by statements of one form, on whatever column."""
    document: str
    variables: Mapping[str, Any]


async def first_ids(graph: GraphClient) -> dict[str, str]:
    """The first id of each type that a visitor sees something of."""
    asked = " ".join(f"{name}(first: 1) {{ nodes {{ id }} }}" for name in TYPES.values())
    data = await graph.data(f"{{ {asked} }}")
    return {type_name: data[name]["nodes"][0]["id"] for type_name, name in TYPES.items() if data[name]["nodes"]}


def questions(ids: Mapping[str, str]) -> Iterator[Question]:
    """All of them."""
    for type_name in TYPES:
        yield from _conditions(type_name, ids)
        yield from _orders(type_name)
        yield from _lists(type_name)


def _conditions(type_name: str, ids: Mapping[str, str]) -> Iterator[Question]:
    document = (
        f"query($f: {type_name}Filter) {{ {TYPES[type_name]}(filter: $f, first: 20) {{ totalCount nodes {{ id }} }} }}"
    )
    for name, input_type in criteria(type_name).items():
        for operator in input_type.fields:
            value = value_of(input_type, operator, name, ids.get(type_name), ids)
            if value is None:
                continue
            condition = {name: {operator: value}}
            kind = f"{input_type.name} {operator}"
            yield Question(kind, document, {"f": condition})
            yield Question(f"not {kind}", document, {"f": {"not": condition}})
            yield Question(f"or {kind}", document, {"f": {"or": [condition, {"not": condition}]}})
            if type_name in ids:
                yield Question(f"or id, {kind}", document, {"f": {"or": [{"id": {"eq": ids[type_name]}}, condition]}})


def value_of(
    input_type: GraphQLInputObjectType, operator: str, name: str, own: str | None, ids: Mapping[str, str]
) -> Any:
    """Something to compare with; None where nothing of the kind is there."""
    if operator == "isNull":
        return True
    one: Any = VALUES.get(input_type.name)
    if input_type.name.endswith("Criterion"):
        of = input_type.name.removesuffix("Criterion")
        one = LARGE.get(of) or (of in ids and {"id": ids[of]}) or None
    elif input_type.name in ("CodeFilter", "IDFilter"):
        one = CODES.get(name, "84007") if input_type.name == "CodeFilter" else own
    elif one is None:
        of = get_named_type(input_type.fields[operator].type)
        one = next(iter(of.values)) if isinstance(of, GraphQLEnumType) else None
    listed = isinstance(get_nullable_type(input_type.fields[operator].type), GraphQLList)
    return [one] if listed and one is not None else one


def _orders(type_name: str) -> Iterator[Question]:
    fields = GRAPHQL.get_type(f"{type_name}OrderField")
    assert isinstance(fields, GraphQLEnumType)
    for field in fields.values:
        for direction in ("ASC", "DESC"):
            order = f"orderBy: {{field: {field}, direction: {direction}}}"
            document = f"{{ {TYPES[type_name]}(first: 20, {order}) {{ totalCount nodes {{ id }} }} }}"
            yield Question(f"order {direction}", document, {})


def _lists(type_name: str) -> Iterator[Question]:
    """The lists of a type's first records: as texts, and counted."""
    for name, field in GRAPHQL.type_map[type_name].fields.items():
        if not get_named_type(field.type).name.endswith("Connection"):
            continue
        for page, below in (("first", "nodes { id }"), ("last", "totalCount nodes { id } pageInfo { hasNextPage }")):
            asked = f"{name}({page}: 20) {{ {below} }}"
            yield Question(f"list {page}", f"{{ {TYPES[type_name]}(first: 50) {{ nodes {{ {asked} }} }} }}", {})

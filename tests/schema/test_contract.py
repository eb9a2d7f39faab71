"""Contract of every type of the graph; a new type is tested without a line here."""

import re
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
)

from resolvers.core.entities import ENTITIES
from schema.sdl import print_sdl
from tests.schema.expected_relations import TYPES as LISTS
from tests.schema.graph_client import COMBINATIONS, GRAPHQL, GraphClient

ROOT = Path(__file__).parents[2]
FEDERATION = ("_Any", "_FieldSet", "link__")
"""Prefixes of types whose descriptions are the federation specification's."""
PARTS = {"totalCount", "pageInfo", "edges", "nodes"}
PAGE = {"filter", "orderBy", "first", "after", "last", "before"}
WITHOUT_PAGES = {"edges", "nodes", "_entities", "fields", "changes", "problems", "items"} | {
    "networks",
    "outcomes",
    "waiting",
    "proposed",
    "votes",
}
"""Lists of objects that are not connections: they are parts of one, or as long as the list that was asked with."""
RANKED = {"Query.search": {"query", "types", "filter", "first", "after"}}
"""Connections whose records come in the order of their rank, and forwards alone."""
AT_MOST = re.compile(r"at most \d+")
"""Lists without pages state their maximum length."""

TYPES = {
    name: each
    for name, each in GRAPHQL.type_map.items()
    if not is_introspection_type(each) and not is_specified_scalar_type(each) and not name.startswith(FEDERATION)
}
OBJECTS = {name: each for name, each in TYPES.items() if isinstance(each, GraphQLObjectType | GraphQLInterfaceType)}
CONNECTIONS = {name: each for name, each in OBJECTS.items() if name.endswith("Connection")}


def parts():
    """Everything that has a description, with its place."""
    for name, each in TYPES.items():
        yield name, each
        if isinstance(each, GraphQLEnumType):
            yield from ((f"{name}.{value}", found) for value, found in each.values.items())
        if isinstance(each, GraphQLInputObjectType):
            yield from ((f"{name}.{field}", found) for field, found in each.fields.items())
        if name in OBJECTS:
            for field, found in each.fields.items():
                yield f"{name}.{field}", found
                yield from ((f"{name}.{field}({given})", its) for given, its in found.args.items())


def test_everything_has_a_description():
    missing = [place for place, each in parts() if not (each.description or "").strip()]
    assert missing == []
    assert len(list(parts())) > 1_000


def test_descriptions_are_sentences():
    assert [
        place for place, each in parts() if each.description and not each.description.rstrip().endswith((".", "…"))
    ] == []


def is_list(graphql_type) -> bool:
    inner = graphql_type.of_type if isinstance(graphql_type, GraphQLNonNull) else graphql_type
    return isinstance(inner, GraphQLList)


def test_every_list_of_objects_is_a_connection():
    lists = {
        f"{name}.{field}"
        for name, each in OBJECTS.items()
        for field, found in each.fields.items()
        if is_list(found.type)
        and get_named_type(found.type).name in {*OBJECTS, "_Entity"}
        and field not in WITHOUT_PAGES
        and not AT_MOST.search(found.description or "")
    }
    assert lists == set()


def test_every_connection_pages_counts_filters_and_orders():
    fields = [
        (f"{name}.{field}", found)
        for name, each in OBJECTS.items()
        for field, found in each.fields.items()
        if get_named_type(found.type).name in CONNECTIONS
    ]
    assert len(fields) >= 40
    for place, found in fields:
        parts = get_named_type(found.type).fields.keys()
        if place in RANKED:
            assert found.args.keys() == RANKED[place]
            assert parts > PARTS
            continue
        assert found.args.keys() >= PAGE, place
        assert parts == PARTS, place


def test_every_entity_is_a_node_with_a_key_and_a_root_list():
    query = GRAPHQL.query_type
    assert query is not None
    sdl = print_sdl()
    for name in ENTITIES:
        assert [each.name for each in GRAPHQL.type_map[name].interfaces] == ["Node"]
        assert f'type {name} implements Node @key(fields: "id")' in sdl
        roots = {get_named_type(field.type).name: set(field.args) for field in query.fields.values()}
        assert roots[name] == {"by"}
        assert roots[f"{name}Connection"] == PAGE
        assert f"{name}Reference" in TYPES
    assert {each.name for each in GRAPHQL.type_map["_Entity"].types} == set(ENTITIES)


def test_the_committed_sdl_is_what_the_code_prints():
    assert (ROOT / "schema" / "encommun.graphql").read_text() == print_sdl()


@pytest.mark.parametrize(("name", "plural"), LISTS.items())
async def test_an_entity_is_found_in_every_way(graph: GraphClient, name: str, plural: str):
    root = name.lower()
    listed = await graph.data(f"{{ {plural}(first: 1) {{ nodes {{ id }} }} }}")
    wanted = listed[plural]["nodes"][0]["id"]
    document = (
        f"query($id: ID!, $of: [_Any!]!) {{ node(id: $id) {{ id __typename }} nodes(ids: [$id]) {{ id }}"
        f" {root}(by: {{id: $id}}) {{ id }} _entities(representations: $of) {{ ... on {name} {{ id }} }} }}"
    )
    found = await graph.data(document, id=wanted, of=[{"__typename": name, "id": wanted}])
    only = {"id": wanted}
    assert found == {"node": only | {"__typename": name}, "nodes": [only], root: only, "_entities": [only]}


NAMES = {
    GraphQLObjectType: re.compile(r"_?[A-Z][A-Za-z]*"),
    GraphQLInterfaceType: re.compile(r"[A-Z][A-Za-z]*"),
    GraphQLInputObjectType: re.compile(r"[A-Z][A-Za-z]*(Filter|Order|Reference|Criterion|Input)"),
    GraphQLEnumType: re.compile(r"[A-Z][A-Za-z]*"),
}
FIELD = re.compile(r"_?[a-z][A-Za-z]*")
VALUE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")


def test_names_follow_one_convention():
    for name, each in TYPES.items():
        if type(each) in NAMES:
            assert NAMES[type(each)].fullmatch(name), name
        if isinstance(each, GraphQLEnumType):
            assert all(VALUE.fullmatch(value) for value in each.values), name
        if isinstance(each, GraphQLInputObjectType) or name in OBJECTS:
            for field, found in each.fields.items():
                assert FIELD.fullmatch(field), f"{name}.{field}"
                assert all(FIELD.fullmatch(given) for given in getattr(found, "args", ())), f"{name}.{field}"


def test_every_input_of_an_entity_has_the_same_grammar():
    for name in ENTITIES:
        conditions = TYPES[f"{name}Filter"].fields
        assert list(conditions)[:4] == ["and", "or", "not", "id"]
        operators = {get_named_type(each.type).name for field, each in conditions.items() if field not in COMBINATIONS}
        assert all(each.endswith(("Filter", "Criterion")) for each in operators), name
        assert list(TYPES[f"{name}Order"].fields) == ["field", "direction"]
        assert {"CREATED_AT", "UPDATED_AT"} <= TYPES[f"{name}OrderField"].values.keys()
        assert TYPES[f"{name}Reference"].is_one_of
        assert "id" in TYPES[f"{name}Reference"].fields


def test_nothing_is_exposed_that_only_serves_the_database():
    shown = {field for each in OBJECTS.values() for field in each.fields}
    assert not {field for field in shown if field.endswith(("Sort", "Id"))}

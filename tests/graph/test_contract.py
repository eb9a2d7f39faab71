"""What every type of the graph keeps to; a new type is held to it without a line here."""

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

from resolvers.targets import ENTITIES
from schema.sdl import print_sdl
from tests.graph.commons import GRAPHQL, Graph

ROOT = Path(__file__).parents[2]
FEDERATION = ("_Any", "_FieldSet", "link__")
"""How types begin whose texts are the federation specification's."""
PAGE = {"filter", "orderBy", "first", "after", "last", "before"}
WITHOUT_PAGES = {"edges", "nodes", "_entities"}
"""Lists of objects that are not connections: they are parts of one, or as long as the list that was asked with."""

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
        assert found.args.keys() >= PAGE, place
        assert get_named_type(found.type).fields.keys() == {"totalCount", "pageInfo", "edges", "nodes"}, place


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


@pytest.mark.parametrize("name", ENTITIES)
async def test_an_entity_is_found_in_every_way(graph: Graph, name: str):
    root = name.lower()
    plural = f"{root[:-1]}ies" if root.endswith("y") else f"{root}s"
    listed = await graph.data(f"{{ {plural}(first: 1) {{ nodes {{ id }} }} }}")
    wanted = listed[plural]["nodes"][0]["id"]
    document = (
        f"query($id: ID!, $of: [_Any!]!) {{ node(id: $id) {{ id __typename }} nodes(ids: [$id]) {{ id }}"
        f" {root}(by: {{id: $id}}) {{ id }} _entities(representations: $of) {{ ... on {name} {{ id }} }} }}"
    )
    found = await graph.data(document, id=wanted, of=[{"__typename": name, "id": wanted}])
    only = {"id": wanted}
    assert found == {"node": only | {"__typename": name}, "nodes": [only], root: only, "_entities": [only]}


WAYS = [
    ("projects", "holder", "projectsHeld"),
    ("projects", "participants", "participations"),
    ("projects", "territories", "projects"),
    ("projects", "topics", "projects"),
    ("resources", "authors", "resources"),
    ("resources", "topics", "resources"),
    ("resources", "territories", "resources"),
    ("resources", "project", "resources"),
    ("resources", "derivedFrom", "derived"),
    ("workshops", "hosts", "workshops"),
    ("workshops", "topics", "workshops"),
    ("workshops", "territory", "workshops"),
    ("workshops", "project", "workshops"),
    ("actors", "territory", "actors"),
    ("actors", "topics", "actors"),
    ("memberships", "member", "memberships"),
    ("memberships", "organisation", "members"),
    ("memberships", "network", "memberships"),
    ("topics", "broader", "narrower"),
    ("territories", "parents", "children"),
]
"""List, relation from its records, and the relation back."""


@pytest.mark.parametrize(("listed", "there", "back"), WAYS)
async def test_every_relation_is_walked_from_both_ends(graph: Graph, listed: str, there: str, back: str):
    """From a record to another and back among all of that other's, by its id."""
    entity = get_named_type(GRAPHQL.query_type.fields[listed].type).name.removesuffix("Connection")
    relation = GRAPHQL.type_map[entity].fields[there]
    one = "id" if not relation.args else "nodes { id }"
    pages = f"{{ {listed}(last: 100) {{ nodes {{ id {there} {{ {one} }} }} }} }}"
    for record in (await graph.data(pages))[listed]["nodes"]:
        reached = record[there] and record[there].get("nodes", [record[there]])
        if not reached:
            continue
        target = get_named_type(relation.type).name.removesuffix("Connection")
        target = GRAPHQL.type_map[target].name if target in ENTITIES else target_of(relation)
        document = (
            f"query($id: ID!, $back: ID!) {{ node(id: $id) {{ ... on {target} "
            f"{{ {back}(filter: {{id: {{eq: $back}}}}) {{ nodes {{ id }} }} }} }} }}"
        )
        found = await graph.data(document.replace("ID!,", "ID!,"), id=reached[0]["id"], back=record["id"])
        # An actor may have several roles in one project, and then stands there several times.
        assert {each["id"] for each in found["node"][back]["nodes"]} == {record["id"]}
        return
    pytest.fail(f"no {listed} has any {there}")


def target_of(relation) -> str:
    """The entity behind a connection whose edges have properties."""
    return get_named_type(get_named_type(relation.type).fields["nodes"].type).name

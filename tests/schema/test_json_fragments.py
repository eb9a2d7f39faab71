"""JSON fragments of the database equal what the reference executor makes of rows, on both engines."""

import json

import orjson
import pytest
from graphql import GraphQLNonNull, GraphQLObjectType, GraphQLScalarType, get_named_type, is_leaf_type
from orjson import Fragment

from schema.build import create_schema
from schema.kit.context import Context
from tests.schema.expected_relations import TYPES
from tests.schema.graph_client import GRAPHQL, GraphClient

COMPUTED = {
    ("Change", "content"),
    ("ExperienceReport", "completeness"),
    ("ExperienceReport", "missing"),
    ("Seal", "outdated"),
    *(("Decision", name) for name in ("case", "hours", "approvals", "rejections", "requests", "abstentions")),
    ("Decision", "stewardsSpoke"),
    ("Policy", "adopter"),
}
"""Fields that have statements of their own, or are computed from rows."""


def leaves(type_name: str) -> str:
    """Every field of a type that takes no selection."""
    fields = GRAPHQL.get_type(type_name).fields.items()
    leaf = (name for name, field in fields if is_leaf_type(get_named_type(field.type)))
    return " ".join(name for name in leaf if (type_name, name) not in COMPUTED)


def ones(type_name: str) -> dict[str, str]:
    """The relations to one of a type, with the type that each leads to."""
    fields = GRAPHQL.get_type(type_name).fields.items()
    return {
        name: field.type.name
        for name, field in fields
        if isinstance(field.type, GraphQLObjectType) and (type_name, name) not in COMPUTED
    }


async def same(graph: GraphClient, document: str, *, statements: int | None = None) -> dict:
    """The answer of both executors, which must be one and the same."""
    ours, trips = await graph.trace(document)
    theirs = await graph.ask(document, mode="reference")
    assert ours.errors == theirs.errors is None
    assert json.dumps(ours.data) == json.dumps(theirs.data)
    if statements is not None:
        assert len(trips.asked) == statements
    return ours.data


@pytest.mark.parametrize("type_name", TYPES)
async def test_every_column_and_every_relation_to_one(graph, type_name):
    relations = " ".join(f"{name} {{ __typename {leaves(of)} }}" for name, of in ones(type_name).items())
    document = f"{{ {TYPES[type_name]}(last: 100) {{ nodes {{ {leaves(type_name)} {relations} }} }} }}"
    data = await same(graph, document, statements=1)
    assert data[TYPES[type_name]]["nodes"]


def test_every_scalar_of_a_column_is_among_them():
    """A new type of column must be added to the JSON writers of both engines."""
    shown = {
        get_named_type(field.type).name
        for name in TYPES
        for field_name, field in GRAPHQL.get_type(name).fields.items()
        if isinstance(get_named_type(field.type), GraphQLScalarType) and (name, field_name) not in COMPUTED
    }
    assert shown == {"ID", "String", "Int", "BigInt", "Float", "Boolean", "Date", "DateTime"}


async def test_moments_with_and_without_parts_of_a_second(graph):
    nodes = (await same(graph, "{ workshops(first: 100) { nodes { startsAt } } }"))["workshops"]["nodes"]
    assert {"." in node["startsAt"] for node in nodes} == {True, False}
    assert all(node["startsAt"].endswith("+00:00") for node in nodes)


async def test_pages_inside_pages(graph):
    document = """{ projects(first: 20) { nodes { title participants(first: 3) { edges { since node {
        name participations(first: 2, orderBy: {field: TITLE, direction: DESC}) {
            __typename edges { role node { title holder { name } } } nodes { id }
        }
    } } } topics { __typename } workshops(first: 0) { nodes { id } } } } }"""
    data = await same(graph, document, statements=1)
    assert any(project["participants"]["edges"] for project in data["projects"]["nodes"])


async def test_what_needs_more_than_a_text_is_read_beside_it(graph):
    """A total, a cursor or a condition makes a statement of its own; what stands beside it is still written."""
    beside = "title holder { name } participants(first: 2) { nodes { name } }"
    part = f"projects(first: 5) {{ nodes {{ {beside} topics(%s) {{ %s }} }} }}"
    for arguments, selection, statements in (
        ("first: 2", "nodes { slug }", 1),
        ("first: 2", "totalCount nodes { slug }", 3),
        ("first: 2", "edges { cursor }", 2),
        ("first: 2", "pageInfo { hasNextPage } nodes { slug }", 2),
        ('filter: {slug: {eq: "methodes"}}', "nodes { slug }", 2),
        ("last: 2", "nodes { slug }", 2),
    ):
        await same(graph, f"{{ {part % (arguments, selection)} }}", statements=statements)


async def test_texts_that_could_be_too_large_are_read_level_by_level(graph):
    """100 x 100 rows of 20 each may be 200,000: each level is then counted, not guessed."""
    document = """{ projects(first: 100) { nodes { participants(first: 100) { nodes {
        name participations(first: 20) { nodes { title } }
    } } } } }"""
    await same(graph, document, statements=3)
    await same(graph, document.replace("first: 20)", "first: 5)"), statements=2)
    await same(graph, document.replace("first: 20)", "first: 4)"), statements=1)


async def test_a_page_of_a_size_that_is_refused_is_an_error_of_its_field_alone(graph):
    fault = await graph.fault("{ networks(first: 1) { nodes { name memberships(first: 101) { nodes { id } } } } }")
    assert (fault.code, fault.path) == ("INVALID_PAGE", ("networks", "nodes", 0, "memberships"))
    document = "query($n: Int) { networks(first: 1) { nodes { name memberships(first: $n) { nodes { id } } } } }"
    assert (await graph.fault(document, {"n": -1})).code == "INVALID_PAGE"
    sizes = [
        len((await graph.data(document, n=size))["networks"]["nodes"][0]["memberships"]["nodes"]) for size in (0, 1, 3)
    ]
    assert sizes == [0, 1, 3]


async def test_a_caller_that_makes_json_is_given_the_texts_as_they_are(graph):
    schema = create_schema(fragments=True)
    async with graph.snapshot() as snapshot:
        result = await schema.execute("{ networks(first: 1) { nodes { name } } }", context_value=Context(snapshot))
    ((node,),) = (page["nodes"] for page in result.data.values())
    assert isinstance(node, Fragment)
    assert json.loads(orjson.dumps(node)).keys() == {"name"}


def test_no_list_of_a_type_without_an_end_is_written():
    """Each connection has a cap, or the rows of a text could not be bounded."""
    for type_name in TYPES:
        for field in GRAPHQL.get_type(type_name).fields.values():
            of = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
            if isinstance(of, GraphQLObjectType) and of.name.endswith("Connection"):
                assert "first" in field.args

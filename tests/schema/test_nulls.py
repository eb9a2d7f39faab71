"""Null in whatever a field of the graph may be asked: never as if it had been left out, but where the SDL says so."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from graphql import GraphQLInputObjectType, GraphQLNonNull, GraphQLObjectType, get_named_type

from tests.schema.expected_relations import TYPES
from tests.schema.graph_client import COMBINATIONS, GRAPHQL, GraphClient

QUERY = GRAPHQL.query_type.fields
PAGE = ("first", "after", "last", "before")
NESTED = {
    (
        owner.name,
        name,
        argument,
    ): f"{TYPES[owner.name]}(first: 1) {{ nodes {{ it: {name}({argument}: %s) {{ __typename }} }} }}"
    for owner in GRAPHQL.type_map.values()
    if isinstance(owner, GraphQLObjectType) and owner.name in TYPES
    for name, field in owner.fields.items()
    for argument, given in field.args.items()
    if not isinstance(given.type, GraphQLNonNull)
}
"""A document for every argument below the root."""

PROJECT, ACTOR = '"project_01h455vb4pex5vsknk084sn02q"', '"actor_01h455vb4pex5vsknk084sn02q"'
REQUIRED = {
    "search": 'query: "eau"',
    "complete": 'prefix: "eau"',
    "neighbourhood": f"of: {PROJECT}",
    "shortestPaths": f"from: {PROJECT}, to: {ACTOR}",
    "commonNeighbours": f"of: [{PROJECT}, {ACTOR}]",
}
"""Arguments without which root fields cannot be asked."""


def within(owner: GraphQLInputObjectType, depth: int) -> Iterator[dict[str, Any]]:
    """Inputs with one null, somewhere in them."""
    for name, field in owner.fields.items():
        if isinstance(field.type, GraphQLNonNull):
            continue
        yield {name: None}
        below = get_named_type(field.type)
        if isinstance(below, GraphQLInputObjectType) and not below.is_one_of:
            inner = within(below, depth - 1) if name not in COMBINATIONS or depth else ()
            yield from ({name: [each] if name in {"and", "or"} else each} for each in inner)


@pytest.mark.parametrize("type_name", TYPES)
async def test_null_anywhere_in_a_filter_is_refused(graph: GraphClient, type_name: str):
    found = list(within(cast("GraphQLInputObjectType", GRAPHQL.type_map[f"{type_name}Filter"]), 1))
    assert len(found) > 20
    document = f"query ($f: {type_name}Filter) {{ it: {TYPES[type_name]}(filter: $f) {{ totalCount }} }}"
    for given in found:
        result = await graph.ask(document, {"f": given})
        assert [error.extensions["code"] for error in result.errors or ()] == ["INVALID_FILTER"], given


@pytest.mark.parametrize("type_name", TYPES)
async def test_null_in_place_of_an_argument_is_refused_or_documented(graph: GraphClient, type_name: str):
    field = QUERY[TYPES[type_name]]
    for name, argument in field.args.items():
        document = f"query ($it: {argument.type}) {{ it: {TYPES[type_name]}({name}: $it) {{ totalCount }} }}"
        everything = await graph.data(document)
        if name in PAGE:
            assert "null" in argument.description
            assert await graph.data(document, it=None) == everything
        else:
            assert (await graph.fault(document, {"it": None})).code == "INVALID_FILTER"


async def test_null_in_place_of_an_argument_of_a_relation(graph: GraphClient):
    assert len(NESTED) > 400
    asked = 0
    for (_, _, argument), document in NESTED.items():
        result = await graph.ask(f"{{ {document % 'null'} }}")
        if result.errors is None:
            (nodes,) = (each["nodes"] for each in result.data.values())
            assert nodes == [] or argument in PAGE, document
        else:
            asked += 1
            assert [error.extensions["code"] for error in result.errors] == ["INVALID_FILTER"], document
            assert argument not in PAGE
    assert asked > 150


async def test_every_other_argument_of_the_root_says_what_null_means_or_refuses_it(graph: GraphClient):
    others = {
        (name, argument): given.description or ""
        for name, field in QUERY.items()
        for argument, given in field.args.items()
        if name not in TYPES.values() and not isinstance(given.type, GraphQLNonNull)
    }
    refused = {each for each, says in others.items() if "null" not in says}
    assert refused > {("claims", "space"), ("search", "filter"), ("complete", "types"), ("connectors", "between")}
    for name, argument in refused:
        given = ", ".join(filter(None, (REQUIRED.get(name), f"{argument}: null")))
        assert (await graph.fault(f"{{ {name}({given}) {{ __typename }} }}")).code == "INVALID_FILTER", (name, argument)


async def test_what_is_left_out_asks_nothing(graph: GraphClient):
    document = "query ($x: String, $f: [ProjectFilter!]) {{ projects(filter: {}) {{ totalCount }} }}"
    everything = await graph.data("{ projects { totalCount } }")
    for given in ("{}", "{title: {}}", "{title: {contains: $x}}", "{and: $f}", "{and: []}", "{holder: {}}"):
        part = document.format(given)
        unused = [each for each in ("$x: String, ", "$f: [ProjectFilter!]") if each.split(":")[0] not in given]
        for each in unused:
            part = part.replace(each, "")
        assert await graph.data(part.replace("query ()", "query")) == everything, given

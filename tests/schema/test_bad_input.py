"""Every mistake gets a coded error that says what to do, in both execution modes and on both engines."""

import pytest

from tests.schema.graph_client import GraphClient

REQUESTS = [
    ("{ actors(first: 2", {}, "GRAPHQL_PARSE_FAILED"),
    ("{ actors { nobody } }", {}, "GRAPHQL_VALIDATION_FAILED"),
    ("{ actors(first: 99999999999) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED"),
    ("query($n: Int) { actors(first: $n) { totalCount } }", {"n": "ten"}, "BAD_USER_INPUT"),
    ("query($n: Int) { actors(first: $n) { totalCount } }", {"n": 2**31}, "BAD_USER_INPUT"),
    ("query($n: Int!) { actors(first: $n) { totalCount } }", {}, "BAD_USER_INPUT"),
    ("query($f: ActorFilter) { actors(filter: $f) { totalCount } }", {"f": {"colour": 1}}, "BAD_USER_INPUT"),
    ("query($f: ActorFilter) { actors(filter: $f) { totalCount } }", {"f": {"kind": {"eq": "KING"}}}, "BAD_USER_INPUT"),
    (
        "query($f: ProjectFilter) { projects(filter: $f) { totalCount } }",
        {"f": {"startsOn": {"eq": "2027-02-29"}}},
        "BAD_USER_INPUT",
    ),
    (
        "query($by: ActorReference!) { actor(by: $by) { id } }",
        {"by": {"siren": "218400075", "rna": "W841000000"}},
        "BAD_USER_INPUT",
    ),
    ("{ actor(by: {}) { id } }", {}, "GRAPHQL_VALIDATION_FAILED"),
    ("query A { __typename } query B { __typename }", {}, "OPERATION_RESOLUTION_FAILURE"),
    ("subscription { x }", {}, "GRAPHQL_VALIDATION_FAILED"),
]

FIELDS = [
    ('{ it: node(id: "") { id } }', "INVALID_ID"),
    ('{ it: node(id: "actor_zzzzzzzzzzzzzzzzzzzzzzzzzz") { id } }', "INVALID_ID"),
    ('{ it: node(id: "actor_00000000000000000000000000") { id } }', "NOT_FOUND"),
    ('{ it: actor(by: {id: "topic_00000000000000000000000000"}) { id } }', "INVALID_ID"),
    ('{ it: actor(by: {siren: "123456789"}) { id } }', "INVALID_CODE"),
    ('{ it: actor(by: {siren: "21840007"}) { id } }', "INVALID_CODE"),
    ('{ it: actor(by: {siren: "٢١٨٤٠٠٠٧٥"}) { id } }', "INVALID_CODE"),
    ('{ it: actor(by: {siren: "404833048"}) { id } }', "NOT_FOUND"),
    ('{ it: actor(by: {siren: "000000000"}) { id } }', "INVALID_CODE"),
    ('{ it: actor(by: {siren: "356 000 000 00048"}) { id } }', "SIRET_GIVEN"),
    ('{ it: territory(by: {epci: "24840025100000"}) { id } }', "SIRET_GIVEN"),
    ('{ it: territory(by: {formerCode: "24840025100000"}) { id } }', "SIRET_GIVEN"),
    ('{ it: territory(by: {commune: "24840025100000"}) { id } }', "INVALID_CODE"),
    ('{ it: actor(by: {rna: "w123456789"}) { id } }', "NOT_FOUND"),
    ('{ it: actor(by: {rna: "WABCDEFGHI"}) { id } }', "INVALID_CODE"),
    ('{ it: actors(filter: {rna: {in: ["W751000001", "W9ABCDEFG1"]}}) { totalCount } }', "INVALID_CODE"),
    ('{ it: territory(by: {commune: "1001"}) { id } }', "INVALID_CODE"),
    ('{ it: territory(by: {commune: "2C004"}) { id } }', "INVALID_CODE"),
    ('{ it: territory(by: {commune: "01999"}) { id } }', "NOT_FOUND"),
    ('{ it: territory(by: {department: "20"}) { id } }', "INVALID_CODE"),
    ('{ it: territory(by: {region: "00"}) { id } }', "NOT_FOUND"),
    ('{ it: territory(by: {epci: "84007"}) { id } }', "INVALID_CODE"),
    ("{ it: topic(by: {slug: \"' OR ''='\"}) { id } }", "INVALID_CODE"),
    ("{ it: actors(first: -1) { totalCount } }", "INVALID_PAGE"),
    ("{ it: actors(first: 101) { totalCount } }", "INVALID_PAGE"),
    ("{ it: actors(first: 1, last: 1) { totalCount } }", "INVALID_PAGE"),
    ('{ it: actors(after: "") { totalCount } }', "INVALID_CURSOR"),
    ('{ it: actors(after: "not a cursor") { totalCount } }', "INVALID_CURSOR"),
    ('{ it: actors(before: "WzFd") { totalCount } }', "INVALID_CURSOR"),
    ('{ it: actors(after: "é") { totalCount } }', "INVALID_CURSOR"),
    ("{ it: actors(filter: {kind: {eq: CITIZEN, ne: CITIZEN}}) { totalCount } }", "CONTRADICTORY_FILTER"),
    ("{ it: actors(filter: {kind: {in: []}}) { totalCount } }", "CONTRADICTORY_FILTER"),
    (
        "{ it: territories(filter: {population: {gt: 5, lt: 5}}) { totalCount } }",
        "CONTRADICTORY_FILTER",
    ),
    ('{ it: actors(filter: {siren: {eq: "218400075", isNull: true}}) { totalCount } }', "CONTRADICTORY_FILTER"),
    ("{ it: actors(filter: {kind: {eq: null}}) { totalCount } }", "INVALID_FILTER"),
    ('{ it: actors(filter: {name: {contains: "a\\u0000b"}}) { totalCount } }', "INVALID_FILTER"),
    ('{ it: actors(filter: {name: {contains: ""}}) { totalCount } }', "INVALID_FILTER"),
    ('{ it: actors(filter: {name: {contains: " \u00a0 "}}) { totalCount } }', "INVALID_FILTER"),
    ('{ it: topics(filter: {label: {contains: "---"}}) { totalCount } }', "INVALID_FILTER"),
    ('{ it: projects(filter: {not: {title: {startsWith: "’"}}}) { totalCount } }', "INVALID_FILTER"),
    ('{ it: territories(filter: {name: {startsWith: "\u200b\u0301-"}}) { totalCount } }', "INVALID_FILTER"),
    ('{ it: actors(filter: {territory: {within: [{region: "84"}, {region: "00"}]}}) { totalCount } }', "NOT_FOUND"),
    ('{ it: actors(filter: {territory: {in: [{commune: "x"}]}}) { totalCount } }', "INVALID_CODE"),
    ("{ it: nodes(ids: [" + '"x", ' * 101 + "]) { id } }", "COST_LIMIT_EXCEEDED"),
]

INSIDES = ("Traceback", "sqlite", "asyncpg", "SELECT", "sqlalchemy", "object at 0x", "NoneType", ".py")


@pytest.mark.parametrize(("document", "variables", "code"), REQUESTS)
async def test_a_request_that_cannot_be_executed(graph: GraphClient, document, variables, code):
    faults = await graph.faults(document, variables)
    assert {fault.code for fault in faults} == {code}
    assert not any(word in fault.message for fault in faults for word in INSIDES)
    assert (await graph.ask(document, variables)).data is None


@pytest.mark.parametrize(("document", "code"), FIELDS)
async def test_a_field_that_cannot_be_answered(graph: GraphClient, document, code):
    fault = await graph.fault(document)
    assert (fault.code, fault.path) == (code, ("it",))
    assert len(fault.message) > 20
    assert not any(word in fault.message for word in INSIDES)


async def test_a_wrong_field_costs_the_others_nothing(graph: GraphClient):
    result = await graph.ask('{ wrong: node(id: "x") { id } right: topics(first: 1) { totalCount } }')
    assert result.data["wrong"] is None
    assert result.data["right"]["totalCount"] > 0


async def test_lists_nested_too_widely_are_refused_before_they_are_read(graph: GraphClient):
    document = (
        "{ territories(first: 100, filter: {kind: {eq: DEPARTMENT}}) { nodes { children(first: 100) "
        "{ nodes { actors(first: 100) { nodes { id } } } } } } }"
    )
    result, trips = await graph.trace(document)
    assert {error.extensions["code"] for error in result.errors} == {"COST_LIMIT_EXCEEDED"}
    assert len(trips.asked) == 2

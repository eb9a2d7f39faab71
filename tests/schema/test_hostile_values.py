"""Values made to do harm, in every place that takes text, numbers or dates: a coded error, or nothing found."""

import json
import re

import pytest

from tests.schema.graph_client import GraphClient, Rows, rows_of, seen

INSIDES = re.compile(
    r"\b(SELECT|INSERT|WHERE|sqlite|postgres|asyncpg|sqlalchemy|Traceback|NoneType|utf-8|codec|sys\.|object at)\b"
    r"|\w+Error\b|\w+_(sort|id|cents)\b|__(?!typename)"
)
"""Text that reveals internals."""
QUOTED = re.compile(r"'.*?'|\".*?\"", re.DOTALL)
"""Text that a message quotes from the request."""

TEXTS = {
    "a condition that always holds": "' OR 1=1 --",
    "with other quotes": '" OR ""="',
    "a second statement": "x'; DELETE FROM actor; --",
    "a comment": "x/**/--#",
    "an escape": "\\' OR 1=1 --",
    "a dollar quote": "$$ OR 1=1 $$",
    "our own placeholders": ":f0 ? $1 %s {0} %(f0)s",
    "wildcards": "%%__**",
    "a NUL": "a\0b",
    "only a NUL": "\0",
    "a lone surrogate": "\ud800",
    "half a pair at the end": "abc\udfff",
    "a pair": "\U0001f331",
    "right to left": "\u202egnirts",
    "noncharacters": "\uffff\ufffe",
    "controls": "\x01\x1b[31m\x7f",
    "full-width digits": "１２３４５６７８９",
    "a line break": "84007\n",
    "blanks": " \t ",
    "a path": "../../../etc/passwd",
    "a template": "{{7*7}}${7*7}",
    "1,001 characters": "a" * 1_001,
    "a megabyte": "a" * 1_000_000,
    "100,000 accents": "\u0301" * 100_000,
    "what folding makes long": "\ufdfa" * 1_000,
    "a number": "1e999",
    "null": "null",
}

PLACES = {
    "node": "query($s: ID!) { it: node(id: $s) { id } }",
    "nodes": "query($s: ID!) { it: nodes(ids: [$s]) { id } }",
    "id": "query($s: ID!) { it: actor(by: {id: $s}) { id } }",
    "SIREN": "query($s: String!) { it: actor(by: {siren: $s}) { id } }",
    "RNA": "query($s: String!) { it: actor(by: {rna: $s}) { id } }",
    "slug of a topic": "query($s: String!) { it: topic(by: {slug: $s}) { id } }",
    "slug of a network": "query($s: String!) { it: network(by: {slug: $s}) { id } }",
    "commune": "query($s: String!) { it: territory(by: {commune: $s}) { id } }",
    "department": "query($s: String!) { it: territory(by: {department: $s}) { id } }",
    "region": "query($s: String!) { it: territory(by: {region: $s}) { id } }",
    "EPCI": "query($s: String!) { it: territory(by: {epci: $s}) { id } }",
    "after": "query($s: String!) { it: actors(after: $s) { nodes { id } } }",
    "before": "query($s: String!) { it: actors(before: $s) { nodes { id } } }",
    "nested after": "query($s: String!) { it: networks(first: 1) { nodes { members(after: $s) { nodes { id } } } } }",
    "type of a reference": """query($s: String!) { it: _entities(representations: [{__typename: $s, id: "x"}]) {
        ... on Node { id } } }""",
    "id of a reference": """query($s: String!) { it: _entities(representations: [{__typename: "Actor", id: $s}]) {
        ... on Node { id } } }""",
    **{
        f"filter by {name}": f"""query($s: {kind}!) {{
            it: {root}(filter: {{{condition}}}) {{ totalCount nodes {{ id }} }} }}"""
        for name, kind, root, condition in (
            ("contained text", "String", "actors", "name: {contains: $s}"),
            ("beginning", "String", "projects", "title: {startsWith: $s}"),
            ("whole text", "String", "topics", "label: {eq: $s}"),
            ("id", "ID", "actors", "id: {eq: $s}"),
            ("ids", "ID", "actors", "id: {in: [$s]}"),
            ("SIREN", "String", "actors", "siren: {in: [$s]}"),
            ("other RNA", "String", "actors", "rna: {eq: $s}"),
            ("code", "String", "territories", "code: {eq: $s}"),
            ("slug", "String", "networks", "slug: {eq: $s}"),
            ("language", "String", "resources", "language: {eq: $s}"),
            ("territory", "String", "actors", "territory: {within: [{commune: $s}]}"),
            ("territory's id", "ID", "actors", "territory: {in: [{id: $s}]}"),
            ("topic", "String", "projects", "topics: {within: [{slug: $s}]}"),
            ("holder", "ID", "projects", "holder: {in: [{id: $s}]}"),
        )
    },
}

FAIR = {f"filter by {name}" for name in ("contained text", "beginning", "whole text", "language", "slug")}
"""Places in which any text is a fair question."""
READ = {"a line break": {"commune", "filter by code", "filter by territory"}}
"""By text, the places in which what is left of it without blanks is a code."""


def tells(message: str) -> bool:
    """True if a message reveals something that a client need not know."""
    return INSIDES.search(QUOTED.sub("", message)) is not None


async def refused(graph: GraphClient, document: str, variables) -> None:
    """The answer has one coded error that a person can read."""
    (fault,) = await graph.faults(document, variables)
    assert not tells(fault.message), fault.message
    assert 20 < len(fault.message) < 400
    assert "\0" not in fault.message
    json.dumps(fault.message).encode()


@pytest.mark.parametrize("place", PLACES)
async def test_hostile_text(graph, place):
    for name, text in TEXTS.items():
        result = await graph.ask(PLACES[place], {"s": text})
        if result.errors:
            await refused(graph, PLACES[place], {"s": text})
        elif place not in READ.get(name, ()):
            assert place in FAIR, name
            assert result.data["it"]["totalCount"] <= 3, name


@pytest.mark.parametrize("place", PLACES)
async def test_hostile_text_in_the_document_itself(graph, place):
    """The same without variables, where the parser sees it first."""
    for text in TEXTS.values():
        if len(text) > 1_001:
            continue
        document = re.sub(r"^query\([^)]*\)", "", PLACES[place]).replace("$s", json.dumps(text))
        found = seen(await graph.ask(document))
        assert all(not tells(fault.message) for fault in found), found


async def test_the_rows_are_what_they_were(graph: GraphClient, odd_url: str):
    """Run behind the others: nothing was written."""
    now: Rows = await rows_of(odd_url, ["actor", "project", "network", "topic"])
    for table, rows in now.items():
        assert sorted(row["id"] for row in rows) == sorted(row["id"] for row in graph.rows[table])


WRONG = {
    "Int": [2**31, -(2**31) - 1, 2**63, 2**64, 10**400, 1.5, "1", "", True, [1, 2], {"a": 1}, 1e300],
    "BigInt": [2**53, -(2**53), 2**63, 2**200, 1.5, "12", "", True, False, [1, 2], {"a": 1}, 1e300, float("inf")],
    "Float": ["1", "", True, [1, 2], {"a": 1}, float("nan"), float("inf"), -float("inf"), 10**400],
    "Boolean": [0, 1, "true", [True, False], {}],
    "Date": [
        "0000-00-00", "2025-02-29", "2026-13-01", "2026-1-1", "2026-01-01T00:00:00Z", "20260101", "2026-W01-1",
        "26-01-01", "10000-01-01", "-2026-01-01", "", "demain", 20260101, 0, True, ["2026-01-01", "2026-01-02"], {},
        "2026-01-01\0", "２０２６-01-01", "\ud800",
    ],
    "DateTime": [
        "2026-01-01T00:00:00", "2026-01-01", "2026-02-29T00:00:00Z", "2026-01-01T25:00:00Z", "maintenant",
        "2026-01-01T00:00:00+25:00", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "", 0, 1.7e9, True, {}, "2026-01-01T00:00:00Z\0", "2026-01-01T00:00:00Europe/Paris", "\ud800",
    ],
    "ActorKind": ["citizen", "CITIZEN ", "", "NULL", 1, True, {}, ["CITIZEN", "RESEARCH"]],
}  # fmt: skip
ASKED = {
    "Int": "workshops(filter: {capacity: {gt: $v}})",
    "BigInt": "projects(filter: {budgetCents: {gt: $v}})",
    "Float": "projects(filter: {longitude: {gt: $v}})",
    "Boolean": "actors(filter: {demonstration: {eq: $v}})",
    "Date": "projects(filter: {startsOn: {gt: $v}})",
    "DateTime": "workshops(filter: {startsAt: {gt: $v}})",
    "ActorKind": "actors(filter: {kind: {eq: $v}})",
}


@pytest.mark.parametrize("kind", WRONG)
async def test_values_that_a_scalar_does_not_have(graph, kind):
    document = f"query($v: {kind}!) {{ {ASKED[kind]} {{ totalCount }} }}"
    for value in WRONG[kind]:
        (fault,) = await graph.faults(document, {"v": value})
        assert fault.code == "BAD_USER_INPUT", value
        assert not tells(fault.message), fault.message


LITERALS = {
    "Int": ["2147483648", "1.0", '"1"', "true", "[1, 2]", "{}", "X", "9" * 400],
    "BigInt": ["9007199254740992", "1.5", '"1"', "true", "{}", "X", "9" * 400, "1e400"],
    "Date": ['"2025-02-29"', '"0000-00-00"', "20260101", "true", "X", "{}", '"""2026-01-01 """'],
    "DateTime": ['"2026-01-01T00:00:00"', '"2026-02-30T00:00:00Z"', "0", "X", "[]"],
    "ActorKind": ['"CITIZEN"', "KING", "1"],
}


@pytest.mark.parametrize("kind", LITERALS)
async def test_literals_that_a_scalar_does_not_have(graph, kind):
    for literal in LITERALS[kind]:
        faults = await graph.faults(f"{{ {ASKED[kind].replace('$v', literal)} {{ totalCount }} }}")
        assert {fault.code for fault in faults} == {"GRAPHQL_VALIDATION_FAILED"}, literal
        assert not any(tells(fault.message) for fault in faults), faults


RIGHT = {
    "Int": [0, 1.0, 2**31 - 1, -(2**31)],
    "BigInt": [0, 2.0, 2**53 - 1, -(2**53) + 1, 2**31],
    "Float": [0, -0.0, 1e-300, 1.7e308, 5],
    "Date": ["2024-02-29", "0001-01-01", "9999-12-31"],
    "DateTime": [
        "2024-02-29T12:00:00Z",
        "2026-01-01T00:00:00.123456+01:00",
        "2026-01-01T00:00-05:30",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999+00:00",
    ],
}


@pytest.mark.parametrize("kind", RIGHT)
async def test_values_at_the_ends_of_a_scalar(graph, kind):
    for value in RIGHT[kind]:
        await graph.data(f"query($v: {kind}!) {{ {ASKED[kind]} {{ totalCount }} }}", v=value)


async def test_moments_with_different_offsets_are_the_same_moment(graph):
    document = "query($v: DateTime!) { actors(filter: {createdAt: {eq: $v}}) { totalCount nodes { createdAt } } }"
    moments = ["2026-02-03T04:05:06Z", "2026-02-03T05:05:06+01:00", "2026-02-02T22:35:06.000-05:30"]
    counts = {(await graph.data(document, v=moment))["actors"]["totalCount"] for moment in moments}
    assert len(counts) == 1
    assert counts.pop() > 0
    shown = (await graph.data(document, v=moments[1]))["actors"]["nodes"][0]
    assert shown == {"createdAt": "2026-02-03T04:05:06+00:00"}


def nested(levels: int) -> dict:
    condition: dict = {"kind": {"eq": "CITIZEN"}}
    for _ in range(levels):
        condition = {"not": condition}
    return condition


@pytest.mark.parametrize("levels", [11, 50, 150, 400, 900])
async def test_filters_however_deep(graph, levels):
    document = "query($f: ActorFilter) { actors(filter: $f) { totalCount } }"
    assert (await graph.fault(document, {"f": nested(levels)})).code in {"INVALID_FILTER", "LIMIT_EXCEEDED"}
    literal = "{not:" * levels + "{}" + "}" * levels
    fault = await graph.fault(f"{{ actors(filter: {literal}) {{ totalCount }} }}")
    assert fault.code in {"INVALID_FILTER", "GRAPHQL_PARSE_FAILED", "LIMIT_EXCEEDED", "GRAPHQL_VALIDATION_FAILED"}

"""Pages: a list is walked from end to end, forwards and backwards, whatever its order, and each record comes once."""

import base64
import json
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import pytest
from graphql import get_named_type
from sqlalchemy import delete, insert

from encommun.engine import engine_scope
from models import ids
from tests.schema.expected_relations import KEPT, RELATIONS, TYPES, Held, Inside, Tied
from tests.schema.filter_oracle import DEFAULT, Key, column_of, ordered
from tests.schema.graph_client import GRAPHQL, TABLES, GraphClient, opened, seen
from tests.support.edge_cases import MOMENT

COUNT = 100
ORDERS = {name: list(GRAPHQL.type_map[f"{name}OrderField"].values) for name in TYPES}
ALL = {**{name: {} for name in TYPES}, "Territory": {"territory": {"within": [{"region": "94"}]}}}
"""The bounds of each list: walking 36,359 territories would take too long."""

MIXED = [
    ("Actor", [("SOURCE_DATE", True), ("NAME", False)]),
    ("Actor", [("UPDATED_AT", False), ("CREATED_AT", True), ("NAME", True)]),
    ("Project", [("BUDGET_CENTS", True), ("STARTS_ON", False), ("ENDS_ON", True)]),
    ("Project", [("ENDS_ON", False), ("BUDGET_CENTS", False)]),
    ("Resource", [("EXPIRES_ON", False), ("PUBLISHED_ON", True)]),
    ("Workshop", [("CAPACITY", False), ("STARTS_AT", True)]),
    ("Membership", [("UNTIL", True), ("SINCE", False)]),
    ("Territory", [("POPULATION", True), ("NAME", False)]),
]
SINGLE = [
    (type_name, [(name, descending)])
    for type_name, names in ORDERS.items()
    for name in names
    for descending in (False, True)
]


def given(order: list[Key]) -> list[dict[str, str]]:
    return [{"field": name, "direction": "DESC" if descending else "ASC"} for name, descending in order]


def document(type_name: str) -> str:
    return f"""query(
        $f: {type_name}Filter, $o: [{type_name}Order!], $n: Int, $after: String, $m: Int, $before: String
    ) {{
        it: {TYPES[type_name]}(filter: $f, orderBy: $o, first: $n, after: $after, last: $m, before: $before) {{
            edges {{ cursor node {{ id }} }}
            pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
        }}
    }}"""


async def walk(graph: GraphClient, text: str, size: int, *, backward: bool = False, **variables: Any) -> list[str]:
    """The ids of all pages in the list's order; fails where a page contradicts itself or its neighbours."""
    pages: list[list[str]] = []
    cursor = None
    while True:
        there = {"m": size, "before": cursor} if backward else {"n": size, "after": cursor}
        page = (await graph.data(text, **variables, **there))["it"]
        edges, info = page["edges"], page["pageInfo"]
        ends = [info["startCursor"], info["endCursor"]]
        assert ends == ([edges[0]["cursor"], edges[-1]["cursor"]] if edges else [None, None])
        more, before = ("hasPreviousPage", "hasNextPage") if backward else ("hasNextPage", "hasPreviousPage")
        assert info[before] is (cursor is not None)
        pages.append([edge["node"]["id"] for edge in edges])
        if not info[more]:
            break
        assert len(edges) == size
        cursor = ends[0 if backward else 1]
    return [each for page in (reversed(pages) if backward else pages) for each in page]


@pytest.mark.parametrize(("type_name", "order"), SINGLE + MIXED)
async def test_a_list_is_walked_in_its_order(graph, oracle, type_name, order):
    expected = oracle.ids(type_name, ALL[type_name], order)
    variables = {"f": ALL[type_name], "o": given(order)}
    for size, backward in ((len(expected) // 4 + 1, False), (min(COUNT, len(expected)), True)):
        assert await walk(graph, document(type_name), min(size, COUNT), backward=backward, **variables) == expected


@pytest.mark.parametrize("size", [1, 2, 3, 7])
async def test_ties_and_nulls_fall_on_every_border_of_a_page(graph, oracle, size):
    bounds = {"id": {"in": [row["id"] for row in graph.rows["project"] if row["budget_currency"] == "EUR"][-22:]}}
    for order in ([("BUDGET_CENTS", True), ("TITLE", False)], [("STARTS_ON", False)], [("CREATED_AT", True)]):
        expected = oracle.ids("Project", bounds, order)
        for backward in (False, True):
            found = await walk(graph, document("Project"), size, backward=backward, f=bounds, o=given(order))
            assert found == expected


async def test_without_an_order_a_list_has_its_type_s_own(graph, oracle):
    for type_name in TYPES:
        expected = oracle.ids(type_name, ALL[type_name], [DEFAULT[type_name]])[:20]
        for order in ({}, {"o": []}):
            page = (await graph.data(document(type_name), f=ALL[type_name], **order))["it"]
            assert [edge["node"]["id"] for edge in page["edges"]] == expected


async def test_a_field_named_twice_in_an_order_counts_once(graph, oracle):
    order = [("NAME", True), ("CREATED_AT", False), ("NAME", False)]
    page = (await graph.data(document("Actor"), o=given(order), n=COUNT))["it"]
    assert [edge["node"]["id"] for edge in page["edges"]] == oracle.ids("Actor", {}, order[:2])[:COUNT]


NESTED = [
    (owner, name)
    for (owner, name), each in RELATIONS.items()
    if isinstance(each, Tied | Held | Inside) and owner != "Contact" and (owner, name) not in KEPT
]
"""Nested lists; changes of a contact are for its space only, and a visitor walks here."""


@pytest.mark.parametrize(("owner", "name"), NESTED)
async def test_a_nested_list_is_walked_in_its_order(graph, oracle, owner, name):
    ends = oracle.world.ends(owner, name)
    type_name = RELATIONS[owner, name].type_name
    parent = max(ends, key=lambda each: (len(ends[each]) <= COUNT, len(ends[each]), each))
    orders: list[list[Key]] = [[], [("UPDATED_AT", True)], [("CREATED_AT", False), (ORDERS[type_name][0], True)]]
    for order in orders:
        expected = in_order(oracle.world, type_name, ends[parent], order)
        text = f"""query($id: ID!, $o: [{type_name}Order!], $n: Int, $after: String, $m: Int, $before: String) {{
            parent: node(id: $id) {{ ... on {owner} {{ it: {name}(
                orderBy: $o, first: $n, after: $after, last: $m, before: $before
            ) {{
                edges {{ cursor node {{ id }} }}
                pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
            }} }} }}
        }}"""
        inner = Below(graph)
        for size, backward in ((3, False), (len(expected) // 2 + 1, True)):
            found = await walk(inner, text, size, backward=backward, id=parent, o=given(order))  # type: ignore[arg-type]
            assert found == expected


class Below:
    """A graph whose answers are looked at one level further down."""

    def __init__(self, graph: GraphClient) -> None:
        self.graph = graph

    async def data(self, text: str, **variables: Any) -> dict[str, Any]:
        return (await self.graph.data(text, **variables))["parent"]


def in_order(world, type_name: str, ends: list[tuple[str, Any]], order: list[Key]) -> list[str]:
    """The ids at the ends of a relation as a list has them, as often as something ties them to it."""
    return [row["id"] for row in ordered(type_name, [world.by_id[other] for other, _ in ends], order)]


async def test_edges_of_one_record_are_told_apart(graph, oracle):
    """An actor has every role in the first odd project: pages of one go through the roles, each once."""
    ends = oracle.world.ends("Project", "participants")
    project = max(ends, key=lambda each: len(ends[each]))
    text = """query($id: ID!, $after: String) { node(id: $id) { ... on Project { participants(first: 1, after: $after) {
        edges { role cursor node { id } } pageInfo { hasNextPage endCursor }
    } } } }"""
    found, cursor, more = [], None, True
    while more:
        page = (await graph.data(text, id=project, after=cursor))["node"]["participants"]
        found += [(edge["node"]["id"], edge["role"]) for edge in page["edges"]]
        cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert sorted(found) == sorted((other, tie["role"]) for other, tie in ends[project])
    assert len(found) > len({other for other, _ in found})


async def test_pages_are_cut_per_parent(graph, oracle):
    """Many parents at once, some with more than a page, some with none: each has its own first records."""
    text = """query($n: Int!) { actors(first: 100) { nodes { id participations(first: $n) {
        totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage }
    } } } }"""
    ends = oracle.world.ends("Actor", "participations")
    for size in (0, 1, 2, 100):
        sizes = set()
        for actor in (await graph.data(text, n=size))["actors"]["nodes"]:
            expected = in_order(oracle.world, "Project", ends.get(actor["id"], []), [])
            page = actor["participations"]
            assert [node["id"] for node in page["nodes"]] == expected[:size]
            assert page["totalCount"] == len(expected)
            assert page["pageInfo"] == {"hasNextPage": len(expected) > size, "hasPreviousPage": False}
            sizes.add(min(len(expected), 3))
        assert sizes == {0, 1, 2, 3}


async def test_one_cursor_cuts_the_list_of_every_parent_at_the_same_place(graph, oracle):
    text = """query($after: String) { topics(first: 50) { nodes { id actors(first: 100, after: $after) {
        edges { cursor node { id } }
    } } } }"""
    whole = (await graph.data(text))["topics"]["nodes"]
    middle = max((each["actors"]["edges"] for each in whole), key=len)[3]
    ends = oracle.world.ends("Topic", "actors")
    for each in (await graph.data(text, after=middle["cursor"]))["topics"]["nodes"]:
        found = [edge["node"]["id"] for edge in each["actors"]["edges"]]
        rows = [oracle.world.by_id[other] for other, _ in ends.get(each["id"], ())]
        first = oracle.world.by_id[middle["node"]["id"]]
        behind = [row for row in rows if (row["name_sort"], row["id"]) > (first["name_sort"], first["id"])]
        assert found == [row["id"] for row in ordered("Actor", behind)]


async def test_both_cursors_bound_a_page(graph, oracle):
    every = oracle.ids("Actor", {})
    edges = (await graph.data(document("Actor"), n=COUNT))["it"]["edges"]
    bounds = {"after": edges[10]["cursor"], "before": edges[20]["cursor"]}
    for size, first, last in (
        (5, every[11:16], every[15:20]),
        (9, every[11:20], every[11:20]),
        (50, every[11:20], every[11:20]),
    ):
        forward = (await graph.data(document("Actor"), n=size, **bounds))["it"]
        assert [edge["node"]["id"] for edge in forward["edges"]] == first
        assert forward["pageInfo"]["hasNextPage"] is (size < 9)
        assert forward["pageInfo"]["hasPreviousPage"] is True
        backward = (await graph.data(document("Actor"), m=size, **bounds))["it"]
        assert [edge["node"]["id"] for edge in backward["edges"]] == last
        assert backward["pageInfo"]["hasPreviousPage"] is (size < 9)
        assert backward["pageInfo"]["hasNextPage"] is True
    crossed = {"after": edges[20]["cursor"], "before": edges[10]["cursor"]}
    page = (await graph.data(document("Actor"), n=5, **crossed))["it"]
    assert page["edges"] == []
    assert page["pageInfo"]["endCursor"] is None


async def test_pages_of_nothing_and_of_a_hundred(graph):
    total = len(graph.rows["actor"])
    text = """query($n: Int, $m: Int) { actors(first: $n, last: $m) {
        totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor }
    } }"""
    for given_size, count, more, before in (
        ({"n": 0}, 0, True, False),
        ({"m": 0}, 0, False, True),
        ({"n": 100}, 100, True, False),
        ({"m": 100}, 100, False, True),
        ({}, 20, True, False),
        ({"n": None, "m": None}, 20, True, False),
    ):
        page = (await graph.data(text, **given_size))["actors"]
        assert (len(page["nodes"]), page["totalCount"]) == (count, total)
        assert (page["pageInfo"]["hasNextPage"], page["pageInfo"]["hasPreviousPage"]) == (more, before)
        assert (page["pageInfo"]["startCursor"] is None) is (count == 0)


@pytest.mark.parametrize(
    "size",
    [
        {"n": -1},
        {"n": 101},
        {"m": -1},
        {"m": 101},
        {"n": 2**31 - 1},
        {"n": -(2**31)},
        {"n": 1, "m": 1},
        {"n": 0, "m": 0},
    ],
)
async def test_a_page_that_cannot_be_is_refused(graph, size):
    root = await graph.fault(document("Actor"), size)
    text = "query($n: Int, $m: Int) { topics(first: 3) { nodes { actors(first: $n, last: $m) { nodes { id } } } } }"
    nested = await graph.fault(text, size)
    assert (root.code, nested.code) == ("INVALID_PAGE", "INVALID_PAGE")
    assert root.path == ("it",)
    assert "100" in root.message or "not both" in root.message


def forged(*values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


CREATED = "Actor:created_at,id"
ID = "actor_01kggtstagf5bsbvyjnwgceewb"
CURSORS = {
    "empty": "",
    "a word": "suivant",
    "not base64": "%%%",
    "not JSON": base64.urlsafe_b64encode(b"{").decode(),
    "bad UTF-8": base64.urlsafe_b64encode(b'["\xff"]').decode(),
    "a lone surrogate": base64.urlsafe_b64encode(b'["Actor:created_at,id", "\\ud800", "x"]').decode(),
    "surrogate": "\ud800",
    "accents": "curseur_étrange",
    "a number": base64.urlsafe_b64encode(b"12345").decode(),
    "an object": base64.urlsafe_b64encode(b'{"a": 1}').decode(),
    "nothing": forged(),
    "no values": forged(CREATED),
    "too few values": forged(CREATED, "2026-01-01T00:00:00+00:00"),
    "too many values": forged(CREATED, "2026-01-01T00:00:00+00:00", ID, ID),
    "another order": forged("Actor:name_sort,id", "a", ID),
    "another direction": forged("Actor:-created_at,-id", "2026-01-01T00:00:00+00:00", ID),
    "another type": forged("Project:created_at,id", "2026-01-01T00:00:00+00:00", "project_01kggtstagf5bsbvyjnwgceewb"),
    "a number for a moment": forged(CREATED, 1, ID),
    "a null for a moment": forged(CREATED, None, ID),
    "a list for a moment": forged(CREATED, [], ID),
    "a word for a moment": forged(CREATED, "demain", ID),
    "a moment without zone": forged(CREATED, "2026-01-01T00:00:00", ID),
    "a moment before all": forged(CREATED, "0001-01-01T00:00:00+14:00", ID),
    "a moment after all": forged(CREATED, "9999-12-31T23:59:59-14:00", ID),
    "a day for a moment": forged(CREATED, "2026-02-30", ID),
    "a number for an id": forged(CREATED, "2026-01-01T00:00:00+00:00", 1),
    "an object for an id": forged(CREATED, "2026-01-01T00:00:00+00:00", {"$gt": ""}),
    "a NUL in an id": forged(CREATED, "2026-01-01T00:00:00+00:00", "actor\0"),
    "a very long one": forged(CREATED, "2026-01-01T00:00:00+00:00", "x" * 1_000_000),
    "deep": base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    "an order that is SQL": forged("Actor:created_at; DROP TABLE actor --", "x", ID),
}


@pytest.mark.parametrize("cursor", CURSORS.values(), ids=CURSORS)
@pytest.mark.parametrize("side", ["after", "before"])
async def test_a_cursor_that_is_none_is_refused(graph, cursor, side):
    order = given([("CREATED_AT", False)])
    fault = await graph.fault(document("Actor"), {"o": order, side: cursor})
    assert (fault.code, fault.path) == ("INVALID_CURSOR", ("it",))
    assert "again without one" in fault.message
    assert len(fault.message) < 200


@pytest.mark.parametrize(
    ("order", "values"),
    [
        (("Project", "BUDGET_CENTS"), (2**63, 2**200, -(2**63) - 1, 1.5, True, "1", "")),
        (("Workshop", "CAPACITY"), (2**31, 2**63, -(2**31) - 1, 1.0, False, "12")),
        (("Project", "STARTS_ON"), ("2026-02-30", "0000-01-01", "2026-01-01T00:00:00", 20260101, True)),
        (("Actor", "NAME"), (1, True, ["a"], "a\0b")),
    ],
)
async def test_a_cursor_s_values_fit_their_columns(graph, order, values):
    type_name, name = order
    inner = f"{type_name}:{column_of(type_name, name)},id"
    for value in values:
        cursor = forged(inner, value, f"{type_name.lower()}_01kggtstagf5bsbvyjnwgceewb")
        fault = await graph.fault(document(type_name), {"o": given([(name, False)]), "after": cursor})
        assert fault.code == "INVALID_CURSOR", value


async def test_a_cursor_to_no_record_stands_where_it_would_be(graph, oracle):
    """It is the place that counts: the record may be gone."""
    cursor = forged("Actor:name_sort,id", "m", "actor_")
    page = (await graph.data(document("Actor"), after=cursor, n=COUNT))["it"]
    rows = [row for row in ordered("Actor", graph.rows["actor"]) if row["name_sort"] >= "m"]
    assert [edge["node"]["id"] for edge in page["edges"]] == [row["id"] for row in rows][:COUNT]


async def test_cursors_are_the_same_in_nodes_edges_and_page_info_however_little_is_selected(graph):
    full = (
        await graph.data("{ actors(first: 3, orderBy: {field: CREATED_AT}) { edges { cursor node { id name } } } }")
    )["actors"]
    bare = (await graph.data("{ actors(first: 3, orderBy: {field: CREATED_AT}) { edges { cursor } } }"))["actors"]
    info = (
        await graph.data("{ actors(first: 3, orderBy: {field: CREATED_AT}) { pageInfo { startCursor endCursor } } }")
    )["actors"]
    cursors = [edge["cursor"] for edge in full["edges"]]
    assert [edge["cursor"] for edge in bare["edges"]] == cursors
    assert info["pageInfo"] == {"startCursor": cursors[0], "endCursor": cursors[-1]}


async def test_a_page_of_no_size_still_has_its_total(graph):
    """With a condition and without: a total alone is asked for that way."""
    document = "query($n: Int) { actors(first: $n, filter: {kind: {eq: CITIZEN}}) { totalCount nodes { id } } }"
    none, one = [(await graph.data(document, n=size))["actors"] for size in (0, 1)]
    assert none == {"totalCount": one["totalCount"], "nodes": []}
    assert one["totalCount"] > 0


async def test_the_total_is_counted_only_when_it_is_selected(graph):
    bare, counted = "nodes { id }", "totalCount nodes { id }"
    for text, statements in (
        ("{{ actors(first: 1) {{ {} }} }}", [1, 2]),
        ("{{ networks {{ {} }} }}", [1, 2]),
        # A list that is not counted is written into the row that it belongs to.
        ("{{ projects(first: 5) {{ nodes {{ participants(first: 1) {{ {} }} }} }} }}", [1, 3]),
    ):
        assert [len((await graph.trace(text.format(part)))[1].asked) for part in (bare, counted)] == statements
    skipped = "query($s: Boolean!) { actors(first: 1) { totalCount @skip(if: $s) nodes { id } } }"
    assert [len((await graph.trace(skipped, {"s": each}))[1].asked) for each in (True, False)] == [1, 2]
    only = (await graph.trace("{ actors { totalCount } }"))[1]
    assert len(only.asked) <= 2
    assert sum("count(" in text for text in only.texts) == 1


async def test_lists_over_many_parents_have_a_bound(graph):
    """100 departments with 100 communes each, and up to 100 projects in each of these."""
    text = """query($n: Int!) { territories(filter: {kind: {eq: DEPARTMENT}}, first: 100) { nodes {
        children(first: 100, filter: {kind: {eq: COMMUNE}}) { nodes { projects(first: $n) { nodes { id } } } }
    } } }"""
    (fault,) = seen(await graph.ask(text, {"n": 100}))
    assert fault.code == "COST_LIMIT_EXCEEDED"
    assert "smaller pages" in fault.message
    assert fault.path[-1] == "projects"
    assert len((await graph.data(text, n=0))["territories"]["nodes"]) == 100


@pytest.fixture
async def writing(fresh_database_url: str) -> AsyncIterator[tuple[GraphClient, Any]]:
    """A graph, and a way to change the rows of its database."""
    async with opened(fresh_database_url, ["topic"]) as graph, engine_scope(fresh_database_url) as engine:

        async def execute(statement):
            async with engine.begin() as connection:
                await connection.execute(statement)

        yield graph, execute


def topic(number: int, sort: str) -> dict[str, Any]:
    return {
        "id": ids.derived("topic", f"written {number}", MOMENT),
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "slug": f"written-{number}",
        "label_fr": sort,
        "label_en": sort,
        "label_sort": sort,
    }


@pytest.mark.parametrize("backward", [False, True])
async def test_pages_are_stable_while_rows_come_and_go(writing, backward):
    """Rows come before, at and behind the cursor, and rows go, the cursor's own among them; the others come once."""
    graph, execute = writing
    table = TABLES["topic"]
    for number in range(30):
        await execute(insert(table).values(topic(number, f"m{number // 3:02}")))
    bounds = {"slug": {"notIn": [row["slug"] for row in graph.rows["topic"]]}}
    stays = {topic(number, "")["id"] for number in range(30)}
    walked: list[tuple[str, str]] = []
    cursor, more, number = None, True, 100
    while more:
        there = {"m": 4, "before": cursor} if backward else {"n": 4, "after": cursor}
        text = document("Topic").replace("node { id }", "node { id labelFr }")
        page = (await graph.data(text, f=bounds, o=given([("LABEL", False)]), **there))["it"]
        shown = [(edge["node"]["labelFr"], edge["node"]["id"]) for edge in page["edges"]]
        walked += reversed(shown) if backward else shown
        info = page["pageInfo"]
        cursor, more = (
            (info["startCursor"], info["hasPreviousPage"]) if backward else (info["endCursor"], info["hasNextPage"])
        )
        last = walked[-1]
        for sort in ("a", last[0], "z" if number < 110 else "a"):
            await execute(insert(table).values(topic(number, sort)))
            number += 1
        await execute(delete(table).where(table.c.id == last[1]))
    assert walked == sorted(walked, reverse=backward)
    assert all(before != behind for before, behind in pairwise(walked))
    assert stays <= {each for _, each in walked}


def test_every_order_field_is_a_column_of_the_rows():
    for type_name, names in ORDERS.items():
        assert all(column_of(type_name, name) in TABLES[type_name.lower()].c for name in names)
        assert (
            get_named_type(GRAPHQL.type_map[f"{type_name}Order"].fields["field"].type).name == f"{type_name}OrderField"
        )

"""Pages: each record once, in the order asked for, from either end, whatever happens between two of them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, insert

import models
from encommun.engine import connected
from loaders.cursors import encode
from models import ids
from tests.graph.commons import Graph

ORDERS = [
    ("actors", "", "name"),
    ("actors", "orderBy: [{field: UPDATED_AT, direction: DESC}]", "updatedAt"),
    ("actors", "orderBy: [{field: UPDATED_AT}, {field: NAME, direction: DESC}]", "updatedAt"),
    ("projects", "orderBy: [{field: ENDS_ON}]", "endsOn"),
    ("projects", "orderBy: [{field: BUDGET_CENTS, direction: DESC}, {field: STARTS_ON}]", "budgetCents"),
    ("workshops", "", "startsAt"),
    ("workshops", "orderBy: [{field: CAPACITY, direction: DESC}]", "capacity"),
    ("resources", "orderBy: [{field: PUBLISHED_ON}, {field: TITLE}]", "publishedOn"),
]


async def walk(graph: Graph, listed: str, order: str, field: str, size: int, *, backward: bool = False) -> list[dict]:
    """All records of a list, page by page, in the list's own order."""
    take, place, more, end = (
        ("last", "before", "hasPreviousPage", "startCursor")
        if backward
        else ("first", "after", "hasNextPage", "endCursor")
    )
    document = (
        f"query($at: String, $size: Int) {{ it: {listed}({order} {take}: $size, {place}: $at) "
        f"{{ totalCount pageInfo {{ {more} {end} }} edges {{ cursor node {{ id {field} }} }} nodes {{ id }} }} }}"
    )
    found: list[dict] = []
    at = None
    while True:
        page = (await graph.data(document, at=at, size=size))["it"]
        records = [edge["node"] for edge in page["edges"]]
        assert [each["id"] for each in page["nodes"]] == [each["id"] for each in records]
        assert page["pageInfo"][end] == page["edges"][0 if backward else -1]["cursor"]
        found = records + found if backward else found + records
        assert len(found) <= page["totalCount"]
        if not page["pageInfo"][more]:
            assert len(found) == page["totalCount"]
            return found
        assert len(records) == size
        at = page["pageInfo"][end]


@pytest.mark.parametrize(("listed", "order", "field"), ORDERS)
async def test_pages_join_into_the_whole_list_from_either_end(graph: Graph, listed, order, field):
    whole = await walk(graph, listed, order, field, 100)
    assert len({each["id"] for each in whole}) == len(whole) > 20
    assert await walk(graph, listed, order, field, 7) == whole
    assert await walk(graph, listed, order, field, 23, backward=True) == whole
    values = [each[field] for each in whole]
    if field != "name":
        # Nulls sort below all values.
        keys = [(value is not None, value if value is not None else 0) for value in values]
        descending = "DESC" in order.split("}")[0] or (listed == "workshops" and not order)
        assert keys == sorted(keys, reverse=descending)
        assert None in values or field in {"updatedAt", "startsAt"}


async def test_nested_pages_are_each_parents_own(graph: Graph):
    """`first: 2` gives two of each parent, not two of all; and the second page begins where the first ended."""
    document = """query($size: Int) { projects(first: 40) { nodes { id participants(first: $size) {
        totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor role node { id } } } } } }"""
    few, all_ = [(await graph.data(document, size=size))["projects"]["nodes"] for size in (2, 100)]
    assert sum(each["participants"]["totalCount"] > 2 for each in all_) > 5
    for short, whole in zip(few, all_, strict=True):
        edges = whole["participants"]["edges"]
        assert len(edges) == whole["participants"]["totalCount"]
        assert short["participants"]["edges"] == edges[:2]
        assert short["participants"]["pageInfo"]["hasNextPage"] == (len(edges) > 2)
        assert short["participants"]["pageInfo"]["hasPreviousPage"] is False
    parent = max(all_, key=lambda each: each["participants"]["totalCount"])
    edges = parent["participants"]["edges"]
    page = """query($id: ID!, $at: String) {
        project(by: {id: $id}) { participants(first: 2, after: $at) { edges { cursor } } } }"""
    second = await graph.data(page, id=parent["id"], at=edges[1]["cursor"])
    assert second["project"]["participants"]["edges"] == [{"cursor": each["cursor"]} for each in edges[2:4]]


async def test_a_page_of_nothing_and_a_page_of_all(graph: Graph):
    data = await graph.data(
        "{ none: topics(first: 0) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id } }"
        " all: networks(first: 100) { totalCount pageInfo { hasNextPage hasPreviousPage } nodes { id } } }"
    )
    none = {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert (data["none"]["pageInfo"], data["none"]["nodes"]) == (none, [])
    assert data["all"]["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": False}
    assert len(data["all"]["nodes"]) == data["all"]["totalCount"]


async def test_records_that_come_and_go_between_two_pages_move_no_other(fresh_graph: Graph, fresh_database_url: str):
    document = "query($at: String) { topics(first: 10, after: $at) { pageInfo { endCursor } nodes { id slug } } }"
    first = (await fresh_graph.data(document))["topics"]
    after = await fresh_graph.data(document, at=first["pageInfo"]["endCursor"])
    expected = [each["id"] for each in after["topics"]["nodes"]]
    now = datetime(2026, 2, 28, tzinfo=UTC)
    new = {
        "id": ids.new("topic"),
        "slug": "aaa",
        "label_fr": "Aaa",
        "label_en": "Aaa",
        "label_sort": " ",
        "created_at": now,
    }
    async with connected(fresh_database_url) as engine, engine.begin() as connection:
        await connection.execute(insert(models.Topic.__table__), new | {"updated_at": now})
        gone = first["nodes"][-1]["id"]
        for table in models.Table.metadata.sorted_tables[::-1]:
            for key in table.foreign_keys:
                if key.column.table.name == "topic":
                    await connection.execute(delete(table).where(key.parent == gone))
        await connection.execute(delete(models.Topic.__table__).where(models.Topic.__table__.c.id == gone))
    second = (await fresh_graph.data(document, at=first["pageInfo"]["endCursor"]))["topics"]["nodes"]
    assert [each["id"] for each in second] == expected


async def test_the_total_is_counted_only_when_asked_for(graph: Graph):
    _, without = await graph.trace("{ actors(first: 1) { nodes { id } } }")
    _, counted = await graph.trace("{ actors(first: 1) { totalCount nodes { id } } }")
    assert (len(without.asked), len(counted.asked), len(counted.each)) == (1, 2, 1)
    assert "count(" in counted.texts[1]


FORGED = [
    [None, None],
    [7, "actor_00000000000000000000000000"],
    ["a\x00b", "actor_00000000000000000000000000"],
    [["a"], {}],
    ["a"],
    ["a", "b", "c"],
]


@pytest.mark.parametrize("values", FORGED)
async def test_a_forged_cursor_is_refused_before_the_database_sees_it(graph: Graph, values):
    cursor = (await graph.data("{ actors(first: 1) { pageInfo { endCursor } } }"))["actors"]["pageInfo"]["endCursor"]
    order = "Actor:name_sort,id"
    assert cursor.startswith(encode(order, [])[:16])
    fault = await graph.fault("query($at: String) { actors(after: $at) { totalCount } }", {"at": encode(order, values)})
    assert fault.code == "INVALID_CURSOR"


@pytest.mark.parametrize(
    "value", ["2026-02-30T00:00:00+00:00", "2026-02-28T00:00:00", "now", 2**80, True, date(1, 1, 1)]
)
async def test_a_forged_moment_is_refused(graph: Graph, value):
    ask = "query($at: String) { actors(orderBy: [{field: UPDATED_AT}], after: $at) { totalCount } }"
    forged = encode("Actor:updated_at,id", [value if value != 2**80 else "9" * 80, "actor_00000000000000000000000000"])
    assert (await graph.fault(ask, {"at": forged})).code == "INVALID_CURSOR"


async def test_a_cursor_of_another_list_is_refused(graph: Graph):
    cursor = (await graph.data("{ projects(first: 1) { pageInfo { endCursor } } }"))["projects"]["pageInfo"][
        "endCursor"
    ]
    for ask in ("actors(after: $at)", "projects(after: $at, orderBy: [{field: STARTS_ON}])"):
        fault = await graph.fault(f"query($at: String) {{ {ask} {{ totalCount }} }}", {"at": cursor})
        assert fault.code == "INVALID_CURSOR"

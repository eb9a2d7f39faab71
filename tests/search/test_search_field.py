"""The field `search`: pages, what a query without words finds, what is refused, and what an operation sends."""

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import delete

from encommun.engine import engine_scope
from loaders.queries.search_ties import searched_models
from tests.schema.graph_client import MODES, TABLES, GraphClient, opened

PAGE = """query($q: String!, $n: Int, $after: String, $f: SearchFilter, $types: [SearchableType!]) {
    search(query: $q, first: $n, after: $after, filter: $f, types: $types) {
        totalCount relaxed
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor score node { __typename ... on Node { id } } }
        nodes { ... on Node { id } }
    }
}"""
DEEP = """query($q: String!, $n: Int) {
    search(query: $q, first: $n) {
        totalCount relaxed
        edges {
            cursor
            score
            node {
                __typename
                ... on Actor { name kind territory { name region { name } } memberships(first: 3) { nodes { role } } }
                ... on Project { title participants(first: 3) { edges { role node { name } } } }
                ... on Resource { title experienceReport { whatWorked } authors { edges { role node { id name } } } }
                ... on Workshop { title startsAt hosts(first: 2) { totalCount nodes { name } } }
                ... on Collection { title items { position node { __typename id } } }
                ... on Node { id }
            }
            snippets { field text highlights { start end } }
        }
        facets { name values(first: 4) { value count node { __typename id ... on Topic { labelFr } } } }
    }
}"""
STATEMENTS = 30
"""More than DEEP takes, whatever it finds."""


@pytest.fixture(scope="module")
async def seeded(database_url: str) -> AsyncIterator[GraphClient]:
    async with opened(database_url) as graph:
        yield graph


async def walk(graph: GraphClient, query: str, size: int, **variables: Any) -> list[str]:
    """The ids of all pages; fails on a page that contradicts itself, or comes in another order."""
    found: list[str] = []
    ranks: list[int] = []
    after = None
    while True:
        page = (await graph.data(PAGE, q=query, n=size, after=after, **variables))["search"]
        edges, info = page["edges"], page["pageInfo"]
        assert [each["id"] for each in page["nodes"]] == [each["node"]["id"] for each in edges]
        ends = [info["startCursor"], info["endCursor"]]
        assert ends == ([edges[0]["cursor"], edges[-1]["cursor"]] if edges else [None, None])
        assert info["hasPreviousPage"] is (after is not None)
        found += [each["node"]["id"] for each in edges]
        ranks += [each["score"] for each in edges]
        if not info["hasNextPage"]:
            assert len(set(found)) == len(found) == page["totalCount"]
            assert ranks == sorted(ranks, reverse=True)
            return found
        assert len(edges) == size
        after = ends[1]


@pytest.mark.parametrize("query", ["budget participatif", "citoyens", "budget zzzzz", ""])
async def test_pages_of_every_size_make_the_same_list(seeded, query):
    whole = await walk(seeded, query, 100)
    assert len(whole) > 20
    assert await walk(seeded, query, 7) == whole


async def test_pages_go_on_where_they_were_while_records_come_and_go(fresh_database_url):
    async with opened(fresh_database_url) as graph:
        whole = await walk(graph, "citoyens", 100)
        first = (await graph.data(PAGE, q="citoyens", n=10))["search"]
        gone = [first["edges"][3]["node"]["id"], first["edges"][9]["node"]["id"], whole[12]]
        async with engine_scope(fresh_database_url) as engine, engine.begin() as connection:
            await connection.execute(delete(TABLES["search_document"]).where(TABLES["search_document"].c.id.in_(gone)))
        after = first["pageInfo"]["endCursor"]
        rest = (await graph.data(PAGE, q="citoyens", n=100, after=after))["search"]
        assert [each["id"] for each in rest["nodes"]] == [each for each in whole[10:110] if each not in gone]


SNIPPETS = """query ($q: String!) {
    search(query: $q, first: 20) { edges { node { __typename } snippets { field text highlights { start end } } } }
}"""


async def test_records_show_the_words_by_which_they_are_found(seeded):
    edges = (await seeded.data(SNIPPETS, q="concertation"))["search"]["edges"]
    assert edges[0]["snippets"][0]["field"] == "title"
    shown = [each for edge in edges for each in edge["snippets"]]
    assert len(shown) > 20
    for each in shown:
        text = each["text"].encode("utf-16-le")
        marked = [text[place["start"] * 2 : place["end"] * 2].decode("utf-16-le") for place in each["highlights"]]
        assert marked
        assert all(word.lower().startswith("concert") for word in marked)


async def test_what_has_most_words_is_found_where_nothing_has_all(seeded):
    strict = (await seeded.data(PAGE, q="budget participatif"))["search"]
    relaxed = (await seeded.data(PAGE, q="budget participatif zzzzz", n=5))["search"]
    assert (strict["relaxed"], relaxed["relaxed"]) == (False, True)
    assert relaxed["totalCount"] >= strict["totalCount"]
    # The next page stays relaxed, and counts the same, whatever a first page would now do.
    cursor = relaxed["pageInfo"]["endCursor"]
    following = (await seeded.data(PAGE, q="budget participatif zzzzz", n=5, after=cursor))["search"]
    assert (following["relaxed"], following["totalCount"]) == (True, relaxed["totalCount"])
    assert not (await seeded.data(PAGE, q="zzzzz yyyyy"))["search"]["relaxed"]


async def test_a_word_that_is_still_typed_finds_what_begins_with_it_if_nothing_else(seeded):
    whole = await walk(seeded, "intercommun", 100)
    assert len(whole) > 0
    assert await walk(seeded, "intercommun", 3) == whole
    assert (await seeded.data(PAGE, q="intercommun "))["search"]["totalCount"] == 0


async def test_a_page_of_no_size_still_tells_what_was_found(seeded):
    for query in ("budget participatif", "budget participatif zzzzz"):
        whole, none = [(await seeded.data(PAGE, q=query, n=size))["search"] for size in (10, 0)]
        assert (none["totalCount"], none["relaxed"]) == (whole["totalCount"], whole["relaxed"])
        assert none["edges"] == []
        assert none["pageInfo"]["hasNextPage"]


async def test_a_blank_query_lists_what_the_filter_admits_and_the_latest_first(seeded):
    everything = (await seeded.data(PAGE, q=" \u00a0 "))["search"]
    counts = await seeded.data(
        "{ actors { totalCount } projects { totalCount } resources { totalCount } workshops { totalCount }"
        " collections { totalCount } }"
    )
    assert everything["totalCount"] == sum(each["totalCount"] for each in counts.values())
    projects = (await seeded.data(PAGE, q="", types=["PROJECT"]))["search"]
    assert projects["totalCount"] == counts["projects"]["totalCount"]
    assert {each["node"]["__typename"] for each in projects["edges"]} == {"Project"}


@pytest.mark.parametrize("query", ["???", "👩‍🌾", "*", '""', "( ) & |", "…", "\u202e\u202c"])
async def test_a_query_without_a_word_finds_nothing(seeded, query):
    found = (await seeded.data(PAGE, q=query))["search"]
    assert (found["totalCount"], found["edges"], found["relaxed"]) == (0, [], False)
    facets = await seeded.data("query($q: String!) { search(query: $q) { facets { name values { value } } } }", q=query)
    assert {len(each["values"]) for each in facets["search"]["facets"]} == {0}


@pytest.mark.parametrize(
    "query",
    [
        'budget" OR "1" NEAR(',
        "budget AND OR NOT -participatif*",
        "budget:* & !participatif | <->",
        "title: budget ^participatif",
        "budget'; DROP TABLE search_document; --",
        "budget\u0000participatif",
        "budget 👩‍🌾 עברית العربية participatif",
    ],
)
async def test_operators_of_the_engines_are_words_or_nothing(seeded, query):
    for mode in MODES:
        result = await seeded.ask(PAGE, {"q": query}, mode=mode)
        assert result.errors is None
        assert result.data["search"]["totalCount"] > 0


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"q": "é" * 501}, "INVALID_SEARCH"),
        ({"q": "mot " * 2_500}, "INVALID_SEARCH"),
        ({"q": "é" * 501, "f": {"topics": [{"slug": "nothing-has-it"}]}}, "INVALID_SEARCH"),
        ({"n": -1}, "INVALID_PAGE"),
        ({"n": 101}, "INVALID_PAGE"),
        ({"after": "nothing"}, "INVALID_CURSOR"),
        ({"after": ""}, "INVALID_CURSOR"),
        ({"types": []}, "CONTRADICTORY_FILTER"),
        ({"types": None}, "INVALID_FILTER"),
        ({"f": None}, "INVALID_FILTER"),
        ({"f": {"kinds": []}}, "CONTRADICTORY_FILTER"),
        ({"f": {"years": None}}, "INVALID_FILTER"),
        ({"f": {"years": [2026] * 251}}, "INVALID_FILTER"),
        ({"f": {"topics": [{"slug": "nothing-has-it"}]}}, "NOT_FOUND"),
        ({"f": {"territories": [{"commune": "99"}]}}, "INVALID_CODE"),
        ({"f": {"networks": [{"id": "actor_1"}]}}, "INVALID_ID"),
    ],
)
async def test_what_cannot_be_is_refused_with_a_code(seeded, variables, code):
    fault = await seeded.fault(PAGE, {"q": "budget", **variables})
    assert (fault.code, fault.path) == (code, ("search",))


async def test_a_filter_that_leaves_nothing_is_answered(seeded):
    for filter_ in ({"years": [-5]}, {"kinds": ["CHARTER"], "phases": ["IDEA"]}):
        found = (await seeded.data(PAGE, q="", f=filter_))["search"]
        assert (found["totalCount"], found["edges"]) == (0, [])


async def test_a_cursor_is_of_one_query(seeded):
    cursor = (await seeded.data(PAGE, q="budget", n=1))["search"]["pageInfo"]["endCursor"]
    assert (await seeded.fault(PAGE, {"q": "conseil", "after": cursor})).code == "INVALID_CURSOR"
    (await seeded.data(PAGE, q="le BUDGET !", n=1, after=cursor))  # the same words
    name, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    cells = dict(zip(("relaxed", "unfinished", "weights", "score", "day", "id"), values, strict=True))
    wrong = {"relaxed": None, "unfinished": "0", "weights": "1.2.3.4", "score": 2**40, "day": "1", "id": "a\u0000"}
    for forged in (*([*(cells | {each: value}).values()] for each, value in wrong.items()), values[1:]):
        after = base64.urlsafe_b64encode(json.dumps([name, *forged]).encode()).decode()
        assert (await seeded.fault(PAGE, {"q": "budget", "after": after})).code == "INVALID_CURSOR"


async def test_an_operation_sends_as_many_statements_for_a_hundred_records_as_for_ten(seeded):
    found = {}
    for mode in MODES:
        for size in (10, 100):
            result, trips = await seeded.trace(DEEP, {"q": "citoyens", "n": size}, mode=mode)
            assert result.errors is None, result.errors
            found[mode, size] = result.data, len(trips.asked)
    for size in (10, 100):
        assert found["breadth-first", size][0] == found["reference", size][0]
    assert {each["node"]["__typename"] for each in found["breadth-first", 100][0]["search"]["edges"]} >= {
        "Actor",
        "Project",
        "Resource",
        "Workshop",
    }
    assert found["breadth-first", 100][1] <= STATEMENTS
    assert found["reference", 100][1] <= 2 * STATEMENTS


async def test_what_is_not_selected_is_not_read(seeded):
    document = "query($q: String!) { search(query: $q) { %s } }"
    sent = {}
    for selected in ("relaxed", "totalCount", "nodes { __typename }", "edges { snippets { text } }", "facets { name }"):
        _, trips = await seeded.trace(document % selected, {"q": "budget"})
        sent[selected] = len(trips.asked)
    assert sent == {
        "relaxed": 1,
        "totalCount": 2,
        "nodes { __typename }": sent["nodes { __typename }"],
        "edges { snippets { text } }": 2,
        "facets { name }": 1,
    }
    assert sent["nodes { __typename }"] <= 1 + len(searched_models())
    _, trips = await seeded.trace(document % "facets { values { value } }", {"q": "budget"})
    assert len(trips.asked) == 2


async def test_two_searches_stand_side_by_side(seeded):
    page = "{ totalCount nodes { ... on Node { id } } facets(names: [TYPE]) { values { count } } }"
    both = await seeded.data(f'{{ a: search(query: "budget") {page} b: search(query: "conseil") {page} }}')
    for each in both.values():
        assert sum(one["count"] for one in each["facets"][0]["values"]) == each["totalCount"]
    assert both["a"]["totalCount"] != both["b"]["totalCount"]

"""Facets: each count is what the search finds with that value in its filter, and what is counted by hand from rows."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from models.search_facet import SearchFacetName
from schema.search.facets import MOST_VALUES
from tests.schema.graph_client import MODES, GraphClient, opened

FACETS = """query($q: String!, $f: SearchFilter, $names: [SearchFacetName!], $n: Int) {
    search(query: $q, filter: $f) {
        totalCount
        facets(names: $names) { name values(first: $n) { value count node { __typename id } } }
    }
}"""
NARROWED = """query($q: String!, $f: SearchFilter, $types: [SearchableType!]) {
    search(query: $q, filter: $f, types: $types) { totalCount }
}"""
FILTERS: dict[str, Any] = {
    "KIND": lambda value: {"kinds": [value]},
    "PHASE": lambda value: {"phases": [value]},
    "YEAR": lambda value: {"years": [int(value)]},
    "LICENCE": lambda value: {"licences": [value]},
    "TOPIC": lambda value: {"topics": [{"id": value}]},
    "REGION": lambda value: {"territories": [{"id": value}]},
    "DEPARTMENT": lambda value: {"territories": [{"id": value}]},
    "TERRITORY_LEVEL": lambda value: {"territoryLevels": [value]},
    "NETWORK": lambda value: {"networks": [{"id": value}]},
}
"""The filter that asks for the value of a facet."""
NODES = {"TOPIC": "Topic", "REGION": "Territory", "DEPARTMENT": "Territory", "NETWORK": "Network"}
ROWS = (
    *("actor", "project", "resource", "workshop", "collection", "actor_topic", "project_topic", "resource_topic"),
    *("workshop_topic", "topic", "territory", "project_territory", "resource_territory", "membership", "space"),
    "collection_network",
)


@pytest.fixture(scope="module")
async def seeded(database_url: str) -> AsyncIterator[GraphClient]:
    async with opened(database_url, ROWS) as graph:
        yield graph


async def counted(graph: GraphClient, query: str, names: list[str] | None = None, first: int = MOST_VALUES) -> Any:
    """The facets of a search: values with their counts by name, and the total."""
    found = (await graph.data(FACETS, q=query, names=names, n=first))["search"]
    return {each["name"]: each["values"] for each in found["facets"]}, found["totalCount"]


@pytest.mark.parametrize("query", ["budget", ""])
async def test_a_count_is_what_the_narrowed_search_finds(seeded, query):
    facets, total = await counted(seeded, query, first=4)
    assert facets.keys() == set(SearchFacetName)
    assert min(map(len, facets.values())) > 0
    for each in facets["TYPE"]:
        found = await seeded.data(NARROWED, q=query, types=[each["value"]])
        assert found["search"]["totalCount"] == each["count"]
    for name, narrow in FILTERS.items():
        for each in facets[name]:
            assert 0 < each["count"] <= total
            found = await seeded.data(NARROWED, q=query, f=narrow(each["value"]))
            assert found["search"]["totalCount"] == each["count"], (name, each)
            assert (each["node"] or {}).get("__typename") == NODES.get(name)
            assert each["node"] is None or each["node"]["id"] == each["value"]


async def test_a_filter_of_several_conditions_counts_what_meets_all(seeded):
    everything, _ = await counted(seeded, "")
    filter_ = {
        "topics": [{"id": everything["TOPIC"][0]["value"]}, {"id": everything["TOPIC"][1]["value"]}],
        "territories": [{"id": everything["REGION"][0]["value"]}],
        "licences": [each["value"] for each in everything["LICENCE"]],
    }
    found = (await seeded.data(FACETS, q="", f=filter_, n=5))["search"]
    types = next(each["values"] for each in found["facets"] if each["name"] == "TYPE")
    assert 0 < sum(each["count"] for each in types) == found["totalCount"] < sum(
        each["count"] for each in everything["TYPE"]
    )


def around(rows: Any, table: str, of: str, parent: str) -> set[str]:
    """A topic with all that are broader, or whatever stands above."""
    found, known = {of}, {row["id"]: row[parent] for row in rows[table]}
    while (of := known[of]) is not None:
        found.add(of)
    return found


async def test_facets_are_what_is_counted_by_hand(seeded):
    """Of everything that is published, from the rows, which the loaders have no part in."""
    rows = seeded.rows
    types = ("actor", "project", "resource", "workshop", "collection")
    public = {row["id"]: row for name in types for row in rows[name] if row["state"] == "PUBLISHED"}
    topics: dict[str, set[str]] = {}
    for name in ("actor", "project", "resource", "workshop"):
        for row in rows[f"{name}_topic"]:
            if (record := row[f"{name}_id"]) in public:
                topics.setdefault(record, set()).update(around(rows, "topic", row["topic_id"], "broader_id"))
    places = {id_: {row["territory_id"]} for id_, row in public.items() if row.get("territory_id")}
    for name in ("project", "resource"):
        for row in rows[f"{name}_territory"]:
            if (record := row[f"{name}_id"]) in public:
                places.setdefault(record, set()).add(row["territory_id"])
    territories = {row["id"]: row for row in rows["territory"]}
    spaces = {row["id"]: row["network_id"] for row in rows["space"]}
    networks = {id_: {spaces.get(row["space_id"])} - {None} for id_, row in public.items()}
    for table, record in (("membership", "member_id"), ("collection_network", "collection_id")):
        for row in rows[table]:
            if row[record] in public and row["network_id"] and row.get("state", "PUBLISHED") == "PUBLISHED":
                networks[row[record]].add(row["network_id"])
    expected = {
        "TYPE": Counter(id_.partition("_")[0].upper() for id_ in public),
        "PHASE": Counter(str(row["phase"]) for row in public.values() if "phase" in row),
        "LICENCE": Counter(str(row["licence"]) for row in public.values() if "licence" in row),
        "KIND": Counter(str(row.get("kind") or row.get("format")) for row in public.values()) - Counter(None=10**6),
        "TOPIC": Counter(each for found in topics.values() for each in found),
        "NETWORK": Counter(each for found in networks.values() for each in found),
        "TERRITORY_LEVEL": Counter(
            each for found in places.values() for each in {str(territories[one]["kind"]) for one in found}
        ),
        "DEPARTMENT": Counter(
            each
            for found in places.values()
            for each in {
                one if territories[one]["kind"] == "DEPARTMENT" else territories[one]["department_id"] for one in found
            }
            if each is not None
        ),
    }
    facets, total = await counted(seeded, "")
    assert total == len(public)
    for name, counts in expected.items():
        found = {each["value"]: each["count"] for each in facets[name]}
        if name == "DEPARTMENT":  # an EPCI may lie in a department that is not its own
            found = {key: found[key] for key in counts if key in found}
        assert found == dict(counts), name


async def test_values_come_in_their_order_and_as_many_as_wanted(seeded):
    whole, _ = await counted(seeded, "")
    for values in whole.values():
        assert values == sorted(values, key=lambda each: (-each["count"], each["value"]))
    few, _ = await counted(seeded, "", ["TOPIC", "YEAR"], first=2)
    assert list(few) == ["TOPIC", "YEAR"]
    assert few == {name: whole[name][:2] for name in few}
    none, _ = await counted(seeded, "", [])
    assert none == {}
    assert (await counted(seeded, "", ["TYPE"], first=0))[0] == {"TYPE": []}
    for size in (-1, MOST_VALUES + 1):
        assert (await seeded.fault(FACETS, {"q": "", "names": ["TYPE"], "n": size})).code == "INVALID_PAGE"


async def test_all_facets_take_one_statement_in_both_modes(seeded):
    document = FACETS.replace(" node { __typename id }", "").replace("totalCount", "")
    answers = []
    for mode in MODES:
        result, trips = await seeded.trace(document, {"q": "budget", "n": 9}, mode=mode)
        assert len(trips.asked) == 2
        answers.append(result.data)
    assert answers[0] == answers[1]


async def test_an_analyst_counts_a_topic_by_department(seeded):
    """Everything about water, by department."""
    filter_ = {"topics": [{"slug": "eau"}]}
    found = (await seeded.data(FACETS, q="", f=filter_, names=["DEPARTMENT"], n=101))["search"]
    (departments,) = found["facets"]
    assert found["totalCount"] > 0
    assert departments["values"]
    for each in departments["values"]:
        narrowed = await seeded.data(NARROWED, q="", f={**filter_, "territories": [{"id": each["value"]}]})
        assert narrowed["search"]["totalCount"] == each["count"]

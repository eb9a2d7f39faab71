"""Facets: each count is what the search finds with that value in its filter, and what is counted by hand from rows."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from models.search_facet import SearchFacetName
from schema.search.facets import MOST_VALUES
from tests.schema.graph_client import MODES, GraphClient, Row, Rows, opened

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
TABLES = (
    *("actor", "project", "resource", "workshop", "collection", "actor_topic", "project_topic", "resource_topic"),
    *("workshop_topic", "topic", "territory", "project_territory", "resource_territory", "membership", "space"),
    "collection_network",
)


@pytest.fixture(scope="module")
async def seeded(database_url: str) -> AsyncIterator[GraphClient]:
    async with opened(database_url, TABLES) as graph:
        yield graph


async def counted(graph: GraphClient, query: str, names: list[str] | None = None, first: int = MOST_VALUES) -> Any:
    """The facets of a search: values with their counts by name, and the total."""
    found = (await graph.data(FACETS, q=query, names=names, n=first))["search"]
    return {each["name"]: each["values"] for each in found["facets"]}, found["totalCount"]


@pytest.mark.parametrize("query", ["budget", "budget participatif", "intercommun", "budget zzzzz", ""])
async def test_a_count_is_what_the_narrowed_search_finds(seeded, query):
    """Also where few of the records that are left have all words, or the last word is only begun."""
    facets, total = await counted(seeded, query, first=4)
    assert facets.keys() == set(SearchFacetName)
    assert facets["TYPE"]
    assert min(map(len, facets.values())) > 0 or query
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
    assert (
        0
        < sum(each["count"] for each in types)
        == found["totalCount"]
        < sum(each["count"] for each in everything["TYPE"])
    )


class ByHand:
    """What facets count, from the rows, which the loaders have no part in: for each property, its values by record."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        types = ("actor", "project", "resource", "workshop", "collection")
        self.public = {row["id"]: row for name in types for row in rows[name] if row["state"] == "PUBLISHED"}

    def counts(self, found: dict[str, set[str]]) -> Counter[str]:
        return Counter(value for id_, values in found.items() if id_ in self.public for value in values)

    def column(self, *names: str) -> Counter[str]:
        return Counter(str(row[name]) for row in self.public.values() for name in names if row.get(name) is not None)

    def tied(self, kind: str, *owners: str) -> dict[str, set[str]]:
        """The topics or territories of each record, by the tables that tie them."""
        found: dict[str, set[str]] = {}
        for owner in owners:
            for row in self.rows[f"{owner}_{kind}"]:
                found.setdefault(row[f"{owner}_id"], set()).add(row[f"{kind}_id"])
        return found

    def topics(self) -> Counter[str]:
        broader = {row["id"]: row["broader_id"] for row in self.rows["topic"]}

        def upwards(topic: str | None) -> Iterator[str]:
            while topic is not None:
                yield topic
                topic = broader[topic]

        ties = self.tied("topic", "actor", "project", "resource", "workshop")
        return self.counts({id_: {each for one in own for each in upwards(one)} for id_, own in ties.items()})

    def places(self) -> dict[str, list[Row]]:
        territories = {row["id"]: row for row in self.rows["territory"]}
        ties = self.tied("territory", "project", "resource")
        own = {id_: {row["territory_id"]} for id_, row in self.public.items() if row.get("territory_id")}
        return {id_: [territories[each] for each in found] for id_, found in (ties | own).items()}

    def departments(self) -> Counter[str]:
        """Of communes and departments: an EPCI may lie in several."""
        return self.counts(
            {
                id_: {
                    each["department_id"] or each["id"] for each in found if each["kind"] in {"COMMUNE", "DEPARTMENT"}
                }
                for id_, found in self.places().items()
            }
        )

    def networks(self) -> Counter[str]:
        of_space = {row["id"]: row["network_id"] for row in self.rows["space"]}
        found = {id_: {of_space.get(row["space_id"])} - {None} for id_, row in self.public.items()}
        for table, record in (("membership", "member_id"), ("collection_network", "collection_id")):
            for row in self.rows[table]:
                if row["network_id"] and row.get("state", "PUBLISHED") == "PUBLISHED":
                    found.setdefault(row[record], set()).add(row["network_id"])
        return self.counts(found)


async def test_facets_are_what_is_counted_by_hand(seeded):
    by_hand = ByHand(seeded.rows)
    expected = {
        "TYPE": Counter(id_.partition("_")[0].upper() for id_ in by_hand.public),
        "PHASE": by_hand.column("phase"),
        "LICENCE": by_hand.column("licence"),
        "KIND": by_hand.column("kind", "format"),
        "TOPIC": by_hand.topics(),
        "NETWORK": by_hand.networks(),
        "TERRITORY_LEVEL": by_hand.counts(
            {id_: {str(each["kind"]) for each in found} for id_, found in by_hand.places().items()}
        ),
    }
    facets, total = await counted(seeded, "")
    assert total == len(by_hand.public)
    found = {name: {each["value"]: each["count"] for each in values} for name, values in facets.items()}
    assert {name: found[name] for name in expected} == expected
    at_least = by_hand.departments()
    assert {each: found["DEPARTMENT"][each] >= count for each, count in at_least.items()} == dict.fromkeys(
        at_least, True
    )


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

"""The subgraph's own fields: one bad reference costs one null and one error, never the list."""

import copy

import pytest

from schema.sdl import print_sdl
from tests.graph.commons import MODES, Graph, seen

ASK = """query($of: [_Any!]!) { _entities(representations: $of) {
    __typename ... on Node { id } ... on Territory { name } ... on Actor { name } ... on Topic { labelFr }
} }"""


@pytest.fixture(scope="module")
async def known(graph: Graph) -> dict[str, list[str]]:
    """Ids of each type."""
    data = await graph.data(
        "{ Actor: actors(first: 60) { nodes { id } } Topic: topics(first: 20) { nodes { id } } "
        "Territory: territories(first: 60) { nodes { id } } }"
    )
    return {name: [each["id"] for each in found["nodes"]] for name, found in data.items()}


def reference(type_name: str, found: str) -> dict[str, str]:
    return {"__typename": type_name, "id": found}


async def test_the_sdl_is_served(graph: Graph):
    assert await graph.data("{ _service { sdl } }") == {"_service": {"sdl": print_sdl().rstrip("\n")}}


async def test_order_and_repetition_are_kept(graph: Graph, known):
    asked = [reference(name, each) for each in known["Actor"][:3] for name in ("Actor",)]
    asked += [reference("Topic", known["Topic"][0]), asked[0], reference("Territory", known["Territory"][5]), asked[0]]
    data = await graph.data(ASK, of=asked)
    assert [(each["__typename"], each["id"]) for each in data["_entities"]] == [
        (each["__typename"], each["id"]) for each in asked
    ]


BAD = [
    (None, "INVALID_REFERENCE"),
    ("Actor", "INVALID_REFERENCE"),
    (["Actor"], "INVALID_REFERENCE"),
    (7, "INVALID_REFERENCE"),
    ({}, "INVALID_REFERENCE"),
    ({"__typename": "Actor"}, "INVALID_REFERENCE"),
    ({"__typename": "Actor", "id": None}, "INVALID_REFERENCE"),
    ({"__typename": "Actor", "id": ["x"]}, "INVALID_REFERENCE"),
    ({"__typename": "Actor", "id": 5}, "INVALID_REFERENCE"),
    ({"__typename": "Actor", "siren": "218400075"}, "INVALID_REFERENCE"),
    ({"id": "actor_01gk2xaj00fp6vyjd66xr2ewhs"}, "INVALID_REFERENCE"),
    ([], "INVALID_REFERENCE"),
    (True, "INVALID_REFERENCE"),
    ({"__typename": "Nothing", "id": "actor_01gk2xaj00fp6vyjd66xr2ewhs"}, "INVALID_REFERENCE"),
    ({"__typename": "Query", "id": "actor_01gk2xaj00fp6vyjd66xr2ewhs"}, "INVALID_REFERENCE"),
    ({"__typename": ["Actor"], "id": "actor_01gk2xaj00fp6vyjd66xr2ewhs"}, "INVALID_REFERENCE"),
    ({"__typename": "Actor", "id": "x" * 5_000}, "INVALID_ID"),
    ({"__typename": "Actor", "id": "actor_' OR 1=1 --"}, "INVALID_ID"),
    ({"__typename": "Topic", "id": "actor_01gk2xaj00fp6vyjd66xr2ewhs"}, "INVALID_ID"),
    ({"__typename": "Actor", "id": "actor_00000000000000000000000000"}, "NOT_FOUND"),
]


@pytest.mark.parametrize(("bad", "code"), BAD)
async def test_a_bad_reference_costs_one_null_and_one_error(graph: Graph, known, bad, code):
    good = reference("Actor", known["Actor"][0])
    given = [good, bad, good]
    if bad is None:
        # GraphQL itself refuses a null in the list before anything is executed.
        assert [each.code for each in await graph.faults(ASK, {"of": given})] == ["BAD_USER_INPUT"]
        return
    result = await graph.ask(ASK, {"of": given})
    assert [each and each["id"] for each in result.data["_entities"]] == [good["id"], None, good["id"]]
    (fault,) = await graph.faults(ASK, {"of": given})
    assert (fault.code, fault.path) == (code, ("_entities", 1))
    assert len(fault.message) < 300
    assert given == [good, bad, good]


async def test_all_bad_references_together_keep_their_places(graph: Graph, known):
    """Good and bad ones of several types in turn: each answer stands where its reference stood."""
    good = [reference(name, each) for name, found in known.items() for each in found[:6]]
    wrong = [bad for bad, _ in BAD if bad is not None]
    given = [each for pair in zip(good, wrong, strict=False) for each in pair]
    before = copy.deepcopy(given)
    for mode in MODES:
        result = await graph.ask(ASK, {"of": given}, mode=mode)
        expected = [each["id"] if each in good else None for each in given]
        assert [each and each["id"] for each in result.data["_entities"]] == expected
        assert {fault.path: fault.code for fault in seen(result)} == {
            ("_entities", place): code
            for place, each in enumerate(given)
            for bad, code in BAD
            if each == bad and type(each) is type(bad)
        }
    assert given == before


async def test_one_statement_serves_all_types(graph: Graph, known):
    given = [
        reference(name, each)
        for pair in zip(*known.values(), strict=False)
        for name, each in zip(known, pair, strict=True)
    ]
    _, trips = await graph.trace(ASK, {"of": given})
    assert [len(trip) for trip in trips.each] == [1]


async def test_where_a_type_needs_more_than_a_text_each_has_its_statement_in_one_trip(graph: Graph, known):
    document = ASK.replace("... on Actor {", "... on Actor { memberships { totalCount }")
    given = [reference(name, each) for name, found in known.items() for each in found[:3]]
    _, trips = await graph.trace(document, {"of": given})
    assert [len(trip) for trip in trips.each] == [3, 2]
    data = await graph.data(document, of=given)
    assert [each["id"] for each in data["_entities"]] == [each["id"] for each in given]


async def test_keys_beyond_the_one_asked_for_change_nothing(graph: Graph, known):
    asked = reference("Actor", known["Actor"][0]) | {"name": "Another", "__proto__": {}, "siren": "000000000"}
    data = await graph.data(ASK, of=[asked])
    assert data["_entities"][0]["name"] != "Another"


async def test_the_list_has_an_end(graph: Graph, known):
    one = reference("Actor", known["Actor"][0])
    assert len((await graph.data(ASK, of=[one] * 1_000))["_entities"]) == 1_000
    fault = await graph.fault(ASK, {"of": [one] * 1_001})
    assert (fault.code, fault.path) == ("COST_LIMIT_EXCEEDED", ("_entities",))


async def test_statements_do_not_depend_on_the_references(graph: Graph, known):
    few = [reference(name, found[0]) for name, found in known.items()]
    many = [reference(name, each) for name, found in known.items() for each in found]
    counts = [len((await graph.trace(ASK, {"of": asked}))[1].asked) for asked in (few, many)]
    assert counts == [1, 1]

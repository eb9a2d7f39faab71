"""The subgraph's own fields: one bad reference costs one null and one error, never the list."""

import copy

import pytest

from schema.sdl import print_sdl
from tests.schema.graph_client import MODES, GraphClient, seen

ASK = """query($of: [_Any!]!) { _entities(representations: $of) {
    __typename ... on Node { id } ... on Territory { name } ... on Actor { name } ... on Topic { labelFr }
} }"""


@pytest.fixture(scope="module")
async def known(graph: GraphClient) -> dict[str, list[str]]:
    """Ids of each type."""
    data = await graph.data(
        "{ Actor: actors(first: 60) { nodes { id } } Topic: topics(first: 20) { nodes { id } } "
        "Territory: territories(first: 60) { nodes { id } } }"
    )
    return {name: [each["id"] for each in found["nodes"]] for name, found in data.items()}


def reference(type_name: str, found: str) -> dict[str, str]:
    return {"__typename": type_name, "id": found}


async def test_the_sdl_is_served(graph: GraphClient):
    assert await graph.data("{ _service { sdl } }") == {"_service": {"sdl": print_sdl().rstrip("\n")}}


async def test_order_and_repetition_are_kept(graph: GraphClient, known):
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
    ({"__typename": "Actor", "siren": None}, "INVALID_REFERENCE"),
    ({"__typename": "Actor", "siren": "218400074"}, "INVALID_CODE"),
    ({"__typename": "Actor", "siren": "999999915"}, "NOT_FOUND"),
    ({"__typename": "Actor", "siren": "218 400 075 00006"}, "SIRET_GIVEN"),
    ({"__typename": "Territory", "code": "24840025100000", "kind": "EPCI"}, "SIRET_GIVEN"),
    ({"__typename": "Actor", "rna": "W841000001"}, "INVALID_REFERENCE"),
    ({"__typename": "Territory", "code": "01001"}, "INVALID_REFERENCE"),
    ({"__typename": "Territory", "code": "01001", "kind": "commune"}, "INVALID_REFERENCE"),
    ({"__typename": "Territory", "code": "01001", "kind": ["COMMUNE"]}, "INVALID_REFERENCE"),
    ({"__typename": "Territory", "code": "01001", "kind": "REGION"}, "INVALID_CODE"),
    ({"__typename": "Territory", "code": "01999", "kind": "COMMUNE"}, "NOT_FOUND"),
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
async def test_a_bad_reference_costs_one_null_and_one_error(graph: GraphClient, known, bad, code):
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


async def test_all_bad_references_together_keep_their_places(graph: GraphClient, known):
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


async def test_one_statement_serves_all_types(graph: GraphClient, known):
    given = [
        reference(name, each)
        for pair in zip(*known.values(), strict=False)
        for name, each in zip(known, pair, strict=True)
    ]
    _, trips = await graph.trace(ASK, {"of": given})
    assert [len(trip) for trip in trips.each] == [1]


async def test_where_a_type_needs_more_than_a_text_each_has_its_statement_in_one_trip(graph: GraphClient, known):
    document = ASK.replace("... on Actor {", "... on Actor { memberships { totalCount }")
    given = [reference(name, each) for name, found in known.items() for each in found[:3]]
    _, trips = await graph.trace(document, {"of": given})
    assert [len(trip) for trip in trips.each] == [3, 2]
    data = await graph.data(document, of=given)
    assert [each["id"] for each in data["_entities"]] == [each["id"] for each in given]


CODES = """query($of: [_Any!]!) { _entities(representations: $of) {
    ... on Territory { id code kind } ... on Actor { id siren } } }"""


@pytest.fixture(scope="module")
def coded(graph: GraphClient) -> list[tuple[dict[str, str], str]]:
    """References by official codes, each with the id that it stands for, from the stored rows."""
    found = [
        ({"__typename": "Territory", "code": row["code"], "kind": row["kind"]}, row["id"])
        for row in sorted(graph.rows["territory"], key=lambda row: row["id"])[::50]
    ]
    actors = [row for row in graph.rows["actor"] if row["siren"] and row["state"] == "PUBLISHED"]
    found += [({"__typename": "Actor", "siren": row["siren"]}, row["id"]) for row in actors[:200]]
    assert len(found) > 300
    return found


async def test_official_codes_are_keys(graph: GraphClient, known, coded):
    """A department and a region may have one code: what counts is the code with its kind."""
    kinds = [{"__typename": "Territory", "code": "11", "kind": kind} for kind in ("REGION", "DEPARTMENT")]
    by_id = reference("Actor", known["Actor"][0])
    given = [kinds[0], *(each for each, _ in coded), by_id, kinds[1]]
    for mode in MODES:
        found = (await graph.ask(CODES, {"of": given}, mode=mode)).data["_entities"]
        assert [each["id"] for each in found[1:-1]] == [*(found for _, found in coded), by_id["id"]]
        assert [(each["code"], each["kind"]) for each in (found[0], found[-1])] == [
            ("11", "REGION"),
            ("11", "DEPARTMENT"),
        ]


async def test_codes_are_read_as_everywhere(graph: GraphClient):
    """Blanks and small letters mean nothing; the answer tells of a former code, and a postal code is refused."""
    codes = ("01091", " 2a 004 ", "75012", "33000", "75101")
    of = [{"__typename": "Territory", "code": code, "kind": "COMMUNE"} for code in codes]
    result = await graph.ask(CODES, {"of": [*of, {"__typename": "Actor", "siren": "218 400\u00a0075"}]})
    *places, actor = result.data["_entities"]
    assert [each and each["code"] for each in places] == ["01033", "2A004", None, None, "75056"]
    assert actor["siren"] == "218400075"
    assert [error.extensions["code"] for error in result.errors] == ["AMBIGUOUS_CODE", "POSTAL_CODE"]
    assert [each["code"] for each in result.extensions["notices"]] == ["FORMER_CODE", "DISTRICT_CODE"]


async def test_a_thousand_codes_take_as_many_statements_as_one_of_each_type(graph: GraphClient, coded):
    """One for all codes, and one for the rows of each type; what is cached for good takes none."""
    given = [each for each, _ in coded]
    counts = [
        len((await graph.trace(CODES, {"of": of}))[1].asked) for of in ([given[0], given[-1]], (given * 3)[:1_000])
    ]
    assert counts[0] == counts[1] <= 3


async def test_keys_of_all_kinds_in_one_request(graph: GraphClient, known):
    """Twice, spelled otherwise, of before and of nobody: each in its place, in constant statements."""
    place = {"__typename": "Territory", "code": "01091", "kind": "COMMUNE"}
    given = [
        reference("Actor", known["Actor"][0]),
        *({"__typename": "Actor", "siren": each} for each in ("218 400\u00a0075", "218400075", "404833048")),
        *(place, reference("Territory", known["Territory"][0]), reference("Topic", known["Topic"][0]), place),
    ]
    document = CODES.replace("... on Actor", "... on Topic { id } ... on Actor")
    for times in (1, 50):
        for mode in MODES:
            result = await graph.ask(document, {"of": given * times}, mode=mode)
            found = result.data["_entities"]
            assert [each for each, answer in enumerate(found) if answer is None] == list(range(3, 8 * times, 8))
            assert {fault.code for fault in seen(result)} == {"NOT_FOUND"}
            assert (found[0]["id"], found[1]["siren"], found[2]) == (known["Actor"][0], "218400075", found[1])
            assert (found[4]["code"], found[7], found[-8:]) == ("01033", found[4], found[:8])
            assert {each["given"] for each in result.extensions["notices"]} == {"01091"}
    counts = [len((await graph.trace(document, {"of": given * times}))[1].asked) for times in (1, 50)]
    assert counts[0] == counts[1] <= 5  # the codes, those of before, and the rows of three types


async def test_keys_beyond_the_one_asked_for_change_nothing(graph: GraphClient, known):
    asked = reference("Actor", known["Actor"][0]) | {"name": "Another", "__proto__": {}, "siren": "000000000"}
    data = await graph.data(ASK, of=[asked])
    assert data["_entities"][0]["name"] != "Another"


async def test_the_list_has_an_end(graph: GraphClient, known):
    one = reference("Actor", known["Actor"][0])
    assert len((await graph.data(ASK, of=[one] * 1_000))["_entities"]) == 1_000
    fault = await graph.fault(ASK, {"of": [one] * 1_001})
    assert (fault.code, fault.path) == ("COST_LIMIT_EXCEEDED", ("_entities",))


async def test_statements_do_not_depend_on_the_references(graph: GraphClient, known):
    few = [reference(name, found[0]) for name, found in known.items()]
    many = [reference(name, each) for name, found in known.items() for each in found]
    counts = [len((await graph.trace(ASK, {"of": asked}))[1].asked) for asked in (few, many)]
    assert counts == [1, 1]

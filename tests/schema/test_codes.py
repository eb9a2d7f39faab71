"""A code is read the same however it is written, and one that is none of today is never taken in silence."""

import pytest

from tests.schema.graph_client import MODES, GraphClient

AJACCIO = ("2A004", "2a004", " 2A 004 ", "2\u00a0A\u202f004", "\ufeff2a004\u200b")
PLACE = "query ($by: TerritoryReference!) { it: territory(by: $by) { kind code name } }"
FILTER = "query ($by: TerritoryReference!) { it: territories(filter: {territory: {in: [$by]}}) { nodes { code } } }"


async def found(graph: GraphClient, by: dict[str, str]):
    """The code and kind of a territory, and what the answer tells besides: the same in both modes."""
    answers = [await graph.ask(PLACE, {"by": by}, mode=mode) for mode in MODES]
    assert answers[0].errors is answers[1].errors is None, answers
    assert answers[0].data == answers[1].data
    told = [answer.extensions or None for answer in answers]
    assert told[0] == told[1]
    place = answers[0].data["it"]
    return f"{place['kind']} {place['code']}", told[0]


@pytest.mark.parametrize("spelling", AJACCIO)
async def test_a_code_is_read_the_same_however_it_is_written(graph: GraphClient, spelling):
    assert await found(graph, {"commune": spelling}) == ("COMMUNE 2A004", None)
    for condition in ({"in": [spelling, "01001"]}, {"eq": spelling}):
        data = await graph.data(
            "query ($f: CodeFilter) { territories(filter: {code: $f}) { nodes { code } } }", f=condition
        )
        assert "2A004" in {each["code"] for each in data["territories"]["nodes"]}
    excluded = await graph.data(
        "query ($f: CodeFilter) { territories(filter: {code: $f}) { nodes { code } } }",
        f={"in": ["2A004"], "ne": "01001"},
    )
    assert [each["code"] for each in excluded["territories"]["nodes"]] == ["2A004"]


@pytest.mark.parametrize(
    ("field", "by", "name"),
    [
        ("actor", {"siren": " 218 400\u00a0075 "}, "siren"),
        ("territory", {"epci": "248\u202f400 251"}, "code"),
        ("territory", {"department": " 2a"}, "code"),
        ("topic", {"slug": " Concertation "}, "slug"),
        ("network", {"slug": "ANCT"}, "slug"),
    ],
)
async def test_every_scheme_is(graph: GraphClient, field, by, name):
    ((scheme, value),) = by.items()
    type_name = field.capitalize()
    document = f"query ($by: {type_name}Reference!) {{ it: {field}(by: $by) {{ {name} }} }}"
    plain = value.translate(dict.fromkeys(map(ord, " \u00a0\u202f")))
    bare = await graph.data(document, by={scheme: plain.lower() if scheme == "slug" else plain.upper()})
    assert bare["it"][name]
    assert await graph.data(document, by=by) == bare


async def test_a_postal_code_where_an_insee_code_is_meant_is_refused_with_the_communes_that_it_serves(
    graph: GraphClient,
):
    for field in (PLACE, FILTER):
        fault = await graph.fault(field, {"by": {"commune": "33 000"}})
        assert (fault.code, fault.path) == ("POSTAL_CODE", ("it",))
        assert "Bordeaux (33063)" in fault.message
        fault = await graph.fault(field, {"by": {"commune": "75012"}})
        assert (fault.code, fault.path) == ("AMBIGUOUS_CODE", ("it",))
        assert "Paris (75056)" in fault.message
        assert "Boulogne-Billancourt (92012)" in fault.message
    assert (await graph.fault(PLACE, {"by": {"commune": "97127"}})).code == "AMBIGUOUS_CODE"
    assert (await graph.fault(PLACE, {"by": {"commune": "01999"}})).code == "NOT_FOUND"


async def test_no_postal_code_leads_to_a_commune_that_it_does_not_serve(graph: GraphClient):
    """All 416 codes that are both a former INSEE code and a postal code: refused, or taken where both lead to one."""
    aliases = graph.rows["territory_alias"]
    served, former = ({row["code"]: set() for row in aliases if row["kind"] == kind} for kind in ("POSTAL", "FORMER"))
    for row in aliases:
        if row["kind"] in ("POSTAL", "FORMER"):
            (served if row["kind"] == "POSTAL" else former)[row["code"]].add(row["territory_id"])
    both = sorted(served.keys() & former.keys())
    assert len(both) == 418  # with those of Saint-Martin and Saint-Barthélemy
    document = (
        "query ($codes: [TerritoryReference!]!) { it: territories(filter: {territory: {in: $codes}}) { totalCount } }"
    )
    one = [code for code in both if former[code] <= served[code]]
    assert (await graph.data(document, codes=[{"commune": code} for code in one]))["it"]["totalCount"] == len(one) == 12
    for code in both[::10]:
        if code not in one:
            assert (await graph.fault(document, {"codes": [{"commune": code}]})).code == "AMBIGUOUS_CODE"


@pytest.mark.parametrize(
    ("by", "place"),
    [
        ({"commune": "01091"}, "COMMUNE 01033"),
        ({"region": "82"}, "REGION 84"),
        ({"epci": "200012060"}, "EPCI 200090579"),
    ],
)
async def test_a_former_code_is_read_and_the_answer_says_so(graph: GraphClient, by, place):
    named, told = await found(graph, by)
    assert named == place
    (notice,) = told["notices"]
    ((_, code),) = by.items()
    assert (notice["code"], notice["given"]) == ("FORMER_CODE", code)
    assert f"{notice['territory']['kind']} {notice['territory']['code']}" == place
    assert notice["territory"]["name"] in notice["message"]
    assert await found(graph, {"formerCode": f" {code} "}) == (place, None)
    (filtered,) = (await graph.data(FILTER, by=by))["it"]["nodes"]
    assert filtered["code"] == notice["territory"]["code"]


async def test_a_municipal_district_leads_to_its_commune(graph: GraphClient):
    for code, place in (
        ("75101", "75056"),
        ("75116", "75056"),
        ("13201", "13055"),
        ("13210", "13055"),
        ("69381", "69123"),
    ):
        named, told = await found(graph, {"commune": code})
        assert named == f"COMMUNE {place}"
        assert [(each["code"], each["given"]) for each in told["notices"]] == [("DISTRICT_CODE", code)]


async def test_saint_martin_and_saint_barthelemy_had_codes_before(graph: GraphClient):
    assert (await found(graph, {"formerCode": "97127"}))[0] == "COMMUNE 97801"
    assert (await found(graph, {"formerCode": "97123"}))[0] == "COMMUNE 97701"


async def test_who_means_a_postal_code_says_so(graph: GraphClient):
    assert await found(graph, {"postalCode": "75 012"}) == ("COMMUNE 75056", None)
    fault = await graph.fault(PLACE, {"by": {"postalCode": "38500"}})
    assert (fault.code, "5 communes" in fault.message) == ("SEVERAL_COMMUNES", True)
    served = await graph.data(FILTER, by={"postalCode": "38500"})
    assert {each["code"] for each in served["it"]["nodes"]} == {"38061", "38133", "38373", "38432", "38563"}
    assert (await graph.fault(PLACE, {"by": {"postalCode": "99999"}})).code == "INVALID_CODE"
    assert (await graph.fault(PLACE, {"by": {"postalCode": "75999"}})).code == "NOT_FOUND"


async def test_what_codes_lead_to_is_asked_in_one_statement(graph: GraphClient):
    document = """{ a: territory(by: {commune: "01091"}) { name } b: territory(by: {postalCode: "75012"}) { name }
        c: territory(by: {commune: "75101"}) { name } d: territory(by: {commune: "75012"}) { name } }"""
    result, trips = await graph.trace(document)
    assert len(result.extensions["notices"]) == 2
    assert sum("territory_alias" in text for text in trips.texts) <= 4
    many = "query ($in: [TerritoryReference!]!) { territories(filter: {territory: {in: $in}}) { totalCount } }"
    codes = [{"commune": row["code"]} for row in graph.rows["territory_alias"] if row["kind"] == "DISTRICT"]
    _, trips = await graph.trace(many, {"in": codes})
    assert len(trips.asked) == 3

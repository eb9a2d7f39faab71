"""Somebody types the postal code that they know, and must not find themselves in another town."""

from tests.attacks.scenarios.client import ScenarioClient
from tests.attacks.scenarios.factories import REGISTERED, claimed

PLACE = "query ($by: TerritoryReference!) { territory(by: $by) { name timeZone } }"
SERVED = "query ($by: TerritoryReference!) { territories(filter: {territory: {in: [$by]}}) { nodes { name } } }"


async def test_a_postal_code_leads_to_no_other_town(stage: ScenarioClient):
    mayor = await stage.person("mayor")
    for code, why, client in (
        ("75012", "AMBIGUOUS_CODE", "Boulogne-Billancourt"),
        ("33 000", "POSTAL_CODE", "Bordeaux"),
        ("01091", "FORMER_CODE", "Valserhône"),
    ):
        (problem,) = (await claimed(stage, mayor, code))["problems"]
        assert (problem["path"], problem["code"]) == (["authority", "commune"], why)
        assert client in problem["message"]
    for by, name in (({"commune": "33\u00a0063"}, "Bordeaux"), ({"formerCode": "01091"}, "Valserhône")):
        made = await stage.act("registerLocalAuthority", mayor, REGISTERED, authority=by)
        assert made["claim"]["territory"]["name"] == name


async def test_the_answer_says_what_a_code_was_taken_for(stage: ScenarioClient):
    answer = await stage.answer(PLACE, by={"commune": "01091"})
    assert answer["data"]["territory"]["name"] == "Valserhône"
    (notice,) = answer["extensions"]["notices"]
    assert (notice["code"], notice["given"], notice["territory"]["code"]) == ("FORMER_CODE", "01091", "01033")
    answer = await stage.answer(PLACE, by={"commune": "75012"})
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["AMBIGUOUS_CODE"]
    assert (await stage.answer(PLACE, by={"commune": "97411"}))["data"]["territory"]["timeZone"] == "Indian/Reunion"
    found = await stage.ask(SERVED, by={"postalCode": "38500"})
    assert len(found["territories"]["nodes"]) == 5

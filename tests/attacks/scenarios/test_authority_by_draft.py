"""A stranger writes a commune's record before its mayor comes: what the register says is what is confirmed."""

from tests.attacks.scenarios.client import ScenarioClient
from tests.attacks.scenarios.factories import claimed, head_of

CLAIMS = """{ claims(state: DECLARED) { id name email actor { name website } territory { name }
    authority { name kind siren website } } }"""
PUBLIC = "query ($siren: String!) { actor(by: {siren: $siren}) { name kind website state territory { code } } }"
REGISTER = "query ($code: String!) { territory(by: {commune: $code}) { name siren } }"
WRITTEN = {"kind": "LOCAL_AUTHORITY", "name": "Attrape-nigaud", "website": "https://attrape.example.org"}


async def test_a_draft_takes_no_authoritys_place(stage: ScenarioClient):
    place = (await stage.ask(REGISTER, code="01002"))["territory"]
    stranger, mayor = [await stage.person(name) for name in ("stranger", "mayor")]
    keeper = await stage.person("keeper", steward=True)
    guarantor, _ = await head_of(stage, keeper, "anct")
    own = await claimed(stage, stranger, "01001")
    written = {**WRITTEN, "space": own["space"]["id"], "siren": place["siren"], "territory": {"commune": "01002"}}
    assert await stage.code("createActor", stranger, **written) == "ActorSaved"

    made = await claimed(stage, mayor, "01002")
    claim = made["claim"]
    official = {"name": place["name"], "kind": "LOCAL_AUTHORITY", "siren": place["siren"], "website": None}
    assert (claim["state"], claim["actor"]["name"], claim["territory"]["name"]) == (
        *("DECLARED", place["name"], place["name"]),
    )
    seen = next(each for each in (await stage.ask(CLAIMS, guarantor))["claims"] if each["id"] == claim["id"])
    assert (seen["authority"], seen["actor"]) == (official, {"name": place["name"], "website": None})
    assert (seen["name"], seen["email"]) == ("mayor", mayor.email)
    assert await stage.code("confirmClaimFor", guarantor, claim=claim["id"]) == "ClaimSaved"
    told = (await stage.ask(PUBLIC, siren=place["siren"]))["actor"]
    assert told == {
        "name": place["name"],
        "kind": "LOCAL_AUTHORITY",
        "website": None,
        "state": "PUBLISHED",
        "territory": {"code": "01002"},
    }


async def test_what_a_network_has_published_of_an_authority_is_called_as_the_register_has_it(stage: ScenarioClient):
    place = (await stage.ask(REGISTER, code="01004"))["territory"]
    keeper, mayor = await stage.person("keeper", steward=True), await stage.person("mayor")
    observer, space = await head_of(stage, keeper, "france-urbaine")
    shown = "ActorSaved { version actor { id } }"
    saved = await stage.act("createActor", observer, shown, **WRITTEN, space=space, siren=place["siren"])
    assert await stage.code("publishActor", observer, id=saved["actor"]["id"], expectedVersion=1) == "ActorSaved"
    claim = (await claimed(stage, mayor, "01004"))["claim"]
    assert claim["actor"]["name"] == WRITTEN["name"]
    assert claim["authority"]["name"] == place["name"]
    # Put away before anybody decides, it hides nothing: what is confirmed is what the register says, and no more.
    assert await stage.code("archiveActor", observer, id=saved["actor"]["id"], expectedVersion=2) == "ActorSaved"
    (seen,) = (await stage.ask(CLAIMS, keeper))["claims"]
    assert (seen["authority"]["name"], seen["authority"]["website"]) == (place["name"], None)
    assert await stage.code("confirmClaimFor", keeper, claim=claim["id"]) == "ClaimSaved"
    told = (await stage.ask(PUBLIC, siren=place["siren"]))["actor"]
    assert (told["name"], told["website"], told["state"]) == (place["name"], None, "PUBLISHED")

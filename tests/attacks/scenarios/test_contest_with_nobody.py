"""Somebody claims a commune and goes again, so that the mayor has to contest it with nobody for ever."""

from tests.attacks.scenarios.client import PASSWORD, ScenarioClient
from tests.attacks.scenarios.factories import claimed, people

QUEUE = "{ moderationQueue(first: 9) { nodes { kind stage } } }"
HISTORY = "query ($id: ID!) { actor(by: {id: $id}) { history(first: 20) { nodes { kind fields { before after } } } } }"


async def test_a_claim_that_is_over_leaves_no_contest_behind(stage: ScenarioClient):
    keeper = await stage.person("keeper", steward=True)
    squatter, mayor, other = [await stage.person(name) for name in ("squatter", "mayor", "other")]
    first = (await claimed(stage, squatter, "01001"))["claim"]
    assert await stage.code("withdrawClaim", squatter, claim=first["id"]) == "ClaimSaved"
    made = await claimed(stage, mayor, "01001")
    assert (made["claim"]["state"], made["space"] is not None) == ("DECLARED", True)
    assert await stage.code("confirmClaimFor", keeper, claim=made["claim"]["id"]) == "ClaimSaved"

    # The same where others contest it meanwhile, and who came first deletes their account.
    assert (await claimed(stage, squatter, "01002"))["claim"]["state"] == "DECLARED"
    contested = (await claimed(stage, other, "01002"))["claim"]
    assert contested["state"] == "CONTESTED"
    assert await stage.code("deleteAccount", squatter, password=PASSWORD) == "AccountErased"
    await stage.mailed(other.email, "Nobody contests")
    (left,) = (await stage.ask("{ claims { state } }", other))["claims"]
    assert left["state"] == "DECLARED"
    cases = (await stage.ask(QUEUE, keeper))["moderationQueue"]["nodes"]
    assert cases == [{"kind": "CLAIM", "stage": "WITHDRAWN"}]
    told = (await stage.ask(HISTORY, id=contested["actor"]["id"]))["actor"]["history"]["nodes"]
    claims = [tuple(each["fields"][0].values()) for each in told if each["kind"] == "CLAIMED"]
    assert sorted(claims, key=str) == sorted(
        [(None, "DECLARED"), (None, "CONTESTED"), ("DECLARED", "WITHDRAWN"), ("CONTESTED", "DECLARED")], key=str
    )
    assert await stage.code("confirmClaimFor", keeper, claim=contested["id"]) == "ClaimSaved"
    other = await stage.signed_in(other.email)
    (space,) = (await stage.ask("{ me { spaces { space { id } } } }", other))["me"]["spaces"]
    assert await people(stage, other, space["space"]["id"]) == [other.id]

"""A record is taken down before its mayor comes: the mayor is told, and appeals."""

from tests.attacks.scenarios.client import ScenarioClient
from tests.attacks.scenarios.network_votes import assembled

QUEUE = "{ moderationQueue(first: 9) { nodes { id kind stage round panel } } }"
ACTOR = "query ($id: ID!) { actor(by: { id: $id }) { state } }"
CLAIMED = "LocalAuthorityRegistered { claim { id actor { id } } }"


async def test_a_new_owner_hears_of_what_was_decided_before_and_appeals(stage: ScenarioClient):
    chamber = await assembled(stage)
    mayor, plotter = await stage.person("maire"), await stage.person("intrigante")
    made = await stage.act("registerLocalAuthority", mayor, shown=CLAIMED, authority={"commune": "01001"})
    claim, actor = made["claim"]["id"], made["claim"]["actor"]["id"]
    said = {"node": actor, "ground": "ILLEGAL", "text": "Il faut retirer cela."}
    assert await stage.code("reportContent", plotter, **said) == "CaseSaved"
    (case,) = (await stage.ask(QUEUE, chamber.heads["icpc"]))["moderationQueue"]["nodes"]
    for head in list(chamber.heads.values())[:4]:
        assert await chamber.vote(head, case, ground="ILLEGAL") == "VoteCast"
    assert (await stage.answer(ACTOR, id=actor))["data"]["actor"] is None
    assert (await stage.ask(QUEUE, mayor))["moderationQueue"]["nodes"] == []
    assert await stage.code("confirmClaimFor", chamber.heads["anct"], claim=claim) == "ClaimSaved"
    await stage.mailed(mayor.email, case["id"])
    assert [each["id"] for each in (await stage.ask(QUEUE, mayor))["moderationQueue"]["nodes"]] == [case["id"]]
    assert await stage.code("appealDecision", mayor, case=case["id"], reason="C’est notre fiche.") == "CaseSaved"

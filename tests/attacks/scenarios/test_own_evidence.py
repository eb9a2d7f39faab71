"""Mallory has the partners, or a program, write where an authority gets its mail: that shows nothing for Mallory."""

from typing import Any

from tests.attacks.scenarios.client import Person, ScenarioClient
from tests.attacks.scenarios.factories import REGISTERED, joined, program
from tests.attacks.scenarios.network_votes import NetworkVotes, assembled

MAILBOX = "mairie@mallory.example.org"
OFFICIAL = "mairie@abergement.example.org"
KEPT = "accueil@abergement.example.org"
QUEUE = "{ moderationQueue(first: 9) { nodes { id round panel } } }"
SITE = "query ($id: ID!) { actor(by: { id: $id }) { version website } }"
SHOWN = "ContactSaved { version contact { id } }"
TAKEN = "secretariat@mallory.example.org"
TOKENS = '{ apiTokens(network: {slug: "anct"}) { id givenBy } }'
TOWN_HALL = {"kind": "EMAIL", "audience": "EVERYONE", "basis": "NOT_PERSONAL"}


async def claimed(stage: ScenarioClient, who: Person, commune: str = "01001") -> dict[str, Any]:
    made = await stage.act("registerLocalAuthority", who, REGISTERED, authority={"commune": commune})
    claim: dict[str, Any] = made["claim"]
    return claim


async def asked(stage: ScenarioClient, who: Person, claim: dict[str, Any], mailbox: str = MAILBOX) -> str:
    """Request the link to a mailbox and return the result."""
    payload = await stage.act("requestClaimConfirmation", who, claim=claim["id"], mailbox=mailbox)
    return str(payload["problems"][0]["code"] if "problems" in payload else payload.get("code", "sent"))


async def approved(chamber: NetworkVotes, heads: list[Person]) -> None:
    """Have networks approve the only case that waits."""
    (case,) = (await chamber.stage.ask(QUEUE, heads[0]))["moderationQueue"]["nodes"]
    for each in heads:
        assert await chamber.vote(each, case) == "VoteCast"


async def contact(stage: ScenarioClient, who: Person, actor: str, value: str) -> str:
    """A contact of an actor that somebody's space has published."""
    made = await stage.act("createContact", who, SHOWN, actor={"id": actor}, value=value, **TOWN_HALL)
    id_: str = made["contact"]["id"]
    assert await stage.code("publishContact", who, id=id_, expectedVersion=1) == "ContactSaved"
    return id_


async def test_a_site_that_the_partners_approved_is_no_evidence(stage: ScenarioClient):
    chamber = await assembled(stage)
    mallory = await stage.person("mallory")
    claim = await claimed(stage, mallory)
    actor = claim["actor"]["id"]
    said = {"id": actor, "expectedVersion": 1, "website": "https://mallory.example.org", "why": "Le nouveau site."}
    assert await stage.code("suggestActor", mallory, **said) == "ActorSaved"
    await approved(chamber, list(chamber.heads.values())[1:3])
    found = (await stage.ask(SITE, id=actor))["actor"]
    assert found == {"version": 2, "website": said["website"]}
    assert await asked(stage, mallory, claim) == "NO_OFFICIAL_MAILBOX"


async def test_a_guarantors_contact_that_the_partners_had_say_something_else_is_none_either(stage: ScenarioClient):
    chamber = await assembled(stage)
    owner, *others = chamber.heads.values()
    mallory = await stage.person("mallory")
    claim = await claimed(stage, mallory)
    written = await contact(stage, owner, claim["actor"]["id"], OFFICIAL)
    await contact(stage, owner, claim["actor"]["id"], KEPT)
    said = {"id": written, "expectedVersion": 2, "value": MAILBOX, "why": "Elle a changé."}
    assert await stage.code("suggestContact", mallory, **said) == "ContactSaved"
    (case,) = (await stage.ask(QUEUE, owner))["moderationQueue"]["nodes"]
    answer = {"case": case["id"], "round": case["round"], "accept": False}
    assert await stage.code("answerSuggestion", owner, **answer) == "CaseSaved"
    assert await stage.code("appealDecision", mallory, case=case["id"], reason="Relisez.") == "CaseSaved"
    await approved(chamber, others[:2])
    found = await stage.ask("query ($id: ID!) { contact(by: { id: $id }) { value } }", id=written)
    assert found["contact"]["value"] == MAILBOX
    for mailbox in (MAILBOX, OFFICIAL):
        assert await asked(stage, mallory, claim, mailbox) == "MAILBOX_NOT_OFFICIAL"
    assert await asked(stage, mallory, claim, KEPT) == "sent"


async def test_what_somebodys_program_wrote_stays_theirs_when_they_leave(stage: ScenarioClient):
    chamber = await assembled(stage, "anct")
    (claire,) = chamber.heads.values()
    mallory, mayor = await stage.person("mallory"), await stage.person("maire")
    space = await chamber.space(claire)
    await joined(stage, claire, space, mallory, "ADMIN")
    actor = (await claimed(stage, mayor))["actor"]["id"]
    for mailbox in (MAILBOX, TAKEN):
        importer = await program(stage, mallory, "anct", "READ", "CONTENT_WRITE")
        await contact(stage, importer, actor, mailbox)
    other = await program(stage, claire, "anct", "READ", "CONTENT_WRITE")
    await contact(stage, other, actor, OFFICIAL)
    assert await stage.code("leaveSpace", mallory, space=space) == "ColleagueSaved"
    found = (await stage.ask(TOKENS, claire))["apiTokens"]
    left = [each["id"] for each in found if each["givenBy"] == mallory.id]
    assert len(left) == 2
    assert await stage.code("takeOverApiToken", claire, id=left[0]) == "ApiTokenSaved"
    (claim,) = (await stage.ask("{ claims { id } }", mayor))["claims"]
    assert await stage.code("withdrawClaim", mayor, claim=claim["id"]) == "ClaimSaved"
    own = await claimed(stage, mallory)
    assert (own["state"], own["actor"]["id"]) == ("DECLARED", actor)
    for mailbox in (MAILBOX, TAKEN):
        assert await asked(stage, mallory, own, mailbox) == "MAILBOX_NOT_OFFICIAL"
    assert await asked(stage, mallory, own, OFFICIAL) == "sent"

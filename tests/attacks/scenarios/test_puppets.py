"""An observer network says what a commune's mailbox is, so that a puppet confirms its own claim."""

from tests.attacks.scenarios.client import Person, ScenarioClient
from tests.attacks.scenarios.factories import claimed, head_of, program

SAVED = "ContactSaved { contact { id } version }"
CONTACT = {"kind": "EMAIL", "audience": "EVERYONE", "basis": "NOT_PERSONAL"}


async def published(stage: ScenarioClient, who: Person, space: str, actor: str, value: str) -> None:
    """A contact that everyone may know."""
    made = await stage.act("createContact", who, SAVED, **CONTACT, space=space, actor={"id": actor}, value=value)
    done = await stage.code("publishContact", who, id=made["contact"]["id"], expectedVersion=made["version"])
    assert done == "ContactSaved"


async def test_no_observer_says_what_is_official_and_no_claimant(stage: ScenarioClient):
    keeper = await stage.person("keeper", steward=True)
    puppet = await stage.person("puppet")
    made = (await claimed(stage, puppet, "01001"))["claim"]
    asked = {"claim": made["id"], "mailbox": "mairie@puppets.example.org"}
    for slug in ("france-urbaine", "decider-ensemble"):
        head, space = await head_of(stage, keeper, slug)
        voice = await program(stage, head, slug, "READ", "CONTENT_WRITE")
        await published(stage, voice, space, made["actor"]["id"], asked["mailbox"])
        assert await stage.code("requestClaimConfirmation", puppet, **asked) == "NO_OFFICIAL_MAILBOX"
    head, space = await head_of(stage, keeper, "anct")
    own = (await claimed(stage, head, "01002"))["claim"]
    await published(stage, head, space, own["actor"]["id"], "moi@puppets.example.org")
    asked_by_head = {"claim": own["id"], "mailbox": "moi@puppets.example.org"}
    assert await stage.code("requestClaimConfirmation", head, **asked_by_head) == "NO_OFFICIAL_MAILBOX"
    await published(stage, head, space, made["actor"]["id"], "mairie@abergement.example.org")
    assert await stage.code("requestClaimConfirmation", puppet, **asked) == "VALIDATION_FAILED"
    official = {"claim": made["id"], "mailbox": "mairie@abergement.example.org"}
    assert await stage.code("requestClaimConfirmation", puppet, **official) == "ClaimSaved"
    token = await stage.link(official["mailbox"], "confirm-claim")
    assert await stage.code("confirmClaim", token=token) == "ClaimSaved"

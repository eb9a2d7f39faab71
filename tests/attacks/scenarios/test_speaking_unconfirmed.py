"""Somebody who only says that they act for a commune has others approve what they say for it, and invites a friend."""

from typing import Any

from tests.attacks.scenarios.client import NOBODY, Person, ScenarioClient
from tests.attacks.scenarios.factories import claimed, head_of, joined, people

AT_ONCE = {"kind": "SUBMISSION", "typeName": "Project", "quorum": 1, "majority": 60, "early": 1, "openHours": 0}
TERMS = {**AT_ONCE, "dueHours": 336, "appealHours": 336, "direct": "NETWORKS"}
SAVED = "ProjectSaved { version project { id state } }"
PROJECT = {"title": "Déclaration au nom de la commune", "phase": "IDEA", "status": "IN_PROGRESS"}
SEEN = """query ($id: ID!) {
    nodes(ids: [$id]) { ... on Project { state } ... on Actor { state } ... on Contact { state } } }"""
QUEUE = "{ moderationQueue(first: 50) { nodes { id round stage kind claim { name email authority { name } } } } }"


async def handed_in(stage: ScenarioClient, who: Person, space: str) -> str:
    """A project that waits for the partners."""
    project: str = (await stage.act("createProject", who, SAVED, **PROJECT, space=space))["project"]["id"]
    assert await stage.code("submitProject", who, id=project, expectedVersion=1) == "ProjectSaved"
    return project


async def made_actor(stage: ScenarioClient, who: Person, space: str) -> str:
    """An actor with a SIREN, begun in a space."""
    given = {"kind": "ASSOCIATION", "name": "Les voisins", "siren": "732829320", "space": space}
    actor: str = (await stage.act("createActor", who, "ActorSaved { actor { id } }", **given))["actor"]["id"]
    return actor


async def handed_in_contact(stage: ScenarioClient, who: Person, space: str) -> dict[str, str]:
    """The ids of a contact that waits for the partners, as no person's, and of the draft of whom it leads to."""
    given = {"kind": "ASSOCIATION", "name": "Les jardiniers", "space": space}
    actor = (await stage.act("createActor", who, "ActorSaved { actor { id } }", **given))["actor"]["id"]
    given = {"kind": "PHONE", "value": "0490112233", "audience": "EVERYONE", "basis": "NOT_PERSONAL", "space": space}
    saved = await stage.act("createContact", who, "ContactSaved { contact { id } }", **given, actor={"id": actor})
    contact = saved["contact"]["id"]
    assert await stage.code("submitContact", who, id=contact, expectedVersion=1) == "ContactSaved"
    return {"actor": actor, "contact": contact}


async def approved(stage: ScenarioClient, who: Person, kind: str) -> str:
    """Approve the only open case of a kind and return the result."""
    cases = (await stage.ask(QUEUE, who))["moderationQueue"]["nodes"]
    (case,) = [each for each in cases if each["kind"] == kind and each["stage"] == "OPEN"]
    given = {"case": case["id"], "round": case["round"], "choice": "APPROVE", "ground": "SOUND"}
    return await stage.code("castVote", who, **given)


async def state(stage: ScenarioClient, project: str, who: Person = NOBODY) -> Any:
    (found,) = (await stage.answer(SEEN, who, id=project))["data"]["nodes"]
    return found and found["state"]


async def test_what_is_approved_is_public_once_the_claim_is_confirmed_and_gone_once_it_is_refused(
    stage: ScenarioClient,
):
    keeper = await stage.person("keeper", steward=True)
    for type_name in ("Project", "Actor", "Contact"):
        await stage.act("adoptPolicy", keeper, **TERMS | {"typeName": type_name})
    voter, own = await head_of(stage, keeper, "decider-ensemble")
    impostor, mayor = [await stage.person(name) for name in ("impostor", "mayor")]
    of_impostor = await claimed(stage, impostor, "01001")
    said = await handed_in(stage, impostor, of_impostor["space"]["id"])
    assert await approved(stage, voter, "SUBMISSION") == "VoteCast"
    assert await state(stage, said) is None
    await stage.mailed(impostor.email, "once your space is confirmed")
    claim = of_impostor["claim"]["id"]
    assert await stage.code("refuseClaim", keeper, claim=claim, reason="Ce n’est pas vous.") == "ClaimSaved"
    assert (await state(stage, said), await state(stage, said, keeper)) == (None, "ARCHIVED")

    # The true one finds a space of their own once they are confirmed, and what was said there is theirs to judge.
    made = await claimed(stage, mayor, "01001")
    assert (made["claim"]["state"], made["space"]) == ("DECLARED", None)
    assert await state(stage, said, mayor) is None
    assert await stage.code("confirmClaimFor", keeper, claim=made["claim"]["id"]) == "ClaimSaved"
    mayor = await stage.signed_in(mayor.email)
    assert (await state(stage, said), await state(stage, said, mayor)) == (None, "ARCHIVED")

    other = await claimed(stage, mayor, "01002")
    good = await handed_in(stage, mayor, other["space"]["id"])
    assert await approved(stage, voter, "SUBMISSION") == "VoteCast"
    taken = await made_actor(stage, mayor, other["space"]["id"])
    assert await stage.code("submitActor", mayor, id=taken, expectedVersion=1) == "ActorSaved"
    assert await approved(stage, voter, "SUBMISSION") == "VoteCast"
    told = await handed_in_contact(stage, mayor, other["space"]["id"])
    assert await approved(stage, voter, "SUBMISSION") == "VoteCast"
    assert await stage.code("updateActor", mayor, id=told["actor"], expectedVersion=1, kind="CITIZEN") == "ActorSaved"
    assert (await state(stage, good), await state(stage, taken)) == (None, None)
    named = await made_actor(stage, voter, own)
    assert await stage.code("publishActor", voter, id=named, expectedVersion=1) == "ActorSaved"
    assert await stage.code("confirmClaimFor", keeper, claim=other["claim"]["id"]) == "ClaimSaved"
    assert await state(stage, good) == "PUBLISHED"

    # Somebody has published the code of the other record meanwhile: it comes back, and they are told.
    assert (await state(stage, taken), await state(stage, taken, mayor)) == (None, "DRAFT")
    await stage.mailed(mayor.email, "What you submitted is a draft again")
    # So does what was approved as an organisation's, and is a person's by now.
    assert await state(stage, told["contact"], mayor) == "DRAFT"


async def test_nobody_who_came_with_the_loser_stays_in_the_winners_space(stage: ScenarioClient):
    keeper = await stage.person("keeper", steward=True)
    impostor, friend, mayor = [await stage.person(name) for name in ("impostor", "friend", "mayor")]
    guarantor, _ = await head_of(stage, keeper, "anct")
    of_impostor = await claimed(stage, impostor, "01001")
    space = of_impostor["space"]["id"]
    assert await stage.code("confirmClaimFor", guarantor, claim=of_impostor["claim"]["id"]) == "ClaimSaved"
    impostor = await stage.signed_in(impostor.email)
    await joined(stage, impostor, space, friend, "ADMIN")
    given = {"space": space, "email": "third@example.org", "role": "ADMIN"}
    assert await stage.code("inviteColleague", impostor, **given) == "InvitationSaved"
    late = await stage.link("third@example.org", "invitation")
    shown = "ActorSaved { version actor { id } }"
    written = {"kind": "ASSOCIATION", "name": "Les amis de l’imposteur"}
    said = (await stage.act("createActor", impostor, shown, **written, space=space))["actor"]["id"]
    assert await stage.code("publishActor", impostor, id=said, expectedVersion=1) == "ActorSaved"
    record = of_impostor["claim"]["actor"]
    version = (await stage.ask("query ($id: ID!) { actor(by: {id: $id}) { version } }", id=record["id"]))["actor"]
    given = {"id": record["id"], "expectedVersion": version["version"], "website": "https://attrape.example.org"}
    assert await stage.code("updateActor", impostor, **given) == "ActorSaved"

    made = (await claimed(stage, mayor, "01001"))["claim"]
    assert (made["state"], made["authority"]["website"]) == ("CONTESTED", None)
    voter, _ = await head_of(stage, keeper, "decider-ensemble")
    (case,) = (await stage.ask(QUEUE, voter))["moderationQueue"]["nodes"]
    assert case["claim"] == {"name": "mayor", "email": mayor.email, "authority": {"name": record["name"]}}
    assert await stage.code("settleClaim", guarantor, claim=made["id"], inFavour=True) == "ClaimSaved"
    mayor = await stage.signed_in(mayor.email)
    assert await people(stage, mayor, space) == [mayor.id]
    third = await stage.person("third")
    assert await stage.code("acceptInvitation", third, token=late) == "INVALID_LINK"
    assert await stage.code("removeColleague", friend, space=space, account=mayor.id) == "NOT_PERMITTED"
    ask = "query ($id: ID!) { nodes(ids: [$id]) { ... on Actor { name website } } }"
    assert (await stage.answer(ask, id=said))["data"]["nodes"] == [None]
    assert (await stage.ask(ask, id=record["id"]))["nodes"] == [{"name": record["name"], "website": None}]
    assert await stage.code("restoreActor", mayor, id=said, expectedVersion=3) == "ActorSaved"
    assert (await stage.ask(QUEUE, voter))["moderationQueue"]["nodes"][0]["claim"] is None  # nobody is asked any more
